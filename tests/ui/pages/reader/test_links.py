"""Links of a text lead to footnotes, pictures and sections, and to nothing else by themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from carrel.domain.ids import SectionId
from carrel.domain.materials import Asset
from carrel.storage.material_intake import write_assets
from carrel.storage.material_store import MaterialStore
from carrel.ui.navigator import PageName, Place
from carrel.ui.pages.reader.footnote_popup import FootnotePopup
from carrel.ui.pages.reader.picture_window import PictureWindow
from carrel.ui.widgets.document_writer import PICTURE_SCHEME
from reader_page import Reader
from sample_library import add_material

NOTES = SectionId("notes/one")
TEXT = "A claim[^a].\n\n![a map of the river](assets/map.png)\n\n[^a]: Said in *1998*.\n"


@pytest.fixture
def reader(qtbot, theme):
    reader = Reader(qtbot, theme)
    material = add_material(reader.desk, "notes", [("one", 1, TEXT), ("two", 1, "End.")])
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert picture.save(buffer, "PNG")
    row = MaterialStore(reader.desk.database).row_id(material)
    asset = Asset("assets/map.png", "image/png", bytes(buffer.data()))
    write_assets(reader.desk.database, row, [asset])
    reader.open(NOTES)
    yield reader
    reader.desk.database.close()


def follow(reader, address: str) -> None:
    reader.text.link_clicked.emit(address)


def test_that_a_footnote_is_shown_beside_its_mark_and_leads_to_its_place(reader):
    follow(reader, "footnote:notes/one#1")
    popup = reader.view.findChild(FootnotePopup)
    assert "Said in 1998." in [label.text() for label in popup.findChildren(QLabel)]
    popup.note_requested.emit()
    place = reader.navigator.places[-1]
    assert (place.section, place.start) == (NOTES, 11)
    reader.qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_that_a_picture_of_the_material_is_shown_large(reader):
    follow(reader, f"{PICTURE_SCHEME}:asset:notes/one/assets/map.png")
    window = reader.view.findChild(PictureWindow)
    assert window.windowTitle() == "a map of the river"
    label = next(each for each in window.findChildren(QLabel) if not each.pixmap().isNull())
    reader.qtbot.keyClick(window, Qt.Key.Key_Space)
    assert label.pixmap().size().width() == 300
    assert label.pixmap().toImage().pixelColor(5, 5) == QColor("red")
    window.close()


def test_that_a_link_within_the_material_opens_its_section(reader):
    follow(reader, "#two")
    assert reader.navigator.places == [Place(PageName.READ, section=SectionId("notes/two"))]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "other.md", "javascript:alert(1)"])
def test_that_other_links_are_not_opened(reader, address):
    follow(reader, address)
    assert "does not open" in reader.navigator.messages[0]
