"""What a page says of itself: title, authors, date, language, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from carrel.formats.reading.html.tree import Element
from carrel.formats.reading.title_page import names_in_byline

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_SITE = re.compile(r"\s+[|\-–—:»·•\\/]+\s+")
_ARTICLE = re.compile(
    r"Article|NewsArticle|BlogPosting|Report|ScholarlyArticle|TechArticle|Book|Chapter"
    r"|.*(?:Article|Posting|Report)"
)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_COMPACT_DATE = re.compile(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})\b")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_BYLINE_CLASS = re.compile(r"byline|author|dateline|writtenby|p-author", re.IGNORECASE)
_AFTER_BYLINE = re.compile(r"\s*[|•·]\s*.*|\s+(?:on|published|updated|posted)\b.*", re.IGNORECASE)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class PageDetails:
    """What is known of a page; empty where nothing is. ``published`` is YYYY-MM-DD or shorter."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    language: str = ""
    address: str = ""
    description: str = ""
    site: str = ""
    licence: str = ""


def page_details(root: Element, source: str) -> PageDetails:
    """The details of a page; ``source`` is its HTML, where browsers leave its address."""
    meta = _meta(root)
    data = next(_articles(root), {})
    site = _first(meta, "og:site_name", "application-name")
    address = _address(root, source, meta, data)
    return PageDetails(
        title=_title(root, meta, data, site),
        authors=_authors(root, meta, data),
        published=_published(root, meta, data),
        language=_language(root, meta, data),
        address=address,
        description=_first(
            meta, "og:description", "description", "dc.description", "twitter:description"
        ),
        site=site,
        licence=_licence(root, meta),
    )


def _meta(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in root.all("meta"):
        name = (
            one.get("property") or one.get("name") or one.get("itemprop") or one.get("http-equiv")
        )
        content = " ".join(one.get("content").split())
        for part in name.lower().split():
            if content:
                found.setdefault(part, []).append(content)
    return found


def _first(meta: dict[str, list[str]], *names: str) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _articles(root: Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe a text, those of an article first."""
    others = []
    for script in root.all("script"):
        if script.get("type") != "application/ld+json":
            continue
        for one in _objects(_json(script.text), depth=0):
            kinds = one.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE.fullmatch(name) for name in names):
                yield one
            elif "WebPage" in names and one.get("headline"):
                others.append(one)
    yield from others


def _json(text: str) -> object:
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: object, *, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth=depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity"):
            yield from _objects(value.get(name), depth=depth + 1)


def _title(root: Element, meta: dict[str, list[str]], data: dict[str, Any], site: str) -> str:
    full = _words_of(root.find("title"))
    given = _plain(data.get("headline")) or _first(
        meta, "citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "title"
    )
    heads = [words for one in root.all("h1") if (words := one.words)]
    parts = _SITE.split(full)
    headings = (one.words.rstrip(" #¶§") for one in root.all("h2", "h1"))
    shown = {words.casefold(): words for words in headings if words}
    for part in (full, *parts[:-1], *(parts[-1:] if len(parts) < 2 else ())):
        if part.casefold() in shown and part.casefold() != site.casefold():
            return shown[part.casefold()]
    for head in heads:
        is_site = len(parts) > 1 and head.casefold() == parts[-1].casefold()
        if head.casefold() in full.casefold() and len(head.split()) > 2 and not is_site:
            return head
    if not given and len(heads) == 1 and (not full or full.casefold() in heads[0].casefold()):
        return heads[0]
    return _without_site(given or full, site) or (heads[0] if heads else "")


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site before or after it."""
    parts = _SITE.split(title)
    if len(parts) < 2:
        return title
    if site:
        kept = [part for part in parts if part.casefold() != site.casefold()]
        if len(kept) == len(parts) - 1:
            for end in (parts[0], parts[-1]):
                if end.casefold() == site.casefold():
                    return title.removeprefix(end).removesuffix(end).strip(" |-–—:»·•\\/")
    separators = _SITE.findall(title)
    last = parts[-1]
    rest = title[: len(title) - len(last)].rstrip(" |-–—:»·•\\/")
    if separators[-1].strip() in "|-–—»·•" and len(last.split()) <= 4 and len(rest.split()) >= 3:
        return rest
    return title


def _authors(root: Element, meta: dict[str, list[str]], data: dict[str, Any]) -> tuple[str, ...]:
    found = _names(data.get("author") or data.get("creator"))
    for name in (
        "citation_author",
        "author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "byl",
        "sailthru.author",
        "article:author",
        "og:article:author",
        "twitter:creator",
    ):
        if found:
            break
        found = [one for one in meta.get(name, []) if not one.startswith(("http", "@", "/"))]
    if not found:
        found = _marked_authors(root)
    cleaned = [part for one in found for part in _people(one)]
    return tuple(dict.fromkeys(cleaned))


def _people(words: str) -> list[str]:
    words = " ".join(re.sub(r"https?://\S+|\S+@\S+", "", words).split())
    if names := names_in_byline(words):
        return list(names)
    words = re.sub(r"^(?:by|von|par|por|di)\b:?\s+", "", words, flags=re.IGNORECASE)
    words = _AFTER_BYLINE.sub("", words).strip(" ,;|")
    parts = re.split(r"\s*;\s*|\s+(?:and|und|et|&)\s+", words)
    return [part for part in parts if part and len(part) <= _LONGEST_NAME]


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value and not value.startswith("http") else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for one in value for name in _names(one)]
    return []


def _marked_authors(root: Element) -> list[str]:
    body = root.find("body") or root
    marked: list[str] = []
    for one in body.walk():
        if "author" in one.get("rel").split() or "author" in one.get("itemprop").split():
            name = one.find("span") if one.get("itemscope") else None
            words = (name or one).words or one.get("content")
            if words and len(words) <= _LONGEST_NAME:
                marked.append(words)
    if marked:
        return list(dict.fromkeys(marked))[:10]
    for one in body.walk():
        if _BYLINE_CLASS.search(f"{one.get('class')} {one.get('id')}"):
            words = one.words
            if 3 < len(words) <= _LONGEST_NAME and not words.startswith("http"):
                return [words]
    return []


def _published(root: Element, meta: dict[str, list[str]], data: dict[str, Any]) -> str:
    given = [
        _plain(data.get("datePublished")),
        _first(
            meta,
            "article:published_time",
            "citation_publication_date",
            "citation_date",
            "dc.date",
            "dcterms.date",
            "dc.date.issued",
            "date",
            "datepublished",
            "pubdate",
            "parsely-pub-date",
            "sailthru.date",
            "og:article:published_time",
        ),
    ]
    given += [one.get("datetime") for one in root.all("time")]
    given.append(_plain(data.get("dateCreated")))
    return next((day for one in given if (day := iso_day(one))), "")


def iso_day(words: str) -> str:
    """The day in a date that begins with its year, as YYYY-MM-DD or YYYY-MM; empty if none."""
    match = _ISO_DATE.match(words.strip()) or _COMPACT_DATE.match(words.strip())
    if match is None or not 1 <= int(match[2]) <= 12:
        return ""
    return "-".join(part for part in match.groups() if part)


def _language(root: Element, meta: dict[str, list[str]], data: dict[str, Any]) -> str:
    given = (
        root.get("lang") or root.get("xml:lang"),
        _plain(data.get("inLanguage")),
        _first(meta, "og:locale", "content-language", "dc.language", "language"),
    )
    return next((language_tag(one) for one in given if language_tag(one)), "")


def language_tag(words: str) -> str:
    """A language tag in its usual form, empty if it is none."""
    words = words.split(",")[0].strip()
    if not _LANGUAGE.fullmatch(words) or words.lower() in ("und", "zxx", "mul"):
        return ""
    first, *others = words.replace("_", "-").split("-")
    return "-".join([first.lower(), *(one.upper() if len(one) == 2 else one for one in others)])


def _address(root: Element, source: str, meta: dict[str, list[str]], data: dict[str, Any]) -> str:
    links = [one.get("href") for one in root.all("link") if "canonical" in one.get("rel").split()]
    base = root.find("base")
    saved = _SAVED_FROM.search(source[:5_000]) or _SINGLE_FILE.search(source[:5_000])
    entity = data.get("mainEntityOfPage")
    given = [
        *links,
        _first(meta, "og:url", "citation_fulltext_html_url", "twitter:url"),
        saved[1] if saved else "",
        _plain(data.get("url")),
        _plain(entity.get("@id") if isinstance(entity, dict) else entity),
        base.get("href") if base is not None else "",
    ]
    absolute = next((one for one in given if one.startswith(("http://", "https://"))), "")
    return urljoin(absolute, links[0]) if links and absolute else absolute


def _licence(root: Element, meta: dict[str, list[str]]) -> str:
    for one in root.all("a", "link"):
        if "license" in one.get("rel").split() and one.get("href").startswith("http"):
            return one.words if one.tag == "a" and 0 < len(one.words) < 80 else one.get("href")
    return _first(meta, "dc.rights", "dcterms.rights", "copyright")


def _plain(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _words_of(element: Element | None) -> str:
    return element.words if element is not None else ""
