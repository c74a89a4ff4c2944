"""What the actions of pages are called and where they stand, known before a page is built.

A page that nobody has visited has no actions yet, and building all pages takes a second. This table
is what the command palette lists until then; a test holds it equal to the menus. Actions that are
in no menu act on what the page shows, and are listed once there is that page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from carrel.domain.annotations import Colour
from carrel.ui.navigator import PageName
from carrel.ui.page import Menu


@dataclass(frozen=True, slots=True)
class PageAction:
    """An action that a page adds to a menu; ``keys`` are those it comes with."""

    name: str
    page: PageName
    menu: Menu
    title: str
    keys: tuple[str, ...]


_Lines = tuple[tuple[str, str, str], ...]

_COLOURS: _Lines = tuple((f"colours_{one}", "", str(n)) for n, one in enumerate(Colour, start=1))

_TABLE: tuple[tuple[PageName, Menu, str, _Lines], ...] = (
    (PageName.READ, Menu.EDIT, "ReaderActions", _COLOURS),
    (
        PageName.READ,
        Menu.EDIT,
        "ReaderActions",
        (
            ("underline", "Underline", "U"),
            ("fit", "Fit the mark to the selection", "E"),
            ("stretches_(<Edge.END: 'end'>, 1)", "One more word at the end", "Shift+Right"),
            ("stretches_(<Edge.END: 'end'>, -1)", "One word less at the end", "Shift+Left"),
            (
                "stretches_(<Edge.START: 'start'>, -1)",
                "One more word at the beginning",
                "Alt+Shift+Left",
            ),
            (
                "stretches_(<Edge.START: 'start'>, 1)",
                "One word less at the beginning",
                "Alt+Shift+Right",
            ),
            ("note", "Write note", "N"),
            ("section_note", "Write note on the section", "Shift+N"),
            ("tags", "Tags…", "G"),
            ("bookmark", "Bookmark", "B"),
            ("question", "Make a question", "Q"),
            ("delete", "Delete note or highlight", "Del"),
            ("cite", "Copy with citation", "Ctrl+Shift+C"),
            ("tag", "Say which topic this is about…", "T"),
            ("reject_topic", "Not a mention of the topic here", "Shift+T"),
            ("add_claim", "Say what this claims…", "C"),
            ("let_go", "Let go of the selection", "Esc"),
            ("find", "Find on this page", "Ctrl+F"),
            ("find_next", "Find next", "F3"),
            ("find_previous", "Find previous", "Shift+F3"),
        ),
    ),
    (
        PageName.READ,
        Menu.EDIT,
        "Placing",
        (("place_note", "Place the note on the selected words", "P"),),
    ),
    (
        PageName.READ,
        Menu.VIEW,
        "ReaderActions",
        (
            ("larger", "Larger text", "Ctrl++ Ctrl+="),
            ("smaller", "Smaller text", "Ctrl+-"),
            ("normal_size", "Normal text size", "Ctrl+0"),
            ("outline", "Outline", "F9"),
            ("topics", "Topics in the text", "Ctrl+T"),
            ("claims", "Claims in the text", "Ctrl+Shift+L"),
            ("caret", "Select with the keyboard", "F7"),
        ),
    ),
    (
        PageName.READ,
        Menu.VIEW,
        "ClaimsExercise",
        (("claims_exercise", "Mark whose view and how certain, yourself", "Ctrl+Shift+W"),),
    ),
    (
        PageName.READ,
        Menu.VIEW,
        "MemoryLens",
        (("memory.toggle", "What is remembered, in the text", "Ctrl+Shift+M"),),
    ),
    (
        PageName.READ,
        Menu.GO,
        "ReaderActions",
        (
            ("open_topic", "Open the topic at the caret", "Ctrl+Return"),
            ("open_claim", "Open the claim at the caret", "Ctrl+Shift+Return"),
            ("bookmarks", "Bookmarks of this text…", "Shift+B"),
            ("next_mark", "Next note or highlight", "J"),
            ("previous_mark", "Previous note or highlight", "Shift+J"),
            ("next_page", "Next page", "Ctrl+PgDown"),
            ("previous_page", "Previous page", "Ctrl+PgUp"),
            ("mark_read", "Mark page as read", "Ctrl+M"),
        ),
    ),
    (
        PageName.READ,
        Menu.GO,
        "MemoryLens",
        (
            ("memory.next", "Next paragraph of the map", "Alt+Down"),
            ("memory.previous", "Previous paragraph of the map", "Alt+Up"),
            ("memory.next_blind", "Next paragraph without a question", "Alt+Shift+Down"),
        ),
    ),
    (
        PageName.READ,
        Menu.EDIT,
        "TrayActions",
        (
            ("proposals.search", "Propose topics, claims and questions", ""),
            ("proposals.accept", "Accept the proposal", "A"),
            ("proposals.edit", "Change the proposal, then accept it…", "F2"),
            ("proposals.reject", "Reject the proposal", "X"),
            ("proposals.choose", "Choose the proposal with others", "S"),
            ("proposals.take_back", "Take the last decision back", "Z"),
            ("proposals.accept_all", "Accept all proposals that are listed", ""),
            ("proposals.reject_all", "Reject all proposals that are listed", ""),
            (
                "proposals.reject_alike",
                "Reject all proposals of this sort in the whole text",
                "",
            ),
        ),
    ),
    (
        PageName.READ,
        Menu.VIEW,
        "TrayActions",
        (("proposals.toggle", "Proposals for this text", "Ctrl+Shift+P"),),
    ),
    (
        PageName.READ,
        Menu.GO,
        "TrayActions",
        (
            ("proposals.next", "Next proposal", "K"),
            ("proposals.previous", "Previous proposal", "Shift+K"),
            ("proposals.next_section", "Next section with proposals", "Alt+K"),
        ),
    ),
    (
        PageName.TOPICS,
        Menu.EDIT,
        "ChangeActions",
        (
            ("add", "New topic…", "Ctrl+Shift+N"),
            ("edit", "Edit this topic…", "F2"),
            ("tie", "Tie to another topic…", ""),
            ("untie", "Untie from", ""),
            ("merge", "Merge into another topic…", ""),
            ("split", "Split a topic off…", ""),
            ("join", "Join with a topic of another material…", ""),
            ("part", "Part from", ""),
            ("delete", "Delete this topic", ""),
        ),
    ),
    (
        PageName.NOTES,
        Menu.FILE,
        "NotesActions",
        (("export", "Export notes as Markdown …", "Ctrl+E"),),
    ),
    (
        PageName.NOTES,
        Menu.EDIT,
        "NotesActions",
        (
            ("edit", "Edit the note", "F2"),
            ("tags", "Tags…", "G"),
            *_COLOURS,
            ("delete", "Delete", "Del"),
            ("find", "Filter by words", "Ctrl+F"),
        ),
    ),
    (
        PageName.NOTES,
        Menu.VIEW,
        "NotesActions",
        (("orphans", "Notes without a place", "Ctrl+Shift+O"),),
    ),
    (PageName.NOTES, Menu.GO, "NotesActions", (("open", "Show in the text", "Ctrl+Return"),)),
    (
        PageName.QUIZ,
        Menu.EDIT,
        "QuestionActions",
        (
            ("mark", "Mark this question", "M"),
            ("edit", "Edit this question", "E"),
            ("undo", "Take the last answer back", "Z"),
            ("skip", "Leave this question out", "S"),
            ("bury", "Not today any more", "B"),
            ("suspend", "Suspend: do not ask it until further notice", ""),
        ),
    ),
    (PageName.QUIZ, Menu.VIEW, "QuestionActions", (("passage", "Show or hide the passage", "P"),)),
    (
        PageName.QUIZ,
        Menu.GO,
        "QuestionActions",
        (
            ("answer", "Answer", "Return Enter"),
            ("go_on", "Go on", "Space"),
            ("leave", "Leave the quiz for now", "Esc"),
        ),
    ),
    (
        PageName.QUIZ,
        Menu.GO,
        "QuizPresenter",
        (("all_questions", "All questions", "Ctrl+Shift+Q"),),
    ),
)


def page_actions(colour_title: Callable[[Colour], str]) -> Iterator[PageAction]:
    """The actions of all pages in the order of the table; ``colour_title`` names the colours."""
    for page, menu, context, lines in _TABLE:
        for attribute, text, keys in lines:
            title = QCoreApplication.translate(context, text) if text else ""
            if attribute.startswith("colours_"):
                marking = QCoreApplication.translate(context, "Mark as {colour}")
                title = marking.format(colour=colour_title(Colour(attribute[8:])))
            yield PageAction(f"{page}.{attribute}", page, menu, title, tuple(keys.split()))
