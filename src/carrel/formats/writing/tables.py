"""Notes, questions and answers as CSV, and highlights in the columns that Readwise takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from carrel.domain.annotations import Annotation, Style
from carrel.domain.ids import SectionId
from carrel.domain.study_work import StudyWork
from carrel.formats.writing.csv_file import as_csv
from carrel.formats.writing.written import LeftBehind, Written, one_file

_NOTE_COLUMNS = (
    "id", "material", "section", "section_title", "quote", "prefix", "suffix", "start", "end",
    "style", "colour", "note", "tags", "orphaned", "created_at", "updated_at", "colour_name",
)  # fmt: skip
_QUESTION_COLUMNS = (
    "id", "material", "section", "kind", "prompt", "answer", "explanation", "support", "level",
    "origin", "topics", "tags", "quote", "body",
)  # fmt: skip
_REVIEW_COLUMNS = (
    "card", "question", "answered_at", "score", "rating", "confidence", "seconds",
)  # fmt: skip
# As readwise.io names them in its template for imports; "Location" is the section's number. The
# last three are for other programs: Readwise leaves columns alone that it does not know.
_READWISE_COLUMNS = (
    "Highlight", "Title", "Author", "URL", "Note", "Location", "Location Type", "Date", "Tags",
    "Color", "Chapter", "Id",
)  # fmt: skip


def write_tables(works: Sequence[StudyWork]) -> Written:
    """Three tables beside each other: the notes, the questions and the answers given."""
    return Written(
        {
            "": as_csv([_NOTE_COLUMNS, *_notes(works)]),
            "-questions": as_csv([_QUESTION_COLUMNS, *_questions(works)]),
            "-reviews": as_csv([_REVIEW_COLUMNS, *_reviews(works)]),
        }
    )


def write_readwise(works: Sequence[StudyWork]) -> Written:
    """Highlights as Readwise imports them: a note needs words to stand beside."""
    rows = []
    wordless = 0
    for work in works:
        places = {section.id: n for n, section in enumerate(work.contents.sections, start=1)}
        titles = _titles(work)
        for one in work.annotations:
            if one.passage is None or one.style is Style.BOOKMARK:
                wordless += 1
                continue
            place = (places.get(one.section, 0), titles.get(one.section, ""))
            rows.append(_readwise_row(work, one, *place))
    return one_file(
        as_csv([_READWISE_COLUMNS, *rows]),
        LeftBehind(
            wordless, "notes and bookmarks without words", "Readwise takes highlighted words only"
        ),
    )


def _notes(works: Sequence[StudyWork]) -> Iterator[Sequence[str]]:
    for work in works:
        titles = _titles(work)
        for one in work.annotations:
            words = one.passage
            yield (
                one.id,
                work.contents.material.id,
                one.section,
                titles.get(one.section, ""),
                words.quote if words else "",
                words.prefix if words else "",
                words.suffix if words else "",
                str(words.start) if words else "",
                str(words.end) if words else "",
                one.style.value,
                one.colour.value,
                one.note,
                ", ".join(one.tags),
                "yes" if one.is_orphan else "no",
                _time(one.created_at),
                _time(one.updated_at),
                work.colour_name(one.colour),
            )


def _questions(works: Sequence[StudyWork]) -> Iterator[Sequence[str]]:
    for work in works:
        for question in work.contents.questions:
            yield (
                question.id,
                question.material,
                question.section or "",
                question.kind.value,
                question.prompt or question.headline,
                question.answer_in_words,
                question.explanation,
                question.support.value,
                question.level.value,
                question.origin.value,
                ", ".join(work.topic_names(question)),
                ", ".join(question.tags),
                question.passages[0].quote if question.passages else "",
                json.dumps(question.body.to_dict(), ensure_ascii=False, sort_keys=True),
            )


def _reviews(works: Sequence[StudyWork]) -> Iterator[Sequence[str]]:
    for work in works:
        for answer in work.answers:
            yield (
                answer.card,
                answer.question,
                _time(answer.at),
                f"{answer.score:.4g}",
                str(answer.rating),
                "" if answer.confidence is None else str(answer.confidence),
                f"{answer.seconds:.1f}",
            )


def _readwise_row(
    work: StudyWork, one: Annotation, place: int, section_title: str
) -> Sequence[str]:
    material = work.contents.material
    return (
        one.passage.quote if one.passage else "",
        material.title,
        " and ".join(material.authors),
        material.source if material.source.startswith(("http://", "https://")) else "",
        one.note,
        str(place),
        "order",
        one.created_at.strftime("%Y-%m-%d %H:%M:%S"),
        ",".join(one.tags),
        one.colour.value,
        section_title,
        one.id,
    )


def _titles(work: StudyWork) -> Mapping[SectionId, str]:
    return {section.id: section.title for section in work.contents.sections}


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
