"""The bundled packs and resources are found in a checkout and in what is installed from a wheel."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from carrel.system.resources import bundled_packs, language_file, language_files, resource

PROJECT = Path(__file__).parents[2]


def test_that_a_checkout_has_its_packs_beside_the_source() -> None:
    assert PROJECT / "data" / "macron-putin" in bundled_packs()


def test_that_a_folder_that_is_no_pack_is_passed_over(tmp_path: Path) -> None:
    package = tmp_path / "src" / "carrel"
    (tmp_path / "data" / "notes").mkdir(parents=True)
    assert bundled_packs(package) == []


def test_that_the_words_of_languages_come_with_the_program() -> None:
    assert {"en", "fr"} <= {path.stem for path in language_files()}
    assert language_file("en") == PROJECT / "data" / "languages" / "en.yaml"
    assert language_file("../languages/en") is None


def test_that_a_further_language_is_only_a_file(tmp_path: Path) -> None:
    package = tmp_path / "src" / "carrel"
    (tmp_path / "data" / "languages").mkdir(parents=True)
    (tmp_path / "data" / "languages" / "eo.yaml").touch()
    assert [path.stem for path in language_files(package)] == ["eo"]
    assert language_file("eo", package) is not None
    assert bundled_packs(package) == []


def test_that_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.svg"):
        resource("icons", "none.svg")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What pip would unpack from the project's wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE"):
        shutil.copy(PROJECT / name, source)
    for name in ("src", "data", "resources"):
        shutil.copytree(
            PROJECT / name,
            source / name,
            ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"),
        )
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--no-index", "-w", folder, source], check=True, capture_output=True)
    (wheel,) = folder.glob("carrel-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_that_a_wheel_brings_the_packs_and_resources(installed: Path) -> None:
    package = installed / "carrel"
    assert [pack.name for pack in bundled_packs(package)] == [p.name for p in bundled_packs()]
    for folder in ("data", "resources"):
        here = {path.relative_to(PROJECT) for path in (PROJECT / folder).rglob("*")}
        there = {path.relative_to(package / "bundled") for path in (package / "bundled").rglob("*")}
        assert here <= there


def test_that_a_wheel_installs_nothing_beside_the_package(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if path.suffix != ".dist-info"}
    assert names == {"carrel"}
