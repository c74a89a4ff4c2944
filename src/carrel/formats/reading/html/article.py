"""Finds the article in a web page by how its words are spread: much text, commas, few links.

The scoring is that of Arc90's Readability: each paragraph speaks for the elements around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from itertools import pairwise

from carrel.formats.reading.html.clutter import without_clutter
from carrel.formats.reading.html.markdown_writer import BLOCKS
from carrel.formats.reading.html.tree import Element, tag_set

_POSITIVE = re.compile(
    r"article|body|content|entry|hentry|h-entry|main|page|post|text|blog|story", re.IGNORECASE
)
_NEGATIVE = re.compile(
    r"-ad-|hidden|^hid$|\bhid\b|banner|combx|comment|com-|contact|footer|gdpr|masthead|media|meta"
    r"|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags"
    r"|widget|teaser|newsletter|recirc",
    re.IGNORECASE,
)
_COMMA = re.compile("[,،﹐︐︑⹁⸲，、；;]")
_SCORED = tag_set("p pre")
_USED_AS_ONE = tag_set("div td li dd section blockquote")
_BASE = {"div": 5, "article": 25, "main": 15, "section": 5, "pre": 3, "td": 3, "blockquote": 3,
         "address": -3, "ol": -3, "ul": -3, "dl": -3, "dd": -3, "dt": -3, "li": -3, "form": -3,
         "h1": -5, "h2": -5, "h3": -5, "h4": -5, "h5": -5, "h6": -5, "th": -5}  # fmt: skip
_SHORTEST_TEXT = 25
_ENOUGH_TEXT = 500
"""Letters; if less is found, the page is looked through again with less strict rules."""

_SUSPECT = tag_set("div section ul ol dl table form fieldset header")


def article_of(root: Element) -> Element:
    """The element that holds the article of a page, without what is around and between it.

    A page that is all text, as other programs write it, is taken whole. The tree is changed.
    """
    body = root.find("body") or root
    _part_at_breaks(body)
    best: Element | None = None
    for is_strict, is_tidied in ((True, True), (False, True), (False, False)):
        candidate = _copied(body)
        without_clutter(candidate, is_strict=is_strict)
        found = candidate if _is_all_text(candidate) else _gathered(candidate)
        if is_tidied:
            _tidy(found)
        if best is None or len(found.words) > 1.2 * len(best.words):
            best = found
        if len(best.words) >= max(_ENOUGH_TEXT, 0.12 * len(candidate.words)):
            break
    return best or body


def _part_at_breaks(body: Element) -> None:
    """Make paragraphs of words that are parted by two breaks, as in pages of the first years."""
    for one in [body, *body.walk()]:
        if one.tag not in ("td", "div", "center", "font", "body"):
            continue
        children = one.children
        tags = (child.tag if isinstance(child, Element) else child.strip() for child in children)
        marks = [tag for tag in tags if tag]
        if not any(pair == ("br", "br") for pair in pairwise(marks)):
            continue
        one.children = []
        paragraph = Element("p")
        for child, following in zip(children, [*children[1:], ""], strict=True):
            is_break = _is_break(child)
            if isinstance(child, Element) and child.tag in BLOCKS:
                paragraph = _ended(one, paragraph)
                one.append(child)
            elif is_break and (_is_break(following) or not paragraph.words):
                paragraph = _ended(one, paragraph)
            else:
                paragraph.append(child)
        _ended(one, paragraph)


def _is_break(child: Element | str) -> bool:
    return isinstance(child, Element) and child.tag == "br"


def _ended(parent: Element, paragraph: Element) -> Element:
    """Put a paragraph into its parent if it holds anything; returns the next one."""
    if paragraph.children:
        parent.append(paragraph)
    return Element("p")


def _copied(element: Element) -> Element:
    """A copy of the tree, whose elements may be moved and removed."""
    top = copy(element)
    top.parent = None
    waiting = [top]
    while waiting:
        current = waiting.pop()
        children, current.children = current.children, []
        for child in children:
            twin = copy(child) if isinstance(child, Element) else child
            current.append(twin)
            if isinstance(twin, Element):
                waiting.append(twin)
    return top


def _is_all_text(body: Element) -> bool:
    """Whether there is nothing around the text: paragraphs are children of the body itself."""
    total = len(body.words)
    own = sum(len(one.words) for one in body.elements if one.tag in _TEXT_TAGS)
    return own > 0.5 * total


_TEXT_TAGS = tag_set("p h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote figure section")


def _gathered(body: Element) -> Element:
    """The best element and those beside it that belong to it, in an element of their own."""
    scores = _scores(body)
    top = _best(body, scores)
    if top is None or top is body or top.parent is None:
        return body
    top = _with_prose_around(top)
    if top is body or top.parent is None:
        return body
    gathered = Element("div")
    if top.tag in ("article", "main") or top.get("itemprop") == "articleBody":
        gathered.append(top)
        return gathered
    limit = max(10.0, scores.get(id(top), 0) * 0.2)
    for sibling in top.parent.elements:
        if sibling is top or _belongs(sibling, top, scores, limit):
            gathered.append(sibling)
    return gathered


def _with_prose_around(top: Element) -> Element:
    """What is around the best element as long as that adds much prose and few links."""
    current = top
    for above in top.ancestors():
        if above.parent is None:
            break
        size, wider = len(current.words), len(above.words)
        linked = link_density(above) * wider - link_density(current) * size
        if (
            wider > 1.2 * size
            and linked < 0.2 * (wider - size)
            and _prose(above, current) > 0.6 * (wider - size)
        ):
            current = above
        elif wider > max(1.2 * size, size + 250):
            break
    return current if current is top or current.tag != "html" else top


def _prose(above: Element, inside: Element) -> int:
    """Letters in whole paragraphs of an element that are not in another one inside it."""
    within = {id(one) for one in (inside, *inside.walk())}
    sizes = (len(_spoken(one)) for one in above.walk() if id(one) not in within)
    return sum(size for size in sizes if size >= 60)


def _scores(body: Element) -> dict[int, float]:
    scores: dict[int, float] = {}
    for one in body.walk():
        words = _spoken(one)
        if len(words) < _SHORTEST_TEXT:
            continue
        score = 1 + len(_COMMA.findall(words)) + min(len(words) // 100, 3)
        for distance, above in enumerate(one.ancestors()):
            if distance > 4 or above.parent is None:
                break
            if id(above) not in scores:
                scores[id(above)] = _BASE.get(above.tag, 0) + _weight(above)
            scores[id(above)] += score / (1, 2, 6, 9, 12)[distance]
    elements = {id(one): one for one in body.walk() if id(one) in scores}
    return {key: scores[key] * (1 - link_density(one)) for key, one in elements.items()}


def _spoken(one: Element) -> str:
    """The words of a paragraph, also of a ``div`` or a cell that is used as one; else nothing."""
    if one.tag in _SCORED:
        return one.words
    if one.tag not in _USED_AS_ONE:
        return ""
    own = (
        child if isinstance(child, str) else child.text
        for child in one.children
        if isinstance(child, str) or child.tag not in BLOCKS
    )
    return " ".join("".join(own).split())


def _best(body: Element, scores: dict[int, float]) -> Element | None:
    ranked = sorted(
        (one for one in body.walk() if id(one) in scores),
        key=lambda one: scores[id(one)],
        reverse=True,
    )[:5]
    if not ranked:
        return None
    top = _shared(ranked, scores) or ranked[0]
    named = _named(body, len(top.text))
    if named is not None and (_is_within(top, named) or _is_within(named, top)):
        return named
    return _widened(top, scores)


def _named(body: Element, least: int) -> Element | None:
    """The one element that says that it is the article, if it holds about as much text."""
    for is_named in (
        lambda one: "articlebody" in one.get("itemprop").lower(),
        lambda one: one.tag == "article",
        lambda one: one.tag == "main" or one.get("role") == "main",
    ):
        found = [one for one in body.walk() if is_named(one)]
        found = [one for one in found if not any(_is_within(one, other) for other in found)]
        if len(found) == 1 and len(found[0].text) >= 0.8 * least:
            return found[0]
    return None


def _shared(ranked: list[Element], scores: dict[int, float]) -> Element | None:
    """What holds the best element and at least two others nearly as good."""
    best = scores[id(ranked[0])]
    rivals = [one for one in ranked[1:] if best > 0 and scores[id(one)] / best >= 0.75]
    if len(rivals) < 2:
        return None
    for above in ranked[0].ancestors():
        if sum(_is_within(rival, above) for rival in rivals) >= 2 and above.parent is not None:
            return above
    return None


def _widened(top: Element, scores: dict[int, float]) -> Element:
    """The element around the best one, as long as that scores better or holds nothing else."""
    least = scores.get(id(top), 0) / 3
    last = scores.get(id(top), 0)
    current = top
    for above in top.ancestors():
        score = scores.get(id(above))
        if above.tag == "body" or above.parent is None or score is None or score < least:
            break
        if score > last:
            current = above
            break
        last = score
    while (
        current.parent is not None
        and current.parent.tag not in ("body", "html")
        and current.parent.parent is not None
        and len(current.parent.elements) == 1
    ):
        current = current.parent
    return current


def _belongs(one: Element, top: Element, scores: dict[int, float], limit: float) -> bool:
    bonus = scores.get(id(top), 0) * 0.2
    same = one.get("class") and one.get("class") == top.get("class")
    if scores.get(id(one), 0) + (bonus if same else 0) >= limit:
        return True
    if one.tag in ("h1", "h2") and link_density(one) < 0.3:
        return True
    if one.tag in ("p", "blockquote", "pre", "figure", "ul", "ol", "table"):
        words = one.words
        density = link_density(one)
        if len(words) > 80 and density < 0.25:
            return True
        return 0 < len(words) <= 80 and density == 0 and bool(re.search(r"\.(?: |$)", words))
    return False


def _tidy(article: Element) -> None:
    """Remove what stands between the paragraphs of an article and is not of it."""
    article.prune({id(one) for one in article.walk() if one.tag in _SUSPECT and _is_foreign(one)})


def _is_foreign(one: Element) -> bool:
    words = one.words
    if not words and one.find("img", "math", "hr", "br", "a") is None:
        return True
    if _is_precious(one):
        return False
    weight = _weight(one)
    if one.tag in ("table", "figure", "dl") and weight >= 0:
        return False
    if weight < 0 and len(_COMMA.findall(words)) < 10 and link_density(one) > 0.05:
        return True
    density = link_density(one)
    links = len(one.all("a"))
    if one.tag in ("ul", "ol", "div", "section", "header") and links >= 2:
        has_prose = len(_COMMA.findall(words)) >= 10
        return density > (0.75 if weight > 0 or one.tag == "section" else 0.55) and not has_prose
    return one.tag in ("form", "fieldset") and len(words) < 400 and density > 0.2


def _is_precious(one: Element) -> bool:
    """Whether an element is or holds what an article would not be whole without."""
    if any(above.tag in ("figure", "table", "blockquote", "pre") for above in one.ancestors()):
        return True
    return any(
        child.tag in ("pre", "figure", "math", "table", "blockquote", "h1") for child in one.walk()
    ) or any(
        re.search("footnote|endnote|reference", above.get("class") + above.get("id"))
        for above in (one, *one.ancestors())
    )


def _weight(one: Element) -> int:
    weight = 0
    for name in (one.get("class"), one.get("id")):
        if name:
            weight -= 25 if _NEGATIVE.search(name) else 0
            weight += 25 if _POSITIVE.search(name) else 0
    return weight


def link_density(one: Element) -> float:
    """Share of the letters in an element in links; those within the page count little."""
    total = len(one.words)
    if not total:
        return 0
    in_links = sum(
        len(link.words) * (0.3 if link.get("href").startswith("#") else 1) for link in _links(one)
    )
    return in_links / total


def _links(one: Element) -> Iterator[Element]:
    return (child for child in one.walk() if child.tag == "a" and child.get("href"))


def _is_within(one: Element, other: Element) -> bool:
    return any(above is other for above in one.ancestors())
