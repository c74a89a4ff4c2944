"""Quoted words with where they are from, as a student pastes them into their own writing."""

from __future__ import annotations

from carrel.domain.materials import Material, Section


def cited(quote: str, material: Material, section: Section, *, paragraph: int) -> str:
    """The words in quotation marks, then authors, title, section and paragraph in brackets.

    ``paragraph`` counts the section's blocks from 1.
    """
    words = " ".join(quote.split())
    source = ", ".join(
        part
        for part in (
            " and ".join(material.authors),
            material.title,
            f"“{section.title}”",
            f"¶ {paragraph}",
        )
        if part
    )
    return f"“{words}” ({source})"
