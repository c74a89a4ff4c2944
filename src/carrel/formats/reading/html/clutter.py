"""Takes out of a page what is no text for a reader: menus, adverts, comments, controls."""

from __future__ import annotations

import re

from carrel.formats.reading.html.formulas import is_formula
from carrel.formats.reading.html.tree import Element, is_data_script, tag_set

_NEVER_TEXT = tag_set(
    "script style template noscript iframe object embed applet canvas audio video map"
    " dialog input select textarea button option optgroup datalist progress meter nav menu"
    " link meta svg title base frame frameset noframes marquee"
)
_ROLES = tag_set(
    "navigation banner complementary contentinfo search dialog alertdialog alert menu"
    " menubar toolbar tooltip tablist"
)
_UNLIKELY = re.compile(
    r"-ad-|ai2html|banner|breadcrumb|combx|comment|community|cover-wrap|disqus|extra|footer|gdpr"
    r"|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper|social|sponsor"
    r"|supplemental|ad-break|agegate|pagination|pager|popup|yom-remote|newsletter|subscribe|promo"
    r"|share|cookie|consent|advert|outbrain|taboola|recirc|paywall|toolbar|navbar|signup|toc\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"and|article|body|column|content|main|shadow|text|entry|story", re.IGNORECASE
)
_CERTAIN = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|adsbygoogle|sponsored|cookie\w*|gdpr|disqus\w*|comments?"
    r"|comment-?list|respond|breadcrumbs?|share-?(?:bar|buttons?|links?|tools?)|social-?\w*"
    r"|addtoany\w*|sharedaddy|jp-relatedposts|related(?:-?(?:posts?|articles?|stories|content|links?))?"
    r"|newsletter\w*|subscribe\w*|sign-?up|pagination|skip-?(?:link|to-content)|sr-only"
    r"|screen-reader-text|visually-?hidden|noprint|mw-editsection|navbox|vertical-navbox|catlinks"
    r"|mw-jump-link|toc|sidebar|site-(?:header|footer|nav\w*)|print-?only|paywall\w*|outbrain\w*|taboola\w*)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"mw-editsection|sr-only|screen-reader-text|visually-?hidden|noprint", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_KEPT = frozenset({"html", "body", "article", "main", "a", "h1"})
_MOST_LOST = 0.6
"""Share of the page's words that one part taken for clutter may have."""


def without_scripts(root: Element) -> None:
    """Remove what no reader sees or uses; pictures that stand in ``noscript`` are kept."""
    removed: set[int] = set()
    for one in list(root.walk()):
        if one.tag == "noscript":
            _unwrap_pictures(one)
        elif one.tag == "script" and is_data_script(one.get("type")) and is_formula(one):
            continue
        elif one.tag == "svg" and one.find("image") is not None:
            _picture_of_drawing(one)
        elif one.tag in _NEVER_TEXT or _is_hidden(one) or _is_heading_anchor(one):
            removed.add(id(one))
    root.prune(removed)


def without_clutter(body: Element, *, is_strict: bool) -> None:
    """Remove the parts of a page that are not its text, going by what they are called.

    ``is_strict`` also takes what is only likely to be something else.
    """
    total = len(body.text) or 1
    removed = {
        id(one)
        for one in body.walk()
        if one.tag not in _KEPT
        and _is_clutter(one, is_strict=is_strict)
        and len(one.text) < _MOST_LOST * total
    }
    body.prune(removed)


def _is_clutter(one: Element, *, is_strict: bool) -> bool:
    if one.get("role") in _ROLES or (one.tag in ("aside", "footer") and not _is_in_text(one)):
        return True
    if one.get("aria-modal") == "true":
        return True
    names = f"{one.get('class')} {one.get('id')}"
    if not names.strip() or _is_within(one, "table", "pre", "code", "figure"):
        return False
    if one.tag == "span" and _UNSEEN.search(names):
        return True
    if _CERTAIN.search(names) and one.tag not in ("p", "span", "figure", "pre", "code"):
        return True
    if one.tag == "header":
        return is_strict and one.find("h1") is None and not _is_within(one, "article")
    return (
        is_strict
        and bool(_UNLIKELY.search(names))
        and not _PERHAPS.search(names)
        and not _holds_headline(one)
    )


def _holds_headline(one: Element) -> bool:
    return one.find("h1") is not None


def _is_in_text(one: Element) -> bool:
    """Whether an aside or footer belongs to a quotation, a figure or a note."""
    types = f"{one.get('epub:type')} {one.get('role')}"
    if "note" in types:
        return True
    return _is_within(one, "blockquote", "figure", "td")


def _is_within(one: Element, *tags: str) -> bool:
    return any(above.tag in tags for above in one.ancestors())


def _is_hidden(one: Element) -> bool:
    if one.tag in ("html", "body"):
        return False
    if "hidden" in one.attributes and one.get("hidden") != "until-found":
        return True
    if one.get("aria-hidden") == "true":
        classes = one.get("class")
        return "fallback-image" not in classes and one.tag != "math" and not one.find("math", "img")
    return bool(_HIDDEN.search(one.get("style"))) and one.find("math") is None


def _is_heading_anchor(one: Element) -> bool:
    """Whether a link only gives a heading an address, as in manuals."""
    return one.tag == "a" and one.get("href").startswith("#") and one.words in ("#", "¶", "§", "🔗")


def _unwrap_pictures(one: Element) -> None:
    """Keep the picture of a ``noscript``, which stands in for one that a script would load."""
    from carrel.formats.reading.html.tree import parse_html

    inside = one if one.elements else parse_html(one.text)
    pictures = [picture for picture in inside.all("img") if picture.get("src")]
    if len(pictures) != 1:
        one.remove()
        return
    before = _element_before(one)
    shown = before if before is None or before.tag == "img" else before.find("img")
    if shown is not None and before is not None and before.words == "":
        shown.attributes = pictures[0].attributes
        one.remove()
    else:
        one.replace_with(pictures[0])


def _element_before(one: Element) -> Element | None:
    if one.parent is None:
        return None
    siblings = one.parent.elements
    at = next(index for index, other in enumerate(siblings) if other is one)
    return siblings[at - 1] if at else None


def _picture_of_drawing(drawing: Element) -> None:
    image = drawing.find("image")
    if image is None:
        return
    address = image.get("xlink:href") or image.get("href")
    drawing.replace_with(Element("img", {"src": address, "alt": drawing.get("aria-label")}))
