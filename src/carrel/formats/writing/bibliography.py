"""The sources as BibTeX and as CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from carrel.domain.materials import Material
from carrel.domain.study_work import StudyWork
from carrel.formats.writing.written import Written, one_file

_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}
_ADDRESS = re.compile(r"https?://\S+")


def write_bibtex(works: Sequence[StudyWork]) -> Written:
    """An ``@misc`` entry for each material, in UTF-8 as biber and Zotero take it."""
    return one_file("\n".join(_entry(work.contents.material) for work in works).encode())


def write_csl(works: Sequence[StudyWork]) -> Written:
    """A list with an item for each material."""
    items = [_item(work.contents.material) for work in works]
    return one_file(json.dumps(items, ensure_ascii=False, indent=2).encode() + b"\n")


def _entry(material: Material) -> str:
    fields = {
        "title": f"{{{_tex(material.title)}}}",
        "author": " and ".join(f"{{{_tex(author)}}}" for author in material.authors),
        "url": _address(material),
        "language": _tex(material.language),
        "note": "" if _is_address(material) else _tex(material.source),
        "abstract": _tex(material.description),
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@misc{{{material.id},\n{lines}}}\n"


def _item(material: Material) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": material.id,
        "type": "webpage" if _address(material) else "document",
        "title": material.title,
        "author": [{"literal": author} for author in material.authors],
        "URL": _address(material),
        "language": material.language,
        "note": "" if _is_address(material) else material.source,
        "abstract": material.description,
    }
    return {key: value for key, value in fields.items() if value}


def _address(material: Material) -> str:
    found = _ADDRESS.search(material.source)
    return found[0].rstrip(".,;)") if found else ""


def _is_address(material: Material) -> bool:
    return bool(material.source) and material.source == _address(material)


def _tex(words: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in " ".join(words.split()))
