"""What ``data/README.md`` tells teachers to write is what Carrel reads without complaint."""

from __future__ import annotations

import re
from pathlib import Path

from carrel.domain.questions.body import Kind
from carrel.formats.pack.check import check_pack
from carrel.formats.pack.example import FILES
from carrel.formats.pack.read import read_pack

README = Path(__file__).parents[3] / "data" / "README.md"
_FILE = re.compile(r"^`([\w/.-]+)`:.*?^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documented_files() -> dict[str, str]:
    """The files that the page shows, by their paths in the pack."""
    return dict(_FILE.findall(README.read_text(encoding="utf-8")))


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_that_the_page_shows_what_carrel_writes_to_start_from():
    shown = documented_files()
    assert set(shown) == {*FILES, "questions/kinds.yaml"}
    assert {name: shown[name] for name in FILES} == FILES


def test_that_the_documented_pack_checks_clean(tmp_path):
    assert check_pack(write(tmp_path, documented_files())).problems == ()


def test_that_the_page_shows_every_kind_of_question(tmp_path):
    pack = read_pack(write(tmp_path, documented_files()))
    assert {question.kind for question in pack.questions} == set(Kind)
