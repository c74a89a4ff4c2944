"""A pack's files made from its values: what :mod:`carrel.formats.pack.read` reads back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from carrel.domain.claims import Claim, Issue
from carrel.domain.ids import TopicId
from carrel.domain.materials import Section
from carrel.domain.packs import Pack, PackThing
from carrel.domain.questions.question import Question
from carrel.domain.text.escaping import heading
from carrel.domain.text.passage import Passage
from carrel.domain.text.sections import below_sections
from carrel.domain.timeline import Event
from carrel.domain.topics import RelationKind, Topic
from carrel.formats.pack.build import entry
from carrel.formats.pack.read import NO_LANGUAGE
from carrel.formats.pack.schema import FORMAT

_DEEPEST = 6
_WIDTH = 110
_LINE_ENDS = "\n"
_MOST_FILES = 4_000
"""A pack has no more files than that for its text, which leaves room for pictures."""
_BREAKS = str.maketrans("\n\t", "  ")

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim or question that no pack can have: by its id in the library, and why."""

    thing: PackThing
    key: str
    why: str


@dataclass(slots=True)
class PackFilesWritten:
    """The files by their paths in the pack, and what the format has no room for."""

    files: dict[str, bytes] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def pack_files(pack: Pack) -> PackFilesWritten:
    """The files of a pack. What cites no words, or words of a gone section, is left out."""
    return _Writer(pack).write()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """One ``.carrel`` file of a pack's files; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(entry(name), content, compresslevel=9)
    return made.getvalue()


class _Writer:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._texts = {section.id: section.text.translate(_BREAKS) for section in pack.sections}
        self._slugs = {topic.id: slug_of(topic.id) for topic in pack.topics}
        self._made = PackFilesWritten()
        self._claims = {claim.id for claim in pack.claims if self._can_write(claim)}

    def write(self) -> PackFilesWritten:
        pack = self._pack
        self._add_yaml("pack.yaml", self._title_page())
        self._made.files.update(self._section_files())
        self._add_lists(
            "topics.yaml",
            groups=[{"slug": group.slug, "name": group.name} for group in pack.groups],
            topics=[self._topic(topic) for topic in pack.topics],
            mentions=[
                {"topic": self._slugs[mention.topic], **self._cite(mention.passage)}
                for mention in pack.mentions
                if mention.passage.section in self._texts
            ],
        )
        self._add_lists("claims.yaml", claims=list(self._claim_entries()), links=self._links())
        self._add_lists(
            "positions.yaml",
            holders=[
                {"slug": one.slug, "name": one.name, "topics": self._topic_slugs(one.topics)}
                for one in pack.holders
            ],
            issues=[self._issue(issue) for issue in pack.issues],
        )
        self._add_lists("timeline.yaml", events=[self._event(event) for event in pack.events])
        self._add_lists("questions/all.yaml", questions=list(self._question_entries()))
        for asset in pack.assets:
            self._made.files[asset.name] = asset.content
        return self._made

    def _title_page(self) -> Fields:
        material = self._pack.material
        return _given(
            format=FORMAT,
            id=material.id,
            edition=material.edition,
            title=material.title,
            language=material.language or NO_LANGUAGE,
            authors=list(material.authors),
            licence=material.licence,
            source={"note": material.source} if material.source else None,
            description=material.description,
            section_depth=self._depth,
        )

    @property
    def _depth(self) -> int:
        return min(_DEEPEST, max((section.level for section in self._pack.sections), default=1))

    def _section_files(self) -> Iterator[tuple[str, bytes]]:
        """A file for each section: labels of notes and links may come again in the next one."""
        sections = self._pack.sections
        size = -(-len(sections) // _MOST_FILES) or 1
        groups = [sections[first : first + size] for first in range(0, len(sections), size)]
        digits = max(2, len(str(len(groups))))
        for number, group in enumerate(groups, start=1):
            text = "\n".join(self._section(section) for section in group)
            yield f"sections/{number:0{digits}}-{group[0].slug}.md", text.encode()

    def _section(self, section: Section) -> str:
        mark = " .outside-source" if section.outside_source else ""
        title = f"{heading(section.title, min(section.level, _DEEPEST))} {{#{section.slug}{mark}}}"
        return f"{title}\n\n{below_sections(section.markdown, self._depth).strip(_LINE_ENDS)}\n"

    def _topic(self, topic: Topic) -> Fields:
        relations: dict[str, list[str]] = {kind.value: [] for kind in RelationKind}
        for relation in self._pack.relations:
            if relation.source == topic.id:
                relations[relation.kind].append(self._slugs[relation.target])
        return _given(
            slug=self._slugs[topic.id],
            name=topic.name,
            kind=topic.kind.value,
            group=topic.group,
            aliases=list(topic.aliases),
            definition=topic.definition,
            links_by_name=None if topic.links_by_name else False,
            background=topic.is_background or None,
            **relations,
        )

    def _can_write(self, claim: Claim) -> bool:
        holders = (claim.asserted_by, claim.ascribed_to)
        is_placed = claim.passage is not None and claim.passage.section in self._texts
        return is_placed and all(holder in self._slugs for holder in holders)

    def _why_not(self, claim: Claim) -> str:
        if claim.passage is None or claim.passage.section not in self._texts:
            return "the words of the text that it is about are gone."
        return "it has no holder: nobody is named who says it, or whose view it is."

    def _claim_entries(self) -> Iterator[Fields]:
        for claim in self._pack.claims:
            if claim.id not in self._claims or claim.passage is None:
                self._made.left_out.append(LeftOut(PackThing.CLAIM, claim.id, self._why_not(claim)))
                continue
            yield _given(
                id=slug_of(claim.id),
                statement=claim.statement,
                **self._cite(claim.passage),
                asserted_by=self._slugs[claim.asserted_by],
                ascribed_to=self._slugs[claim.ascribed_to],
                certainty=claim.certainty.value,
                hedge=claim.hedge,
                topics=self._topic_slugs(claim.topics),
            )

    def _links(self) -> list[Fields]:
        ends = ((link, {link.source, link.target}) for link in self._pack.links)
        return [
            _given(
                **{"from": slug_of(link.source)},
                relation=link.kind.value,
                to=slug_of(link.target),
                why=link.why,
            )
            for link, both in ends
            if both <= self._claims
        ]

    def _issue(self, issue: Issue) -> Fields:
        cells = [
            _given(
                holder=cell.holder,
                text=cell.text,
                claims=self._claim_slugs(cell.claims),
                note=cell.note,
            )
            for cell in issue.cells
        ]
        return _given(slug=slug_of(issue.id), title=issue.title, cells=cells)

    def _event(self, event: Event) -> Fields:
        words = event.passage
        is_placed = words is not None and words.section in self._texts
        return _given(
            id=slug_of(event.id),
            date=event.date,
            until=event.until,
            title=event.title,
            description=event.description,
            sources=list(event.sources),
            in_source=event.in_source,
            kind=event.kind.value,
            key=event.is_key or None,
            topics=self._topic_slugs(event.topics),
            **(self._cite(words) if words is not None and is_placed else {}),
        )

    def _question_entries(self) -> Iterator[Fields]:
        for question in self._pack.questions:
            cites = [self._cite(one) for one in question.passages if one.section in self._texts]
            if cites:
                yield self._question(question, cites)
            else:
                why = "it names no words of the text that answer it."
                self._made.left_out.append(LeftOut(PackThing.QUESTION, question.id, why))

    def _question(self, question: Question, cites: list[Fields]) -> Fields:
        section = question.section
        return _given(
            id=slug_of(question.id),
            kind=question.kind.value,
            prompt=question.prompt,
            level=question.level.value,
            section=slug_of(section) if section in self._texts and section is not None else None,
            topics=self._topic_slugs(question.topics),
            claims=self._claim_slugs(question.claims),
            tags=list(question.tags),
            cites=cites,
            support=question.support.value,
            explanation=question.explanation,
            **question.body.to_dict(),
        )

    def _cite(self, passage: Passage) -> Fields:
        """The words by quotation, with their number where the section has them more than once."""
        text, quote = self._texts[passage.section], passage.quote.translate(_BREAKS).strip()
        first = text.find(quote)
        is_alone = first >= 0 and text.find(quote, first + 1) < 0
        # Places may overlap, which count() does not see.
        places = () if is_alone else re.finditer(f"(?={re.escape(quote)})", text)
        nth = sum(place.start() <= passage.start for place in places) or None
        return _given(section=slug_of(passage.section), quote=quote, nth=nth)

    def _topic_slugs(self, topics: Iterable[str]) -> list[str]:
        return [self._slugs[topic] for topic in map(TopicId, topics) if topic in self._slugs]

    def _claim_slugs(self, claims: Iterable[str]) -> list[str]:
        return [slug_of(claim) for claim in claims if claim in self._claims]

    def _add_lists(self, name: str, **lists: list[Fields]) -> None:
        filled = {key: entries for key, entries in lists.items() if entries}
        if filled:
            self._add_yaml(name, filled)

    def _add_yaml(self, name: str, value: Fields) -> None:
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=_WIDTH)
        self._made.files[name] = text.encode()


def slug_of(id_: str) -> str:
    """What a thing is called within its pack; a student's own has no pack's name before it."""
    return id_.partition("/")[2] or id_


def _given(**fields: Any) -> Fields:
    """The fields that say something."""
    return {key: value for key, value in fields.items() if value not in (None, "", [])}
