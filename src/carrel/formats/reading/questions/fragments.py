"""Pieces of HTML as Markdown: prompts, answers and fields that other programs keep so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePath

from carrel.formats.reading.html.markdown_writer import MarkdownWriter
from carrel.formats.reading.html.page import followed
from carrel.formats.reading.html.tree import Element, parse_html
from carrel.formats.reading.pictures import Pictures
from carrel.formats.reading.title_page import without_controls

_FORMULA = re.compile(
    r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\[\$\](.+?)\[/\$\]|\[\$\$\](.+?)\[/\$\$\]|\[latex\](.+?)\[/latex\]",
    re.DOTALL,
)
_KEPT = re.compile("\ue010(\\d+)\ue011")


@dataclass
class Fragments:
    """Turns pieces into Markdown; pictures that they show are kept.

    ``find`` gives the bytes of a picture by the address that a piece has for it.
    """

    find: Callable[[str], bytes | None] = lambda _: None
    pictures: Pictures = field(default_factory=Pictures)

    def markdown(self, html: str) -> str:
        """The Markdown of a piece; formulas in TeX are kept as formulas."""
        formulas: list[str] = []

        def keep(formula: re.Match[str]) -> str:
            words = next(filter(None, formula.groups()), "")
            source = " ".join(unescape(re.sub(r"<[^>]*>", " ", words)).split())
            is_display = formula[0].startswith((r"\[", "[$$"))
            formulas.append(f"$${source}$$" if is_display else f"${source}$")
            return f"\ue010{len(formulas) - 1}\ue011"

        made = self._written(_FORMULA.sub(keep, html))
        return _KEPT.sub(lambda place: formulas[int(place[1])], made)

    def _written(self, html: str) -> str:
        writer = MarkdownWriter(picture=self._picture, link=lambda address: followed(address, ""))
        root = parse_html(html)
        return writer.markdown(root.find("body") or root).strip()

    def _picture(self, image: Element) -> str:
        address = image.get("src")
        if address.startswith("data:"):
            return self.pictures.add_data_address(address)
        content = self.find(address)
        if content is None:
            self.pictures.missing += 1
            return ""
        return self.pictures.add(content, wish=address)


def title_of_file(name: str) -> str:
    """A title made of a file's name."""
    stem = PurePath(without_controls(name)).stem
    return stem.replace("_", " ").strip() or "Questions"
