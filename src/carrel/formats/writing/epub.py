"""A material as an EPUB 3 book (https://www.w3.org/TR/epub-33/), its notes as footnotes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from pathlib import PurePosixPath
from uuid import NAMESPACE_URL, uuid5

from carrel.domain.materials import Asset, Material
from carrel.domain.study_work import StudyWork
from carrel.formats.pack.build import entry
from carrel.formats.writing.html_page import MARKS
from carrel.formats.writing.quiz_sheet import quiz_sheet
from carrel.formats.writing.study_guide import GuideSection, guide
from carrel.formats.writing.written import LeftBehind, Written, one_file
from carrel.formats.writing.xml_text import without_controls

_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_CSS = f"""
body {{ line-height: 1.5; }}
h1, h2, h3, h4 {{ line-height: 1.25; }}
mark {{ color: inherit; background: none; }}
{MARKS}
.note {{ margin: 0.6em 0; padding-left: 0.7em; font-size: 0.9em; }}
.number {{ font-weight: bold; margin-right: 0.4em; }}
.tags, .why, .task {{ font-size: 0.85em; }}
.choices, .pairs {{ list-style: none; padding-left: 1em; }}
.box {{ display: inline-block; width: 0.7em; height: 0.7em; border: 1px solid; }}
.blank {{ display: inline-block; width: 2em; border-bottom: 1px solid; }}
img {{ max-width: 100%; }}
table {{ border-collapse: collapse; }}
th, td {{ border: 1px solid #999; padding: 0.3em; vertical-align: top; }}
"""
_NOTE = 'aside epub:type="footnote"'


def write_epub(works: Sequence[StudyWork]) -> Written:
    """A book of one material: a chapter for each top section, then the questions and their key."""
    (work,) = works
    book = _Book(work)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        # It must come first and as it is, so that a file can be known for an EPUB by its bytes.
        mimetype = entry("mimetype")
        mimetype.compress_type = zipfile.ZIP_STORED
        archive.writestr(mimetype, b"application/epub+zip")
        for name, content in book.files():
            data = without_controls(content).encode() if isinstance(content, str) else content
            archive.writestr(entry(name), data, compresslevel=9)
    orphans = sum(one.is_orphan for one in work.annotations)
    return one_file(
        made.getvalue(),
        LeftBehind(orphans, "notes without a place", "their words are not in the text"),
        LeftBehind(len(work.answers), "answers given", "a book has no place for them"),
    )


class _Book:
    def __init__(self, work: StudyWork) -> None:
        self._work = work
        self._material = work.contents.material
        self._language = escape(self._material.language or "und")
        sections = guide(work, picture=_picture_path, note_tag=_NOTE)
        self._chapters: list[list[GuideSection]] = []
        for section in sections:
            if section.section.level == 1 or not self._chapters:
                self._chapters.append([])
            self._chapters[-1].append(section)

    def files(self) -> Iterator[tuple[str, str | bytes]]:
        yield "META-INF/container.xml", _CONTAINER
        pages = list(self._pages())
        yield "EPUB/package.opf", self._package(pages)
        yield "EPUB/nav.xhtml", self._contents()
        yield "EPUB/style.css", _CSS
        for name, content in pages:
            yield f"EPUB/{name}", content
        for asset in self._work.contents.assets:
            yield f"EPUB/{_picture_path(asset)}", asset.content

    def _pages(self) -> Iterator[tuple[str, str]]:
        yield "title.xhtml", self._page(self._material.title, _title_page(self._material))
        for number, chapter in enumerate(self._chapters, start=1):
            body = "".join(
                f'<section id="{one.anchor}">\n{_heading(one)}{one.html}</section>\n'
                for one in chapter
            )
            yield f"chapter{number}.xhtml", self._page(chapter[0].section.title, body)
        if self._work.contents.questions:
            sheet = quiz_sheet(self._work)
            yield "questions.xhtml", self._page("Questions", f"<h1>Questions</h1>{sheet.questions}")
            yield "key.xhtml", self._page("Key", f"<h1>Key to the questions</h1>{sheet.key}")

    def _page(self, title: str, body: str) -> str:
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            f' xml:lang="{self._language}" lang="{self._language}">\n<head>\n'
            f"<title>{escape(title, quote=False)}</title>\n"
            '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
            f"<body>\n{body}</body>\n</html>\n"
        )

    def _package(self, pages: Sequence[tuple[str, str]]) -> str:
        material = self._material
        items = [
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="css" href="style.css" media-type="text/css"/>',
        ]
        for number, (name, content) in enumerate(pages):
            more = ' properties="mathml"' if "<math" in content else ""
            items.append(
                f'<item id="page{number}" href="{name}" media-type="application/xhtml+xml"{more}/>'
            )
        for number, asset in enumerate(self._work.contents.assets):
            items.append(
                f'<item id="picture{number}" href="{escape(_picture_path(asset))}"'
                f' media-type="{asset.media_type}"/>'
            )
        spine = "".join(f'<itemref idref="page{number}"/>' for number in range(len(pages)))
        authors = "".join(
            f"<dc:creator>{escape(author, quote=False)}</dc:creator>\n"
            for author in material.authors
        )
        told = "".join(
            f"<dc:{name}>{escape(words, quote=False)}</dc:{name}>\n"
            for name, words in (
                ("source", material.source),
                ("rights", material.licence),
                ("description", material.description),
            )
            if words
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">\n'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
            f'<dc:identifier id="id">{uuid5(NAMESPACE_URL, f"carrel:{material.id}").urn}'
            "</dc:identifier>\n"
            f"<dc:title>{escape(material.title, quote=False)}</dc:title>\n"
            f"<dc:language>{self._language}</dc:language>\n{authors}{told}"
            f'<meta property="dcterms:modified">{self._modified()}</meta>\n</metadata>\n'
            f"<manifest>\n{chr(10).join(items)}\n</manifest>\n<spine>{spine}</spine>\n</package>\n"
        )

    def _modified(self) -> str:
        """When the student last wrote in it: the same work makes the same book."""
        times = [one.updated_at for one in self._work.annotations]
        latest = max(times, default=datetime(1980, 1, 1, tzinfo=UTC))
        return latest.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _contents(self) -> str:
        entries = ['<li><a href="title.xhtml">Title page</a></li>']
        for number, chapter in enumerate(self._chapters, start=1):
            entries.append(_nested(chapter, f"chapter{number}.xhtml"))
        if self._work.contents.questions:
            entries.append('<li><a href="questions.xhtml">Questions</a></li>')
            entries.append('<li><a href="key.xhtml">Key to the questions</a></li>')
        body = f'<nav epub:type="toc" id="toc"><h1>Contents</h1><ol>{"".join(entries)}</ol></nav>\n'
        return self._page("Contents", body)


def _nested(chapter: Sequence[GuideSection], page: str) -> str:
    """A chapter's entries, sub-sections in lists of their own."""
    made: list[str] = []
    depth = 0
    for one in chapter:
        level = one.section.level - chapter[0].section.level + 1
        if level > depth:
            made.append("<ol>" if depth else "")
            depth += 1
        else:
            made.append("</li>" + "</ol></li>" * (depth - level))
            depth = level
        title = escape(one.section.title, quote=False)
        made.append(f'<li><a href="{page}#{one.anchor}">{title}</a>')
    return "".join(made) + "</li>" + "</ol></li>" * (depth - 1)


def _heading(one: GuideSection) -> str:
    level = min(6, one.section.level)
    return f"<h{level}>{escape(one.section.title, quote=False)}</h{level}>\n"


def _title_page(material: Material) -> str:
    told = (" and ".join(material.authors), material.description, material.source, material.licence)
    lines = "".join(f"<p>{escape(words, quote=False)}</p>\n" for words in told if words)
    return f"<h1>{escape(material.title, quote=False)}</h1>\n{lines}"


def _picture_path(asset: Asset) -> str:
    return f"pictures/{PurePosixPath(asset.name).name}"
