"""``make fuzz``: changes valid documents of every kind at random and reads them.

A reader may say that a file is damaged. Anything else that it raises, a crash, a wait of more than
20 seconds, and a document that cannot be stored are failures; the file that led to one is kept.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import signal
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":  # run as a file, beside what it tests
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]

from carrel.domain.annotation_placing import AnnotationPlacing
from carrel.domain.brought_annotations import BroughtAnnotations
from carrel.domain.errors import CarrelError
from carrel.domain.ids import MaterialId
from carrel.domain.materials import DraftSection
from carrel.domain.questions.kinds import read_body
from carrel.domain.sections import placed
from carrel.formats.reading.annotations.reader import reader_of
from carrel.formats.reading.reader import read_document
from carrel.formats.writing.anki import write_anki
from carrel.formats.writing.anki_text import write_anki_text
from carrel.formats.writing.gift import write_gift
from carrel.formats.writing.moodle_xml import write_moodle_xml
from formats.reading.annotations.highlight_files import GATE, SAMPLES, WALL
from formats.reading.books import book_files, zipped
from formats.reading.html.news_page import PAGE
from formats.reading.html.test_mail_page import saved_page
from formats.reading.letters import letter_files
from formats.reading.papers import Sheet, paper
from formats.reading.test_odt import files as text_files
from formats.reading.test_rtf import HEAD
from study_works import work_of_all_kinds

LONGEST_S = 20
WALL_BOOK = tuple(
    placed(MaterialId("wall"), [DraftSection("Wall", 1, WALL), DraftSection("Gate", 1, GATE)])
)
_TOKENS = [
    b"<", b">", b"&", b"&#0;", b"&#xFFFFFF;", b"\0", b"\xff\xfe", b"]]>", b"<!--", b"{", b"}",
    b"\\", b"\\u-1 ", b"\\bin99999 ", b"<div>" * 300, b"(" * 50, b"9" * 30, b"-1", b"\xed\xa0\x80",
    b"<table><tr><td colspan=99999>", b"<svg><image href='x'>", b"href='#a' id='a'", b"\r", b"\n\n",
    b"<!DOCTYPE x [<!ENTITY y 'z'>]>", b"../", b"/Kids [1 0 R]", b"<li><ul>", b"\\cell\\row",
    b"\x03",
]  # fmt: skip


def samples() -> dict[str, bytes]:
    """A valid document of each kind, by its name."""
    sheet, other = Sheet(), Sheet()
    for one in (sheet, other):
        one.write("A heading", 60, 780, size=18, font="bold")
        one.column([f"Line {number} of a column of words" for number in range(20)], 60, 740)
        one.column([f"Line {number} of another column" for number in range(20)], 320, 740)
    rich = (
        r"\pard\s1 Level\par{\b x}\trowd\intbl a\cell\row{\footnote note}{\listtext 1.}\ls1 a\par}"
    )
    marked = b"---\ntitle: x\n---\n# A\n\nwords[^1] ![a](b)\n\n[^1]: note\n\n| a |\n|---|\n"
    return {
        "page.html": PAGE.encode(),
        "page.mht": saved_page(),
        "book.epub": zipped(book_files()),
        "letter.docx": zipped(letter_files()),
        "text.odt": zipped(text_files()),
        "rich.rtf": (HEAD + rich).encode(),
        "paper.pdf": paper([sheet, other], outline=[("A heading", 0)], title="Paper"),
        "plain.txt": b"A TITLE\n\nby Someone\n\nCHAPTER I\n\nWords of\na chapter.\n" * 3,
        "marked.md": marked,
        "quiz.xml": write_moodle_xml([work_of_all_kinds()]).files[""],
        "quiz.gift": write_gift([work_of_all_kinds()]).files[""],
        "quiz.aiken": b"What?\nA. One\nB) Two\nANSWER: B\n\nWho?\nA. I\nB. You\nANSWER: A\n",
        "deck.apkg": write_anki([work_of_all_kinds()]).files[""],
        "deck.tsv": write_anki_text([work_of_all_kinds()]).files[""],
        **{name: made() for name, made in SAMPLES.items()},
    }


def changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few changes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12, 40))):
        if not found:
            break
        at = chance.randrange(len(found))
        end = min(len(found), at + chance.choice((1, 2, 8, 60, 400)))
        match chance.randrange(7):
            case 0:
                found[at] = chance.randrange(256)
            case 1:
                del found[at:end]
            case 2:
                found[at:at] = found[at:end]
            case 3:
                found[at:at] = chance.choice(_TOKENS)
            case 4:
                found[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case 5:
                other = chance.randrange(len(found))
                found[at:end] = found[other : other + end - at]
            case _:
                if chance.random() < 0.1:
                    del found[at:]
    return bytes(found)


def changed_within(data: bytes, chance: random.Random) -> bytes:
    """The document changed in its own format: within an entry of an archive, within a stream."""
    if data.startswith(b"PK"):
        return _changed_entry(data, chance)
    if data.startswith(b"%PDF"):
        return _changed_stream(data, chance)
    return changed(data, chance)


def _changed_entry(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(chance.choice((1, 1, 2, 3))):
        name = chance.choice(list(files))
        if chance.random() < 0.05:
            del files[name]
        elif name != "mimetype":
            files[name] = changed(files[name], chance)
        if not files:
            break
    return zipped(files)


def _changed_stream(data: bytes, chance: random.Random) -> bytes:
    parts = data.split(b"stream\n")
    at = chance.randrange(1, max(2, len(parts)))
    if at >= len(parts) or b"\nend" not in parts[at]:
        return changed(data, chance)
    packed, _, rest = parts[at].partition(b"\nend")
    try:
        content = changed(zlib.decompress(packed), chance)
    except zlib.error:
        return changed(data, chance)
    parts[at] = zlib.compress(content) + b"\nend" + rest
    return b"stream\n".join(parts)


def case(kind: str, data: bytes, seed: int) -> bytes:
    """The changed document of a kind and a seed, always the same."""
    chance = random.Random(f"{kind}-{seed}")
    return changed_within(data, chance) if chance.random() < 0.75 else changed(data, chance)


def read(name: str, data: bytes) -> str:
    """Read a document and make its sections ready to be stored; tells what came of it."""
    try:
        if (reader := reader_of(name, data)) is not None:
            return place(reader(name, data))
        draft = read_document(name, data)
        for one in draft.questions:
            read_body(one.kind, one.body)
    except CarrelError as error:
        return error.template[:60]
    for section in placed(MaterialId("fuzz"), draft.sections):
        section.text.encode("utf-8")
    return "read"


def place(brought: BroughtAnnotations) -> str:
    """Look for highlights in a text; those of some changed files are other words."""
    for text in brought:
        for one in AnnotationPlacing(WALL_BOOK).place(text.annotations):
            f"{one.brought} {one.passage}".encode()
    return "highlights"


def run_cases(kinds: dict[str, bytes], numbers: Iterator[int], pipe: int, until: float) -> None:
    """Read case after case in this process; writes each one's name before and its result after."""
    signal.signal(signal.SIGALRM, _ring)
    for number in numbers:
        for name, data in kinds.items():
            if time.monotonic() > until:
                return
            os.write(pipe, f"B\t{name}\t{number}\n".encode())
            signal.alarm(LONGEST_S)
            try:
                said = read(name, case(name, data, number))
            except Exception as error:
                place = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{Path(place.filename).name}:{place.lineno}"
                said = f"FAILURE {type(error).__name__} in {where}: {str(error)[:80]!r}"
            signal.alarm(0)
            os.write(pipe, f"E\t{said}\n".encode("utf-8", "replace"))


def _ring(_number: int, _frame: object) -> None:
    raise TimeoutError("too slow")


def main(arguments: list[str]) -> int:
    """Fuzz for as long as asked; 1 when anything failed."""
    options = _options(arguments)
    kinds = {name: data for name, data in samples().items() if not options.only or any(
        name.endswith(only) for only in options.only)}  # fmt: skip
    until = time.monotonic() + options.minutes * 60
    said: Counter[str] = Counter()
    failures: list[str] = []
    number = options.seed * 1_000_000
    while time.monotonic() < until:
        last = _one_process(kinds, number, until, said, failures, options.keep)
        number = last + 1
    for what, times in said.most_common(25):
        print(f"  {times:>7}  {what}")
    for failure in failures[:40]:
        print(failure)
    total = sum(said.values())
    print(f"{total} changed documents of {len(kinds)} kinds, seed {options.seed},", end=" ")
    print(f"{options.minutes:g} minutes: {len(failures)} failures")
    return 1 if failures else 0


def _one_process(
    kinds: dict[str, bytes], start: int, until: float, said: Counter[str], failures: list[str],
    keep: Path,
) -> int:  # fmt: skip
    """Let a child read cases until it ends; returns the number of its last one."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        run_cases(kinds, iter(range(start, start + 1_000_000)), writing, until)
        os._exit(0)
    os.close(writing)
    name, number, is_open = "", start, False
    with os.fdopen(reading, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            mark, _, rest = line.rstrip("\n").partition("\t")
            if mark == "B":
                name, _, seed = rest.partition("\t")
                number, is_open = int(seed), True
                continue
            is_open = False
            said[rest.split(":")[0] if rest.startswith("FAILURE") else rest] += 1
            if rest.startswith("FAILURE"):
                failures.append(_kept(keep, kinds, name, number, rest))
    _, status = os.waitpid(child, 0)
    if is_open and status:
        failures.append(_kept(keep, kinds, name, number, f"CRASH with status {status}"))
    return number


def _kept(keep: Path, kinds: dict[str, bytes], name: str, number: int, what: str) -> str:
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{number}-{name}"
    path.write_bytes(case(name, kinds[name], number))
    return f"{path}: {what}"


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other changes")
    parser.add_argument("--only", action="append", help="a kind by its ending; can be repeated")
    parser.add_argument(
        "--keep", type=Path, default=Path(tempfile.gettempdir()) / "carrel-fuzz",
        help="where the files that led to failures are put",
    )  # fmt: skip
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
