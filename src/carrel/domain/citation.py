"""Quoted words with where they are from, as a student pastes them into their own writing."""

from __future__ import annotations

from carrel.domain.materials import Material, Section


def cited(
    quote: str, material: Material, section: Section, *, paragraph: int, page: str = ""
) -> str:
    """The words in quotation marks, then authors, title, section and place in brackets.

    The place is the ``page`` of the original, or where that is unknown the ``paragraph``, which
    counts the section's blocks from 1.
    """
    words = " ".join(quote.split())
    source = ", ".join(
        part
        for part in (
            " and ".join(material.authors),
            material.title,
            f"“{section.title}”",
            f"p. {page}" if page else f"¶ {paragraph}",
        )
        if part
    )
    return f"“{words}” ({source})"
