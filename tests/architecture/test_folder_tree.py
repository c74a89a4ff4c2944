"""The folder tree that CONTRIBUTING.md draws is the one there is."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

PROJECT = Path(__file__).parents[2]

# Where the tree stops: the packs' own folders, and the tests that lie as the program does.
DRAWN_WHOLE = ("src/carrel", "resources")
NOT_OF_THE_PROJECT = re.compile(r"__pycache__|build|dist|tour|bench-results|.*\.egg-info|\..*")


def drawn_folders() -> set[str]:
    """The folders of the tree in CONTRIBUTING.md, from the project's."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(r"^```tree\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert found
    folders: list[PurePosixPath] = []
    above: dict[int, PurePosixPath] = {}
    for line in found.group(1).splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        folder = above.get(depth - 1, PurePosixPath()) / line.split()[0]
        above[depth] = folder
        folders.append(folder)
    return {str(folder) for folder in folders}


def real_folders() -> set[str]:
    """The folders that the tree is to show; one without a file in it is none."""
    whole = {path for top in DRAWN_WHOLE for path in (PROJECT / top).rglob("*/")}
    beside_the_program = {path.name for path in (PROJECT / "src" / "carrel").iterdir()}
    top = {path for path in PROJECT.iterdir() if path.name != "src"}
    tests = {path for path in (PROJECT / "tests").iterdir() if path.name not in beside_the_program}
    return {
        path.relative_to(PROJECT).as_posix()
        for path in whole | top | tests | {PROJECT / "src" / "carrel", PROJECT / ".ci"}
        if path.is_dir() and any(child.is_file() for child in path.rglob("*"))
        if path.name == ".ci" or not NOT_OF_THE_PROJECT.fullmatch(path.name)
    }


def test_that_every_folder_is_drawn() -> None:
    assert real_folders() - drawn_folders() == set()


def test_that_every_drawn_folder_is_there() -> None:
    assert {folder for folder in drawn_folders() if not (PROJECT / folder).is_dir()} == set()
