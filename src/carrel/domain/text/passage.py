"""A passage: words in a section, and how to find them again after the text has changed."""

from __future__ import annotations

from dataclasses import dataclass

from carrel.domain.ids import SectionId

CONTEXT_LENGTH = 32
"""Code points of the surrounding text kept on either side of a quotation."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a section's plain text.

    ``start`` and ``end`` count Unicode code points of that text (end exclusive). ``quote``,
    ``prefix`` and ``suffix`` are those of the W3C Web Annotation TextQuoteSelector; prefix and
    suffix hold up to :data:`CONTEXT_LENGTH` code points.
    """

    section: SectionId
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


def passage_at(section: SectionId, text: str, start: int, end: int) -> Passage:
    """The passage at these code points of ``text``.

    Raises ValueError unless ``0 <= start <= end <= len(text)``.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"no passage {start}..{end} in a text of {len(text)} code points")
    return Passage(
        section=section,
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
    )
