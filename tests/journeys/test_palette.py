"""Everything that the menus can do is found by its name in the search field and done from there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QMenu

from carrel.domain.annotations import Colour
from carrel.services.preferences import Preferences
from carrel.ui.navigator import PageName, Place
from carrel.ui.shell.page_actions import page_actions
from carrel.ui.shell.palette import Command, Palette
from carrel.ui.widgets.annotation_look import plain_title
from carrel.ui.widgets.words_list import WordsList, WordsRow


@pytest.fixture
def palette(journey):
    return Palette(journey.program.shell, journey.window.menus, journey.program.desk)


def type_into_field(journey, qtbot, text: str) -> QLineEdit:
    journey.window.menus.search.trigger()
    field = journey.find(QLineEdit, "searchField")
    field.clear()
    qtbot.keyClicks(field, text)
    journey.settle()
    return field


def shown(journey) -> list[WordsRow]:
    model = journey.find(WordsList, "searchHits").words
    items = [model.item(model.index(row, 0)) for row in range(model.rowCount())]
    return [item for item in items if isinstance(item, WordsRow)]


def in_menus(actions) -> list:
    """The actions, with those of menus within menus in place of these menus."""
    found = []
    for action in actions:
        menu = action.menu()
        found += (
            in_menus(menu.actions()) if isinstance(menu, QMenu) and menu.actions() else [action]
        )
    return [action for action in found if not action.isSeparator()]


def test_that_the_palette_reaches_every_action_of_every_menu(journey, palette) -> None:
    before = {command.name for command in palette.commands()}
    journey.program.shell.all_shortcuts()
    after = {command.name for command in palette.commands()}
    pages = journey.program.shell.pages
    of_pages = [one for page in pages.values() for group in page.actions.values() for one in group]
    wanted = {one.objectName() for one in in_menus([*journey.window.menus.actions, *of_pages])}
    assert wanted - before == set()
    assert wanted - after == set()
    listed = {binding.name for binding in journey.program.shell.all_shortcuts().bindings()}
    assert listed - after == set()


def test_that_menu_actions_are_known_before_their_page_is_built(journey, palette) -> None:
    shell = journey.program.shell
    before = listed_of_pages(palette)
    shell.all_shortcuts()
    groups = (group for page in shell.pages.values() for group in page.actions.values())
    in_menu = {action.objectName() for group in groups for action in group}
    after = {name: told for name, told in listed_of_pages(palette).items() if name in in_menu}
    assert after == before, "change ui/shell/page_actions.py with the menus of the page"


def listed_of_pages(palette) -> dict[str, tuple[str, str, str]]:
    commands = [command for command in palette.commands() if command.page is not None]
    return {one.name: (one.title, one.path, one.keys) for one in commands}


def test_that_each_action_is_in_the_table_once(qapp) -> None:
    names = [action.name for action in page_actions(plain_title)]
    assert len(names) == len(set(names))


def test_that_listing_commands_builds_no_page(journey, palette) -> None:
    assert len(palette.commands()) > 60
    assert list(journey.program.shell.pages) == [PageName.LIBRARY]


def test_that_a_command_runs_by_its_name(journey, qtbot) -> None:
    field = type_into_field(journey, qtbot, "> go pro")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    journey.settle()
    assert journey.program.shell.page_in_front is journey.program.shell.pages[PageName.PROGRESS]
    assert field.text() == ""
    assert not journey.window.findChild(QFrame, "searchPopup").isVisible()
    assert QApplication.focusWidget() is not field


def test_that_a_command_of_another_page_goes_there_before(journey, qtbot) -> None:
    field = type_into_field(journey, qtbot, ">outline")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    journey.settle()
    shell = journey.program.shell
    assert shell.page_in_front is shell.pages[PageName.READ]
    assert not shell.page_in_front.view.outline.isVisible()


def test_that_a_command_is_offered_by_its_name_alone_but_hits_are_chosen(journey, qtbot) -> None:
    type_into_field(journey, qtbot, "settings")
    first = shown(journey)[0]
    assert isinstance(first.target, Command)
    assert (first.title, first.detail) == ("Settings", "Edit   Ctrl+,")
    chosen = journey.find(WordsList, "searchHits").chosen_target()
    assert not isinstance(chosen, Command)


def test_that_words_that_find_nothing_else_offer_commands_with_them(journey, qtbot) -> None:
    type_into_field(journey, qtbot, "clipboard")
    assert [row.title for row in shown(journey)] == ["Import from the clipboard"]


def test_that_what_cannot_be_done_is_listed_last_and_says_so(journey, qtbot) -> None:
    field = type_into_field(journey, qtbot, ">undo")
    (row,) = [row for row in shown(journey) if row.title == "Undo"]
    assert row.is_off
    assert row.detail == "not possible just now   Edit   Ctrl+Z"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    journey.settle()
    message = journey.find(QLabel, "searchMessage").text()
    assert message == "“Undo” is not possible just now."
    assert [row.is_off for row in shown(journey)] == sorted(row.is_off for row in shown(journey))


def test_that_a_key_opens_the_field_for_commands(journey, qtbot) -> None:
    journey.window.menus.commands.trigger()
    journey.settle()
    field = journey.find(QLineEdit, "searchField")
    assert field.hasFocus()
    assert field.text() == ">"
    assert "Quit" in [row.title for row in shown(journey)]


def test_that_a_command_that_is_a_menu_opens_it(journey, palette, qtbot) -> None:
    shell = journey.program.shell
    journey.program.shell.open_topic("macron-putin/nato")
    journey.settle()
    (command,) = [one for one in palette.commands() if one.name == "topics.untie"]
    assert palette.run(command, journey.window.pos())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()
    menu.close()
    assert shell.page_in_front.place().topic == "macron-putin/nato"


def test_that_a_name_that_nothing_has_is_said(journey, qtbot) -> None:
    type_into_field(journey, qtbot, ">xyzzy")
    message = journey.find(QLabel, "searchMessage").text()
    assert message == "Nothing that can be done is called “xyzzy”."


def test_that_chosen_keys_and_names_of_colours_are_known_before_a_page_is_built(
    journey, palette
) -> None:
    Preferences(journey.program.desk).change(
        colour_names={Colour.IMPORTANT: "Key idea"},
        shortcuts={"read.note": "W", "read.outline": "U"},
    )
    keys = {one.name: (one.title, one.keys) for one in palette.commands()}
    assert keys["read.colours_important"] == ("Mark as Key idea", "1")
    assert keys["read.note"] == ("Write note", "W")
    assert keys["read.underline"] == ("Underline", "")
    journey.program.shell.go(Place(PageName.READ))
    journey.settle()
    after = {one.name: (one.title, one.keys) for one in palette.commands()}
    assert {name: after[name] for name in keys} == keys
