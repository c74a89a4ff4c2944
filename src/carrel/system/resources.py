"""What comes with the program: packs and languages of ``data/``, the files of ``resources/``."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def bundled_packs(package: Path = _PACKAGE) -> list[Path]:
    """The folders of the study packs that come with Carrel, by name."""
    return sorted(pack.parent for pack in (_root(package) / "data").glob("*/pack.yaml"))


def language_file(code: str, package: Path = _PACKAGE) -> Path | None:
    """The file with the words of the language ``code`` (``en``), if Carrel has it."""
    path = _root(package) / "data" / "languages" / f"{code}.yaml"
    return path if path in language_files(package) else None


def language_files(package: Path = _PACKAGE) -> list[Path]:
    """The files with the words of languages, by name."""
    return sorted((_root(package) / "data" / "languages").glob("*.yaml"))


def resource(*parts: str, package: Path = _PACKAGE) -> Path:
    """The path of a file or folder in ``resources/``: ``resource("pictures", "reader.png")``.

    Raises FileNotFoundError when the program was not installed whole.
    """
    path = _root(package).joinpath("resources", *parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def _root(package: Path) -> Path:
    """The folder that holds ``data`` and ``resources``.

    An installed package carries them (``setup.py`` puts them there); a checkout has them beside
    its ``src`` folder.
    """
    bundled = package / "bundled"
    return bundled if bundled.is_dir() else package.parents[1]
