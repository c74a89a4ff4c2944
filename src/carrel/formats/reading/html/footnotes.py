"""Finds the footnotes of a document by its links, and takes them out of the flow of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from carrel.domain.materials import DraftSection
from carrel.formats.reading.html.markdown_writer import BLOCKS, NOTE
from carrel.formats.reading.html.tree import Element, tag_set

_MARK = re.compile(
    r"[\[(]?\s*(?:(?:note|n|fn)\s*)?(?:\d{1,4}|[*†‡§¶#]{1,4}|[a-z]|[ivxlc]{1,6})\s*[\])]?\.?", re.I
)
_BACK = re.compile(
    r"[\[(]?(?:\d{1,4}|[*†‡§¶#]{1,4}|[a-z]|[ivxlc]{1,6}|\^|↑|↩.?|⏎|⤴.?|back|return|zurück|retour|up)[\])]?[.:]?",
    re.I,
)
_LEADING_MARK = re.compile(
    r"^\s*(?:[\[(](?:\d{1,4}|[*†‡§¶]+)[\])][.:]?|(?:\d{1,4}|[*†‡§¶]+)[.):]|\^)\s*"
)
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_REFERENCE_TYPES = frozenset({"noteref", "doc-noteref"})
_NOTE_TYPES = tag_set(
    "footnote endnote rearnote doc-footnote doc-endnote footnotes endnotes rearnotes"
)
_ARROW = re.compile("[↩↑⏎⤴^][\ufe0e\ufe0f]?")
_NOTE_CLASS = re.compile(r"footnote|endnote|(?:^|[\s_-])(?:fn|note|ftn|sdfootnote)", re.I)
_LONGEST = 12_000
"""Letters of a footnote; what is longer is a text of its own."""


@dataclass(slots=True)
class Footnotes:
    """The notes of a document by their label, in the order of the first reference."""

    notes: dict[str, Element] = field(default_factory=dict)


def types_of(element: Element) -> set[str]:
    """What an element says it is: the values of ``epub:type`` and ``role``."""
    return set(f"{element.get('epub:type')} {element.get('role')}".lower().split())


def take_out_footnotes(
    root: Element, *, key: Callable[[str], str] = lambda address: address[1:]
) -> Footnotes:
    """Replace references to footnotes by elements that name them, and take the notes out.

    ``key`` gives the id that an address leads to; addresses of other documents give an empty one,
    or an id under which they have been put together into one tree.
    """
    references = _references(root, key)
    within = {id(one) for body, _ in references.values() for one in (body, *body.walk())}
    found = Footnotes()
    for label, (body, anchors) in references.items():
        if all(_is_inside(anchor, body) for anchor in anchors):
            continue
        _clean(body, anchors, key)
        for anchor in anchors:
            _replace_reference(anchor, label)
        found.notes[label] = body
    alone = [
        body
        for body in found.notes.values()
        if not any(id(one) in within for one in body.ancestors())
    ]
    holders = {id(one.parent): one.parent for one in alone if one.parent is not None}
    root.prune({id(one) for one in alone})
    for holder in holders.values():
        _remove_empty(holder)
    return found


def _references(
    root: Element, key: Callable[[str], str]
) -> dict[str, tuple[Element, list[Element]]]:
    """The body of each note and what refers to it, by labels that count from 1."""
    targets = {id_: one for one in root.walk() for id_ in (one.get("id"), one.get("name")) if id_}
    order = {id(one): index for index, one in enumerate(root.walk())}
    labels: dict[int, str] = {}
    found: dict[str, tuple[Element, list[Element]]] = {}
    for anchor in root.all("a"):
        target = targets.get(key(anchor.get("href"))) if anchor.get("href") else None
        if target is None or not _may_refer(anchor):
            continue
        body = _body(target)
        if body is None or not _is_reference(anchor, target, body, order):
            continue
        label = labels.setdefault(id(body), str(len(labels) + 1))
        found.setdefault(label, (body, []))[1].append(anchor)
    return found


def noted_sections(
    sections: Iterable[DraftSection], notes: dict[str, str]
) -> tuple[DraftSection, ...]:
    """The sections, each with the notes at its end that it refers to, and that these refer to.

    ``notes`` holds the Markdown of each note's definition by its label.
    """
    if not notes:
        return tuple(sections)
    return tuple(
        replace(section, markdown=_with_used_notes(section.markdown, notes)) for section in sections
    )


def _with_used_notes(markdown: str, notes: dict[str, str]) -> str:
    used: dict[str, None] = {}
    waiting = _REFERENCE.findall(markdown)
    while waiting:
        label = waiting.pop(0)
        if label in notes and label not in used:
            used[label] = None
            waiting += _REFERENCE.findall(notes[label].partition(": ")[2])
    return "\n\n".join([markdown, *(notes[label] for label in used)])


def _may_refer(anchor: Element) -> bool:
    if _REFERENCE_TYPES & types_of(anchor):
        return True
    words = anchor.words
    return len(words) <= 12 and bool(_MARK.fullmatch(words))


def _body(target: Element) -> Element | None:
    """The element that holds the whole note that begins at ``target``."""
    body = target
    while body.tag not in BLOCKS or body.tag in ("td", "dt", "th"):
        if body.parent is None:
            return None
        body = body.parent
    above = body.parent
    if above is not None and above.tag in ("div", "aside") and _is_single_note(above):
        body = above
    if body.tag in ("body", "html", "article", "main", "h1", "h2", "h3", "h4", "ul", "ol", "table"):
        return None
    if body.tag in ("section", "div") and not (_NOTE_TYPES & types_of(body)):
        marks = [one for one in body.walk() if one.get("id") or one.get("name")]
        if len(marks) > 12 and not _is_single_note(body):
            return None
    return body


def _is_single_note(element: Element) -> bool:
    says_so = _NOTE_TYPES & types_of(element) or _NOTE_CLASS.search(element.get("class"))
    backs = [one for one in element.all("a") if one.get("href") and _BACK.fullmatch(one.words)]
    return bool(says_so) and len(element.elements) <= 8 and len(backs) <= 1


def _is_reference(anchor: Element, target: Element, body: Element, order: dict[int, int]) -> bool:
    if _is_inside(anchor, body) or not body.words:
        return False
    says_so = bool(_REFERENCE_TYPES & types_of(anchor)) or bool(_NOTE_TYPES & types_of(body))
    if says_so:
        return True
    if len(body.text) > _LONGEST or order.get(id(target), 0) < order.get(id(anchor), 0):
        return False
    is_raised = anchor.find("sup") is not None or any(
        one.tag == "sup" for one in list(anchor.ancestors())[:2]
    )
    has_back = any(
        one.get("href").find("#") >= 0 and _BACK.fullmatch(one.words) for one in body.all("a")
    )
    is_bracketed = anchor.words[:1] in "[("
    return has_back or is_raised or (is_bracketed and bool(_NOTE_CLASS.search(body.get("class"))))


def _is_inside(element: Element, other: Element) -> bool:
    return any(one is other for one in element.ancestors())


def _replace_reference(anchor: Element, label: str) -> None:
    reference = Element(NOTE, {"label": label})
    whole = anchor
    while (
        whole.parent is not None
        and whole.parent.tag in ("sup", "span", "small", "b", "strong")
        and whole.parent.words.strip("[]() ") == anchor.words.strip("[]() ")
    ):
        whole = whole.parent
    _tighten(whole)
    whole.replace_with(reference)


def _tighten(element: Element) -> None:
    """Take away the space before a reference."""
    if element.parent is None:
        return
    siblings = element.parent.children
    at = next(index for index, one in enumerate(siblings) if one is element)
    before = siblings[at - 1] if at else None
    if isinstance(before, str) and before.strip():
        siblings[at - 1] = before.rstrip(" \n\t")


def _clean(body: Element, anchors: Iterable[Element], key: Callable[[str], str]) -> None:
    """Take the mark of a note and the links back to its references out of it."""
    ids = {
        id_
        for anchor in anchors
        for one in (anchor, *list(anchor.ancestors())[:3], *anchor.walk())
        for id_ in (one.get("id"), one.get("name"))
        if id_
    }
    for link in body.all("a"):
        if not link.get("href"):
            continue
        leads_back = key(link.get("href")) in ids or _ARROW.fullmatch(link.words) is not None
        if leads_back or "doc-backlink" in types_of(link) or "backlink" in types_of(link):
            whole = link
            while (
                whole.parent is not None
                and whole.parent is not body
                and whole.parent.tag in ("sup", "b", "span", "small", "cite")
                and whole.parent.words == link.words
            ):
                whole = whole.parent
            whole.remove()
    for one in list(body.walk()):
        if "backlink" in one.get("class") or "cite-accessibility" in one.get("class"):
            one.remove()
    _strip_mark(body)


def _strip_mark(body: Element) -> None:
    """Take "1." or "[1]" from the beginning of a note."""
    for holder, index, text in _texts(body):
        if not text.strip():
            continue
        marked = holder.tag == "sup" or _LEADING_MARK.match(text)
        if holder.tag == "sup" and _MARK.fullmatch(text.strip()):
            holder.children[index] = ""
        elif marked and holder.tag != "sup":
            holder.children[index] = _LEADING_MARK.sub("", text)
        return


def _texts(element: Element) -> Iterator[tuple[Element, int, str]]:
    for holder in (element, *element.walk()):
        for index, child in enumerate(holder.children):
            if isinstance(child, str) and child.strip():
                yield holder, index, child
            elif not isinstance(child, str):
                break


def _remove_empty(holder: Element) -> None:
    """Remove what is empty without its notes."""
    above: Element | None = holder
    while above is not None and above.tag not in ("body", "html") and not above.words:
        if above.find("img", "table") is not None:
            return
        empty, above = above, above.parent
        empty.remove()
