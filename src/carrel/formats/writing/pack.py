"""A material with its topics, claims and questions as a ``.carrel`` pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from carrel.domain.study_work import StudyWork
from carrel.formats.pack.write import pack_files, zipped
from carrel.formats.writing.written import LeftBehind, Written, one_file


def write_pack(works: Sequence[StudyWork]) -> Written:
    """The pack of the one material given; what is the student's alone stays behind."""
    (work,) = works
    made = pack_files(work.contents)
    counts = Counter(f"{one.thing}s" for one in made.left_out)
    without_words = [
        LeftBehind(count, what, "a pack needs the words that they are about")
        for what, count in counts.items()
    ]
    return one_file(
        zipped(made.files),
        *without_words,
        LeftBehind(len(work.annotations), "notes and highlights", "a pack is for others"),
    )
