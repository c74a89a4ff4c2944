"""What each export format is called and for, in words for the student."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class FormatWords:
    """A format's title, and what its export holds."""

    title: str
    told: str


def groups() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The formats by what they are for, in the order of the list."""
    return (
        (_tr("To read and print"), ("pdf", "html", "epub")),
        (_tr("To learn elsewhere"), ("anki", "anki-text")),
        (_tr("For a course"), ("moodle-xml", "gift")),
        (_tr("Notes and highlights"), ("notes", "markdown", "annotations", "readwise", "csv")),
        (_tr("Outline and sources"), ("opml", "bibtex", "csl-json")),
        (_tr("To give to others"), ("carrel",)),
    )


def words_of(name: str) -> FormatWords:
    """The words of a format; its name where there are none."""
    found = _WORDS.get(name)
    return found() if found else FormatWords(name, "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


_WORDS: dict[str, Callable[[], FormatWords]] = {
    "pdf": lambda: FormatWords(
        _tr("PDF study guide"),
        _tr(
            "The text with your notes in the margin, the positions table, all questions to be"
            " answered with a pen, and their key on pages of its own."
        ),
    ),
    "html": lambda: FormatWords(
        _tr("Web page"),
        _tr("The same study guide as one page for a browser, pictures included."),
    ),
    "epub": lambda: FormatWords(
        _tr("EPUB book"),
        _tr("A book for e-readers; your notes are its footnotes, the questions its last chapters."),
    ),
    "anki": lambda: FormatWords(
        _tr("Anki deck"),
        _tr(
            "Every question as a card with the words that answer it. A later export updates the"
            " deck instead of doubling it."
        ),
    ),
    "anki-text": lambda: FormatWords(
        _tr("Anki text file"),
        _tr("The same cards as lines of text, for Anki’s own note types; without pictures."),
    ),
    "moodle-xml": lambda: FormatWords(
        _tr("Moodle XML"),
        _tr("All questions for a question bank, with marks, feedback, tags and pictures."),
    ),
    "gift": lambda: FormatWords(
        _tr("GIFT"),
        _tr("All questions as text that Moodle and other systems read; without pictures."),
    ),
    "notes": lambda: FormatWords(
        _tr("Notes as Markdown"),
        _tr("Everything you marked and wrote in one file, by section, each with its source."),
    ),
    "markdown": lambda: FormatWords(
        _tr("Markdown folder"),
        _tr(
            "Sections, notes, topics and questions as pages that link to each other, for Obsidian"
            " or any editor. What you change in the folder is kept when you export again."
        ),
    ),
    "annotations": lambda: FormatWords(
        _tr("Web Annotations"),
        _tr("Notes and highlights in the W3C’s format, each with its words and its place."),
    ),
    "readwise": lambda: FormatWords(
        _tr("Readwise table"),
        _tr("Highlights with their notes, in the columns that Readwise takes."),
    ),
    "csv": lambda: FormatWords(
        _tr("Tables (CSV)"),
        _tr("Three tables beside each other: your notes, the questions, the answers you gave."),
    ),
    "opml": lambda: FormatWords(
        _tr("Outline (OPML)"), _tr("The sections and the topics as trees, for outliners.")
    ),
    "bibtex": lambda: FormatWords(
        _tr("BibTeX"), _tr("The materials as entries of a bibliography.")
    ),
    "csl-json": lambda: FormatWords(
        _tr("CSL JSON"), _tr("The materials as sources for Zotero and other reference programs.")
    ),
    "carrel": lambda: FormatWords(
        _tr("Study pack"),
        _tr(
            "The text with its topics, claims and questions for other students of Carrel. You are"
            " asked for title, authors and licence next. Your notes and answers stay with you."
        ),
    ),
}
