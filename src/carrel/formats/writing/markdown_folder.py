"""A material as a folder of linked Markdown pages, for Obsidian and every other editor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

import yaml

from carrel.domain.annotations import Annotation, Style
from carrel.domain.ids import SectionId, TopicId
from carrel.domain.materials import Section
from carrel.domain.questions.question import Question
from carrel.domain.study_work import StudyWork
from carrel.domain.text.document import Document
from carrel.domain.text.escaping import heading, paragraph
from carrel.domain.text.markdown import parse
from carrel.domain.topics import RelationKind, Topic
from carrel.formats.note_marks import mark_of, tag_of
from carrel.formats.writing.block_ids import block_id, with_block_ids
from carrel.formats.writing.written import LeftBehind, Written

_UNFIT = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')
_LONGEST_NAME = 80
_PICTURE = re.compile(r"(!\[[^\]\n]*\]\(<?)(assets/)")


def write_markdown_folder(works: Sequence[StudyWork]) -> Written:
    """Pages for sections, notes, topics and questions; several materials are a folder each."""
    files: dict[str, bytes] = {}
    names = _unique(work.contents.material.title for work in works)
    for work, name in zip(works, names, strict=True):
        before = "" if len(works) == 1 else f"{name}/"
        for path, content in _Folder(work).files():
            files[before + path] = content if isinstance(content, bytes) else content.encode()
    answers = sum(len(work.answers) for work in works)
    left = LeftBehind(answers, "answers given", "pages have no place for them")
    return Written(files, (left,) if answers else ())


@dataclass(frozen=True, slots=True)
class _Page:
    """Where a page lies: its folder, its name without ending."""

    folder: str
    name: str

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}.md"

    def link(self, words: str, *, block: str = "", from_root: bool = False) -> str:
        """A link with these words from a page of another folder, or from the folder's top."""
        place = self.path if from_root else f"../{self.path}"
        anchor = f"#{block}" if block else ""
        return f"[{paragraph(words)}]({quote(place)}{anchor})"


class _Folder:
    def __init__(self, work: StudyWork) -> None:
        self._work = work
        contents = work.contents
        digits = max(2, len(str(len(contents.sections))))
        section_names = [
            f"{number:0{digits}} {_file_name(section.title)}"
            for number, section in enumerate(contents.sections, start=1)
        ]
        self._sections: Mapping[SectionId, _Page] = {
            section.id: _Page("sections", name)
            for section, name in zip(contents.sections, section_names, strict=True)
        }
        topic_names = _unique(topic.name for topic in contents.topics)
        self._topics: Mapping[TopicId, _Page] = {
            topic.id: _Page("topics", name)
            for topic, name in zip(contents.topics, topic_names, strict=True)
        }
        self._groups = {group.slug: group.name for group in contents.groups}
        self._texts = {section.id: parse(section.markdown) for section in contents.sections}
        self._named = {
            section.id: with_block_ids(section.markdown, self._texts[section.id])
            for section in contents.sections
        }

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        work = self._work
        yield "index.md", self._index()
        for section in work.contents.sections:
            yield self._sections[section.id].path, self._section(section)
            if notes := work.annotations_in(section.id):
                page = _Page("notes", self._sections[section.id].name)
                yield page.path, self._notes(section, notes)
        if orphans := [one for one in work.annotations if one.is_orphan]:
            yield "notes/Without a place.md", self._orphans(orphans)
        for topic in work.contents.topics:
            yield self._topics[topic.id].path, self._topic(topic)
        if work.contents.questions:
            yield "questions.md", self._questions()
        for asset in work.contents.assets:
            yield asset.name, asset.content

    def _index(self) -> str:
        material = self._work.contents.material
        page = {
            "title": material.title,
            "authors": list(material.authors),
            "language": material.language,
            "source": material.source,
            "licence": material.licence,
            "carrel": material.id,
        }
        lines = [
            f"{'  ' * (section.level - 1)}- "
            + self._sections[section.id].link(section.title, from_root=True)
            for section in self._work.contents.sections
        ]
        described = [paragraph(material.description)] if material.description else []
        return _page(page, material.title, *described, "\n".join(lines))

    def _section(self, section: Section) -> str:
        text = self._named[section.id]
        text = _PICTURE.sub(r"\1../\2", text)
        page = {"title": section.title, "carrel": section.id}
        return _page(page, section.title, text.strip())

    def _anchor(self, section: SectionId, number: int) -> str:
        """The name of a block to lead to; empty where it has none, as rows of tables have not."""
        name = f" ^{block_id(number)}"
        is_named = any(line.endswith(name) for line in self._named[section].splitlines())
        return name.strip() if is_named else ""

    def _notes(self, section: Section, notes: Sequence[Annotation]) -> str:
        link = self._sections[section.id].link(section.title)
        entries = (self._note(one, self._texts[section.id]) for one in notes)
        return _page({"carrel": f"{section.id}#notes"}, section.title, f"On {link}", *entries)

    def _note(self, one: Annotation, text: Document | None) -> str:
        parts: list[str] = []
        if one.passage is not None:
            words = "\n".join(f"> {paragraph(line)}" for line in one.passage.quote.split("\n"))
            parts.append(words)
            if text is not None and text.blocks:
                number = text.index_at(one.passage.start) + 1
                page = self._sections[one.section]
                parts[-1] += (
                    f"\n>\n> {page.link(f'¶ {number}', block=self._anchor(one.section, number))}"
                )
        if one.note:
            parts.append(self._linked(one.note))
        style = "" if one.style is Style.HIGHLIGHT else f" #{one.style.value}"
        tags = "".join(f" #{tag_of(tag)}" for tag in one.tags)
        parts.append(f"#{tag_of(self._work.colour_name(one.colour))}{style}{tags}\n{mark_of(one)}")
        return "\n\n".join(parts) + "\n\n---"

    def _orphans(self, orphans: Iterable[Annotation]) -> str:
        return _page({}, "Without a place", *(self._note(one, None) for one in orphans))

    def _linked(self, note: str) -> str:
        """The note with its links to topics leading to their pages, whatever these are called."""
        for topic in self._work.contents.topics:
            name = self._topics[topic.id].name
            if name != topic.name:
                note = note.replace(f"[[{topic.name}]]", f"[[{name}|{topic.name}]]")
        return note

    def _topic(self, topic: Topic) -> str:
        page = {
            "title": topic.name,
            "aliases": list(topic.aliases),
            "kind": topic.kind.value,
            "group": self._groups.get(topic.group, ""),
            "carrel": topic.id,
        }
        related = [
            f"- {kind}: {self._topics[other].link(self._topic_name(other))}"
            for kind, other in dict.fromkeys(self._relations(topic.id))
        ]
        spans = [span for about, span in self._work.mentions if about == topic.id]
        places = [self._place(section, starts) for section, starts in _by_section(spans)]
        return _page(
            page,
            topic.name,
            paragraph(topic.definition),
            "\n".join(related),
            heading("Where the text speaks of it", 2) if places else "",
            "\n".join(places),
        )

    def _relations(self, topic: TopicId) -> Iterator[tuple[str, TopicId]]:
        for relation in self._work.contents.relations:
            if relation.source == topic:
                yield relation.kind.value, relation.target
            elif relation.target == topic and relation.kind is RelationKind.BROADER:
                yield "narrower", relation.source
            elif relation.target == topic:
                yield relation.kind.value, relation.source

    def _topic_name(self, topic: TopicId) -> str:
        return next(one.name for one in self._work.contents.topics if one.id == topic)

    def _place(self, section: SectionId, starts: Sequence[int]) -> str:
        text, page = self._texts[section], self._sections[section]
        titled = next(one.title for one in self._work.contents.sections if one.id == section)
        numbers = dict.fromkeys(text.index_at(start) + 1 for start in starts)
        links = ", ".join(page.link(f"¶ {n}", block=self._anchor(section, n)) for n in numbers)
        return f"- {page.link(titled)}: {links}"

    def _questions(self) -> str:
        entries = (self._question(one) for one in self._work.contents.questions)
        return _page({}, "Questions", *entries)

    def _question(self, question: Question) -> str:
        parts: list[str] = []
        for part in range(question.body.part_count):
            shown = question.on_paper(part=part)
            asked = (question.prompt, shown.text, *_bullets(shown.lines), *_bullets(shown.choices))
            parts += [text for text in asked if text]
            parts += [f"**Answer:** {answer}" for answer in shown.answers]
        if question.explanation:
            parts.append(question.explanation)
        for words in question.passages[:1]:
            if words.section in self._sections:
                number = self._texts[words.section].index_at(words.start) + 1
                page = self._sections[words.section]
                block = self._anchor(words.section, number)
                parts.append("> " + page.link(words.quote, block=block, from_root=True))
        return "\n\n".join(parts) + "\n\n---"


def _page(fields: Mapping[str, object], title: str, *parts: str) -> str:
    """A page: front matter, heading, and what stands below, apart from each other."""
    known = {key: value for key, value in fields.items() if value}
    matter = yaml.safe_dump(known, allow_unicode=True, sort_keys=False) if known else ""
    before = f"---\n{matter}---\n\n" if matter else ""
    return before + "\n\n".join(filter(None, (heading(title, 1), *parts))) + "\n"


def _bullets(lines: Sequence[str]) -> Sequence[str]:
    return ["\n".join(f"- {line}" for line in lines)] if lines else []


def _by_section(spans: Iterable[tuple[SectionId, int]]) -> Iterator[tuple[SectionId, list[int]]]:
    found: dict[SectionId, list[int]] = {}
    for section, start in spans:
        found.setdefault(section, []).append(start)
    yield from found.items()


def _file_name(words: str) -> str:
    """Words as every system takes them for a file's name, and Obsidian for a link."""
    name = " ".join(_UNFIT.sub(" ", words).split()).strip(". ")
    return name[:_LONGEST_NAME].strip(". ") or "Untitled"


def _unique(titles: Iterable[str]) -> list[str]:
    """File names that differ also where case does not count."""
    used: set[str] = set()
    names = []
    for title in titles:
        stem = name = _file_name(title)
        number = 2
        while name.casefold() in used:
            name = f"{stem} {number}"
            number += 1
        used.add(name.casefold())
        names.append(name)
    return names
