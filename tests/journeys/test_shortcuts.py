"""Every action has a name to store its keys by, no two meet by default, and F1 lists them all."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QTreeWidget

from carrel.ui.shell.help import ShortcutsDialog


def test_that_every_action_of_menus_and_pages_has_a_name(journey) -> None:
    journey.program.shell.all_shortcuts()
    pages = journey.program.shell.pages.values()
    of_pages = [one for page in pages for group in page.actions.values() for one in group]
    assert [
        one.text()
        for one in [*journey.window.menus.actions, *of_pages]
        if not one.isSeparator() and "." not in one.objectName()
    ] == []


def test_that_no_two_actions_that_meet_come_with_the_same_keys(journey) -> None:
    shortcuts = journey.program.shell.all_shortcuts()
    for one in shortcuts.bindings():
        assert shortcuts.holders(one.name, shortcuts.plain_keys(one.name)) == []


def test_that_the_page_of_shortcuts_lists_what_is_bound(journey) -> None:
    journey.window.menus.shortcuts.trigger()
    dialog = journey.window.findChild(ShortcutsDialog)
    tree = dialog.findChild(QTreeWidget)
    heads = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    items = [head.child(number) for head in heads for number in range(head.childCount())]
    told = {(item.text(0), item.text(1)) for item in items}
    bound = journey.program.shell.all_shortcuts().bindings()
    assert {(one.title, one.keys) for one in bound if one.keys} <= told
    dialog.findChild(QPushButton, "changeShortcuts").click()
    journey.settle()
    assert journey.program.shell.page_in_front.view.group == "shortcuts"
