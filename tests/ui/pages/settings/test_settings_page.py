"""The Settings page puts each change in force at once, stores it at once, and leads back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QTextBrowser,
    QToolButton,
)

from carrel.domain.annotations import Colour
from carrel.domain.settings import Face, Ground, Settings
from carrel.services.preferences import Preferences
from carrel.ui.appearance import Appearance
from carrel.ui.device_settings import DeviceSettings
from carrel.ui.page import PageContext
from carrel.ui.pages.settings.presenter import SettingsPresenter
from carrel.ui.theme import Scheme
from fakes import ImmediateTasks, RecordingNavigator
from sample_library import new_desk


class SettingsPage:
    """The page on an empty library."""

    def __init__(self, qtbot, theme, folder) -> None:
        self.qtbot = qtbot
        self.theme = theme
        self.folder = folder
        self.desk = new_desk()
        self.navigator = RecordingNavigator()
        context = PageContext(self.desk, self.navigator, ImmediateTasks(), theme)
        self.appearance = Appearance(theme, DeviceSettings(folder))
        self.presenter = SettingsPresenter(context, self.appearance)
        self.view = self.presenter.view
        qtbot.addWidget(self.view)
        self.desk.notice.listen(self.presenter.refresh)
        self.view.resize(1000, 700)
        self.view.show()

    @property
    def settings(self) -> Settings:
        return Preferences(self.desk).settings()

    def control(self, kind, name):
        return self.view.findChild(kind, f"setting_{name}")

    def reset(self, name) -> QToolButton:
        return self.view.findChild(QToolButton, f"reset_{name}")

    def choose(self, name: str, text: str) -> None:
        """Choose by keyboard, as in any box of choices."""
        box = self.control(QComboBox, name)
        box.setFocus()
        self.qtbot.keyClicks(box, text)

    def open_group(self, title: str) -> None:
        groups = self.view.findChild(QListWidget)
        groups.setCurrentItem(groups.findItems(title, Qt.MatchFlag.MatchExactly)[0])


@pytest.fixture
def page(qtbot, theme, tmp_path):
    page = SettingsPage(qtbot, theme, tmp_path)
    yield page
    page.desk.database.close()


def test_that_a_choice_is_stored_at_once(page) -> None:
    page.choose("face", "Sans")
    page.choose("ground", "Sepia")
    assert page.settings.face is Face.SANS
    assert page.settings.ground is Ground.SEPIA


def test_that_numbers_are_stored_as_they_are_typed(page) -> None:
    size, width = page.control(QDoubleSpinBox, "size"), page.control(QSpinBox, "measure")
    size.setValue(15.5)
    page.qtbot.keyClick(width, Qt.Key.Key_Up)
    assert (page.settings.size, page.settings.measure) == (15.5, 68)


def test_that_the_window_changes_its_colours_and_this_computer_remembers_it(page) -> None:
    page.choose("scheme", "Dark")
    assert page.theme.is_dark
    assert DeviceSettings(page.folder).scheme is Scheme.DARK


def test_that_a_colour_takes_the_name_that_is_typed(page) -> None:
    page.open_group("Colours")
    field = page.control(QLineEdit, "colour.evidence")
    page.qtbot.keyClicks(field, " Proof ")
    page.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.settings.colour_names == {Colour.EVIDENCE: "Proof"}
    field.clear()
    page.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.settings.colour_names == {}


def test_that_learning_steps_that_cannot_be_used_are_told_and_the_words_stay(page) -> None:
    page.open_group("Memory")
    field = page.control(QLineEdit, "learning_steps")
    for words, stored in (("10 1", (1, 10)), ("1 soon", (1, 10)), ("5, 30", (5, 30))):
        field.setText(words)
        page.qtbot.keyClick(field, Qt.Key.Key_Return)
        assert page.settings.learning_steps == stored
        told = [label.text() for label in page.view.findChildren(QLabel) if label.isVisible()]
        assert any("numbers of minutes" in text for text in told) == (stored == (1, 10))
    assert field.text() == "5 30"


def test_that_shares_are_shown_in_percent(page) -> None:
    page.open_group("Memory")
    box = page.control(QSpinBox, "desired_retention")
    assert box.text() == "90 %"
    box.setValue(85)
    assert page.settings.desired_retention == 0.85


def test_that_a_time_zone_is_chosen_by_its_name(page) -> None:
    page.open_group("Memory")
    page.choose("time_zone", "Europe/Par")
    assert page.settings.time_zone == "Europe/Paris"


def test_that_a_stored_time_zone_that_is_not_offered_is_shown_all_the_same(page) -> None:
    Preferences(page.desk).change(time_zone="Middle-earth/Shire")
    assert page.control(QComboBox, "time_zone").currentText() == "Middle-earth/Shire"


def test_that_the_sample_follows_each_change(page) -> None:
    sample = page.view.findChild(QTextBrowser, "readingSample")
    assert sample.document().defaultFont().pointSizeF() == 13
    Preferences(page.desk).change(size=20.0, colour_names={Colour.EVIDENCE: "*Proof*  here"})
    assert sample.document().defaultFont().pointSizeF() == 20
    assert "as *Proof* here or Disagree" in sample.toPlainText()


def test_that_only_what_was_changed_can_be_put_back(page) -> None:
    assert not page.reset("face").isVisible()
    page.choose("face", "Sans")
    assert page.reset("face").isVisible()
    page.qtbot.mouseClick(page.reset("face"), Qt.MouseButton.LeftButton)
    assert page.settings == Settings()
    assert page.control(QComboBox, "face").currentText() == "Serif"
    assert not page.reset("face").isVisible()


def test_that_a_group_is_put_back_whole_and_others_stay(page) -> None:
    Preferences(page.desk).change(
        size=20.0, is_justified=True, asks_confidence=False, colour_names={Colour.QUESTION: "Why"}
    )
    (whole,) = [b for b in page.view.findChildren(QPushButton) if b.isVisible()]
    page.qtbot.mouseClick(whole, Qt.MouseButton.LeftButton)
    expected = Settings(asks_confidence=False, colour_names={Colour.QUESTION: "Why"})
    assert page.settings == expected
    assert not whole.isEnabled()


def test_that_a_change_made_elsewhere_is_shown(page) -> None:
    page.open_group("Quiz")
    assert page.control(QCheckBox, "asks_confidence").isChecked()
    Preferences(page.desk).change(asks_confidence=False)
    assert not page.control(QCheckBox, "asks_confidence").isChecked()


def test_that_a_change_that_cannot_be_stored_is_told_and_not_shown(page) -> None:
    page.desk.database.write("PRAGMA query_only = ON")
    page.choose("face", "E")
    assert len(page.navigator.errors) == 1
    assert page.control(QComboBox, "face").currentText() == "Serif"


def turn_wheel(box) -> None:
    place = QPointF(5, 5)
    event = QWheelEvent(
        place,
        box.mapToGlobal(place),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)


def test_that_the_wheel_over_a_control_without_the_focus_changes_nothing(page) -> None:
    box = page.control(QSpinBox, "measure")
    page.view.findChild(QListWidget).setFocus()
    assert not box.hasFocus()
    turn_wheel(box)
    assert page.settings == Settings()
