"""The Progress page draws how studying goes, says it in a sentence, and has a table of it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QToolTip

from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.scheduling import Confidence
from carrel.services.reading import Reading
from carrel.services.shelf import Shelf
from carrel.storage.database import open_database
from carrel.ui.navigator import PageName
from carrel.ui.pages.progress.chart_card import ChartCard
from carrel.ui.pages.progress.picture import save_picture
from carrel.ui.theme import Scheme
from question_samples import question
from quiz_shelf import TEXT
from sample_library import add_material

CARDS = ("memory", "load", "knowledge", "calendar", "kept", "sureness", "time")


def cells(card: ChartCard) -> list[list[str]]:
    """The rows of a card's table."""
    table = card.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def labels(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def studied(shelf):
    """A student who was sure three times, and wrong once."""
    shelf.ask("single_choice", "true_false", "ordering", "short_answer")
    shelf.study(True, True, False)
    Reading(shelf.desk).add_time(SectionId("book/one"), 600)
    return shelf


def test_that_an_empty_library_says_what_will_appear_and_leads_to_the_library(shelf) -> None:
    Shelf(shelf.desk).remove(MaterialId("book"))
    view = shelf.open()
    assert "Nothing to show yet" in labels(view)
    button = next(one for one in view.findChildren(QPushButton) if one.isVisible())
    shelf.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shelf.navigator.places[-1].page is PageName.LIBRARY


def test_that_before_the_first_answer_each_chart_says_what_it_will_show(shelf) -> None:
    view = shelf.open()
    for card in view.cards.values():
        assert card.chart is None
        assert len(labels(card)[-1]) > 60


def test_that_after_one_answer_each_chart_is_drawn_or_says_what_it_waits_for(shelf) -> None:
    shelf.ask("single_choice", "true_false")
    shelf.study(True, confidence=None)
    view = shelf.open()
    drawn = {name for name, card in view.cards.items() if card.chart is not None}
    assert drawn == {"memory", "load", "knowledge", "calendar", "time"}
    for name in ("kept", "sureness"):
        card = view.cards[name]
        assert not card.as_table.isVisible()
        assert not card.save.isVisible()
        assert len(labels(card)[-1]) > 60
    for card in view.cards.values():
        card.plot.grab()


def test_that_the_sentences_are_computed_from_the_answers(studied) -> None:
    view = studied.open()
    sentences = {name: card.sentence.text() for name, card in view.cards.items()}
    assert sentences["memory"].startswith("4 questions: 2 secure, 1 missed, 1 never asked.")
    assert sentences["load"].startswith("3 answers are asked of you today, 1 minute.")
    assert sentences["knowledge"].startswith(
        "Of 3 answers you were asked for, you likely know 2 today."
    )
    assert sentences["calendar"] == "You began today: 10 minutes, 3 answers."
    assert sentences["sureness"] == (
        "When you were sure, 67 % of 3 answers were right. So few answers do not say much yet."
    )
    assert sentences["time"].startswith("This week: 10 minutes. In 1 of the last 16 weeks")


def test_that_questions_learnt_before_show_what_is_kept(studied) -> None:
    for _ in range(2):
        studied.pass_time(4)
        studied.study(True, True, True)
    studied.pass_time(9)
    studied.study(True, False, True)
    card = studied.open().cards["kept"]
    rows = cells(card)
    assert len(rows) == 2
    assert rows[0][1:] == ["2", "1", "50 %", "90 %"]
    assert "you want 90 %" in card.sentence.text()
    assert len(card.plot.words_of()) == 2


def test_that_each_chart_has_its_table_by_keyboard(studied) -> None:
    view = studied.open()
    card = view.cards["memory"]
    card.as_table.setFocus()
    assert not card.table.isVisible()
    studied.qtbot.keyClick(card.as_table, Qt.Key.Key_Space)
    assert card.table.isVisible()
    assert not card.plot.isVisible()
    assert cells(card) == [["One", "2", "0", "1", "1", "4"]]
    header = [card.table.horizontalHeaderItem(n).text() for n in range(6)]
    assert header == ["Part", "Secure", "Fading", "Missed", "Never asked", "All"]
    studied.qtbot.keyClick(card.as_table, Qt.Key.Key_Space)
    assert card.plot.isVisible()


def test_that_charts_have_names_and_their_sentences_for_screen_readers(studied) -> None:
    for card in studied.open().cards.values():
        if card.chart is not None:
            described = QAccessible.queryAccessibleInterface(card.plot)
            assert described.text(QAccessible.Text.Name) == card.title
            assert described.text(QAccessible.Text.Description) == card.sentence.text()
            assert card.title in card.as_table.accessibleName()


def test_that_the_bars_can_stand_for_topics(studied) -> None:
    studied.desk.database.write(
        "INSERT INTO topic (key, material_id, name, folded, kind, origin, created_at, updated_at)"
        " SELECT 'book/war', id, 'War', 'war', 'concept', 'pack', '', '' FROM material"
    )
    studied.add(question("single_choice", "q900", topics=("book/war",)))
    view = studied.open()
    view.grouping.setFocus()
    studied.qtbot.keyClick(view.grouping, Qt.Key.Key_Down)
    assert cells(view.cards["memory"]) == [["War", "0", "0", "0", "1", "1"]]
    assert view.cards["memory"].table.horizontalHeaderItem(0).text() == "Topic"


def test_that_a_material_is_chosen_and_stays_after_an_answer(studied) -> None:
    add_material(studied.desk, "other", [("a", 1, TEXT)], title="Other")
    studied.add(question("single_choice", "q900", material="other", section="a"))
    view = studied.open()
    assert [row[0] for row in cells(view.cards["memory"])] == ["The book", "Other"]
    view.material.setCurrentIndex(view.material.findData("other"))
    assert [row[0] for row in cells(view.cards["memory"])] == ["A"]
    assert view.cards["calendar"].chart is None
    assert studied.page.place().material == "other"
    assert [crumb.text for crumb in studied.page.trail()] == ["Other"]
    studied.study(True)
    assert studied.page.place().material == "other"
    Shelf(studied.desk).remove(MaterialId("other"))
    assert studied.page.place().material is None


def test_that_an_answer_changes_what_is_shown(studied) -> None:
    view = studied.open()
    before = view.cards["memory"].sentence.text()
    studied.study(True)
    assert view.cards["memory"].sentence.text() != before


def test_that_pointing_at_a_bar_says_what_it_is(studied) -> None:
    plot = studied.open().cards["memory"].plot
    QApplication.processEvents()
    studied.qtbot.mouseMove(plot.viewport(), QPoint(plot.width() // 3, plot.height() // 3))
    assert "One: 2 secure" in plot.words_of()
    QToolTip.hideText()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_that_charts_stand_on_the_ground_of_the_theme(studied, theme, scheme) -> None:
    view = studied.open()
    theme.set_scheme(scheme)
    QApplication.processEvents()
    image = view.cards["knowledge"].plot.grab().toImage()
    assert image.pixelColor(image.width() // 2, 1).lightness() == pytest.approx(
        view.palette().base().color().lightness(), abs=2
    )


def test_that_a_narrow_page_puts_charts_below_each_other(studied) -> None:
    view = studied.open()
    load, knowledge = view.cards["load"], view.cards["knowledge"]
    QApplication.processEvents()
    assert load.y() == knowledge.y()
    view.resize(QSize(800, 600))
    QApplication.processEvents()
    assert knowledge.y() > load.y()


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_that_a_chart_is_saved_as_a_picture(studied, tmp_path, ending) -> None:
    view = studied.open()
    card = view.cards["memory"]
    studied.qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)
    dialog = view.findChild(QFileDialog)
    path = tmp_path / f"memory.{ending}"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    assert studied.navigator.messages == [f"The chart was saved as {path}."]
    if ending == "png":
        image = QImage(str(path))
        assert image.width() > card.plot.width()
        spots = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
        inks = {image.pixelColor(*spot).name() for spot in spots}
        assert len(inks) > 3
    else:
        text = path.read_text(encoding="utf-8")
        assert "What you remember" in text
        assert card.sentence.text() in text


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_that_a_picture_that_cannot_be_written_is_told(studied, tmp_path, ending) -> None:
    view = studied.open()
    studied.page._save_to(view.cards["memory"], tmp_path / "nowhere" / f"memory.{ending}")
    assert "could not be written" in str(studied.navigator.errors[0])


def test_that_a_chart_shown_as_a_table_can_be_saved_too(studied, tmp_path) -> None:
    card = studied.open().cards["load"]
    card.as_table.setChecked(True)
    save_picture(card, tmp_path / "load.png")
    assert not QImage(str(tmp_path / "load.png")).isNull()


@pytest.mark.parametrize("confidence", Confidence)
def test_that_any_sureness_has_a_sentence(shelf, confidence) -> None:
    shelf.ask(*["true_false"] * 12)
    shelf.study(*[True] * 11, False, confidence=confidence)
    sentence = shelf.open().cards["sureness"].sentence.text()
    assert "92 %" in sentence


START = """
import sys
from carrel import app
from carrel.app import build, make_application
from carrel.services.desk import open_desk
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.navigator import PageName, Place
from pathlib import Path
folder = Path(sys.argv[1])
application = make_application()
desk = open_desk(folder / "l.db", clock=app.now, new_id=app.new_id)
program = build(desk, DeviceSettings(folder), {})
program.start(Place(PageName.LIBRARY))
for _ in range(5):
    application.processEvents()
heavy = {"pyqtgraph", "numpy"} & set(sys.modules)
program.shell.go(Place(PageName.PROGRESS))
print(sorted(heavy), "pyqtgraph" in sys.modules)
while program.tasks.is_busy:
    application.processEvents()
program.close()
"""


def test_that_starting_does_not_load_what_draws_charts(tmp_path) -> None:
    # Making a new library loads more than opening one.
    open_database(tmp_path / "l.db").close()
    done = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == "[] True", done.stderr
