"""The text of a material in HTML with the student's marks and notes beside the words."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape

from carrel.domain.annotations import Annotation, Colour, Style
from carrel.domain.materials import Asset, Section
from carrel.domain.study_work import StudyWork
from carrel.domain.text.document import Span
from carrel.domain.text.markdown import parse
from carrel.domain.text.topic_links import without_topic_links
from carrel.formats.writing.html_text import (
    HtmlStyle,
    Mark,
    html_of,
    html_of_markdown,
    mathml,
    missing_picture,
)

COLOURS = {
    Colour.IMPORTANT: ("#fbe7a1", "solid"),
    Colour.QUESTION: ("#cfe3f7", "dotted"),
    Colour.EVIDENCE: ("#d3ecd3", "dashed"),
    Colour.DISAGREE: ("#f7d4d0", "double"),
}
"""Each colour's ground, and the line that tells it where colours cannot be told."""


_STYLE = HtmlStyle(formula=mathml)


@dataclass(frozen=True, slots=True)
class GuideSection:
    """A section's text with marks in it. ``anchor`` is unique in the guide."""

    section: Section
    anchor: str
    html: str


def guide(
    work: StudyWork, *, picture: Callable[[Asset], str], note_tag: str = "aside"
) -> Iterator[GuideSection]:
    """The sections in order. ``picture`` gives the address of a picture in the new place.

    Notes are numbered through the material; each stands before the block of its words, in an
    element of ``note_tag``, whose opening tag may carry attributes.
    """
    assets = {asset.name: asset for asset in work.contents.assets}

    def shown(span: Span) -> str:
        asset = assets.get(span.target)
        if asset is None:
            return missing_picture(span)
        return f'<img src="{escape(picture(asset))}" alt="{escape(span.words)}"/>'

    style = HtmlStyle(formula=mathml, picture=shown, block_ids=True)
    numbers = iter(range(1, len(work.annotations) + 1))
    for place, section in enumerate(work.contents.sections, start=1):
        anchor = f"s{place}"
        own = replace(style, top_level=section.level + 1, prefix=f"{anchor}-")
        notes = [_Note(one, next(numbers), note_tag) for one in work.annotations_in(section.id)]
        above = "".join(note.html for note in notes if note.annotation.passage is None)
        marks = [note.mark() for note in notes if note.annotation.passage is not None]
        text = html_of(parse(section.markdown), style=own, marks=marks)
        yield GuideSection(section, anchor, above + text)


def inline_picture(asset: Asset) -> str:
    """A picture within the page itself."""
    return f"data:{asset.media_type};base64,{b64encode(asset.content).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class _Note:
    annotation: Annotation
    number: int
    tag: str

    @property
    def html(self) -> str:
        """The note itself; nothing for a mark without words of the student's."""
        one = self.annotation
        if not one.note and not one.tags:
            return ""
        tags = " ".join(f"#{escape(tag, quote=False)}" for tag in one.tags)
        label = f'<p class="tags">{tags}</p>' if tags else ""
        words = html_of_markdown(without_topic_links(one.note), _STYLE) if one.note else ""
        words = words if words.startswith("<") and "</p>" in words else f"<p>{words}</p>"
        return (
            f'<{self.tag} class="note {one.colour.value}" id="note{self.number}">'
            f'<span class="number">{self.number}</span>{words}{label}</{self.tag.split()[0]}>\n'
        )

    def mark(self) -> Mark:
        passage = self.annotation.passage
        assert passage is not None
        reference = f'<sup class="noteref"><a href="#note{self.number}">{self.number}</a></sup>'
        html = self.html
        underline = " underline" if self.annotation.style is Style.UNDERLINE else ""
        return Mark(
            passage.start,
            passage.end,
            f"{self.annotation.colour.value}{underline}",
            after=reference if html else "",
            beside=html,
        )
