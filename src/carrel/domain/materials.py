"""Materials and their sections: what a student reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from carrel.domain.ids import CollectionId, MaterialId, SectionId
from carrel.domain.text.counting import count_words

if TYPE_CHECKING:
    from carrel.domain.brought_annotations import BroughtAnnotation
    from carrel.domain.brought_topics import BroughtTopic
    from carrel.domain.questions.brought import BroughtQuestion


class Origin(StrEnum):
    """Where a thing came from."""

    PACK = "pack"
    IMPORT = "import"
    OWN = "own"
    PROPOSED = "proposed"
    GENERATED = "generated"
    """Made by the program from what the material says, when the student asked for it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a material, with the text that stands under its own heading.

    ``markdown`` is that text's source; ``text`` the plain text that passages count in
    (:mod:`carrel.domain.text.document`), made by definition ``text_version``. ``level`` is 1 for a
    top section. ``outside_source`` marks text that is not from the material's source.
    """

    id: SectionId
    title: str
    level: int
    markdown: str
    text: str
    text_version: int
    content_hash: str
    parent: SectionId | None = None
    outside_source: bool = False

    @property
    def slug(self) -> str:
        """The section's name within its material."""
        return self.id.partition("/")[2]

    @property
    def word_count(self) -> int:
        """Words of the plain text."""
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class Material:
    """A text with its title page. ``edition`` grows; ``language`` is a BCP 47 tag or empty.

    ``cover`` names the asset that shows its cover, empty where it has none.
    """

    id: MaterialId
    title: str
    authors: tuple[str, ...] = ()
    language: str = ""
    licence: str = ""
    source: str = ""
    description: str = ""
    edition: int = 1
    origin: Origin = Origin.IMPORT
    cover: str = ""


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What a student can change of how a material is named; see :class:`Material`."""

    title: str
    authors: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """Materials that a student keeps together. ``materials`` counts them, archived ones too."""

    id: CollectionId
    name: str
    materials: int = 0


@dataclass(frozen=True, slots=True)
class MaterialSummary:
    """A material with what it holds; annotations and questions count the student's own too."""

    material: Material
    sections: int
    words: int
    read_sections: int
    questions: int
    annotations: int


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A section as the outline shows it, without its text. ``words`` counts its own text.

    ``annotations`` counts what the student marked and wrote in it.
    """

    id: SectionId
    title: str
    level: int
    words: int
    is_read: bool
    outside_source: bool = False
    annotations: int = 0


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section before it has a place in a library: what importers and packs produce.

    ``slug`` is empty where none was given; one is then made from the title.
    """

    title: str
    level: int
    markdown: str
    slug: str = ""
    outside_source: bool = False


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """A document as a reader understood it, before it is stored.

    ``published`` is YYYY-MM-DD, YYYY-MM or YYYY, empty where it is unknown. ``cover`` is the name
    of the asset that is the cover, if there is one. ``questions``, ``annotations`` and ``topics``
    came with the document; questions and annotations point into its sections. ``slug`` is the name
    that it had in another library, empty where it had none.
    """

    title: str
    sections: tuple[DraftSection, ...]
    authors: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    licence: str = ""
    description: str = ""
    warnings: tuple[str, ...] = ()
    assets: tuple[Asset, ...] = ()
    published: str = ""
    cover: str = ""
    questions: tuple[BroughtQuestion, ...] = ()
    annotations: tuple[BroughtAnnotation, ...] = ()
    topics: tuple[BroughtTopic, ...] = ()
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture of a material: its name in the Markdown source, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes
