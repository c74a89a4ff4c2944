"""A material as one HTML page to read or to print: text with notes, positions, quiz and key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from carrel.domain.annotations import Colour
from carrel.domain.materials import Material
from carrel.domain.study_work import StudyWork
from carrel.formats.writing.positions import Tellers
from carrel.formats.writing.quiz_sheet import quiz_sheet
from carrel.formats.writing.study_guide import COLOURS, guide, inline_picture
from carrel.formats.writing.written import LeftBehind, Written, one_file
from carrel.formats.writing.xml_text import without_controls

MARKS = "\n".join(
    f"mark.{colour.value} {{ background: {ground}; border-bottom: 1.5px {line} #555; }}\n"
    f".note.{colour.value} {{ border-left: 3px {line} #777; }}"
    for colour, (ground, line) in COLOURS.items()
)
"""CSS of the marks: each has a line of its own too, so that colour alone tells nothing."""

_CSS = f"""
:root {{ color-scheme: light; }}
body {{ font: 1.05rem/1.6 Georgia, "Noto Serif", serif; color: #1c1b19; background: #fff;
  max-width: 36em; margin: 3em auto; padding: 0 17em 0 1.5em; }}
h1, h2, h3, h4, nav, .note, table, .legend, .task {{
  font-family: system-ui, "Noto Sans", sans-serif; }}
h1 {{ line-height: 1.2; }}
h2 {{ margin-top: 2.2em; }}
nav ul, .choices, .pairs {{ list-style: none; padding-left: 1.2em; }}
nav a {{ color: inherit; text-decoration: none; }}
nav a:hover {{ text-decoration: underline; }}
nav ul {{ padding-left: 0; }}
mark {{ color: inherit; background: none; }}
mark.underline {{ background: none; border-bottom: 2.5px solid #777; }}
{MARKS}
.note {{ float: right; clear: right; width: 14em; margin: 0 -16em 0.8em 0; padding-left: 0.7em;
  font-size: 0.82rem; line-height: 1.45; }}
.note p {{ margin: 0 0 0.4em; }}
.number {{ font-weight: 600; margin-right: 0.4em; float: left; }}
.noteref a, .footnote-reference a {{ text-decoration: none; }}
.tags, .legend, .why, .source {{ color: #5b5852; font-size: 0.88em; }}
.footnote {{ font-size: 0.9em; border-top: 1px solid #ccc; margin-top: 1em; padding-top: 0.4em; }}
blockquote {{ border-left: 3px solid #ccc; margin-left: 0; padding-left: 1em; }}
pre {{ background: #f4f3f0; padding: 0.8em; overflow-x: auto; }}
img {{ max-width: 100%; }}
table {{ border-collapse: collapse; font-size: 0.85em; line-height: 1.4; }}
th, td {{ border: 1px solid #bbb; padding: 0.4em 0.6em; vertical-align: top; text-align: left; }}
.wide {{ margin-right: -15em; }}
.questions > li, .key > li {{ margin-bottom: 1.1em; break-inside: avoid; }}
.task {{ font-size: 0.85em; color: #5b5852; }}
.box {{ display: inline-block; width: 0.75em; height: 0.75em; border: 1.2px solid #333;
  margin-right: 0.3em; }}
.blank {{ display: inline-block; width: 2em; border-bottom: 1px solid #333; }}
.line {{ border-bottom: 1px solid #999; height: 2em; }}
.part {{ break-before: page; }}
@media screen and (max-width: 60em) {{
  body {{ padding: 0 1.5em; }}
  .note {{ float: none; width: auto; margin: 0.5em 0 0.8em; }}
  .wide {{ margin-right: 0; overflow-x: auto; }}
}}
@media print {{
  @page {{ size: A4; margin: 18mm 16mm; }}
  body {{ margin: 0; max-width: none; padding: 0 52mm 0 0; font-size: 10.5pt; }}
  .note {{ width: 44mm; margin: 0 -50mm 3mm 0; }}
  .wide {{ margin-right: -52mm; }}
  h2, h3 {{ break-after: avoid; }}
  nav {{ display: none; }}
}}
"""


def write_html(works: Sequence[StudyWork]) -> Written:
    """One page for each material given, as one file; pictures are in it."""
    language = works[0].contents.material.language or "en"
    title = ", ".join(work.contents.material.title for work in works)
    body = "".join(part for work in works for part in _material(work))
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width"/>\n'
        f"<title>{escape(title, quote=False)}</title>\n<style>{_CSS}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )
    orphans = sum(one.is_orphan for work in works for one in work.annotations)
    return one_file(
        without_controls(page).encode(),
        LeftBehind(orphans, "notes without a place", "their words are not in the text"),
    )


def _material(work: StudyWork) -> Iterator[str]:
    yield f'<article>\n<header class="part">\n{_title_page(work.contents.material)}</header>\n'
    sections = list(guide(work, picture=inline_picture))
    lines = "".join(
        f'<li style="margin-left: {one.section.level - 1}em"><a href="#{one.anchor}">'
        f"{escape(one.section.title, quote=False)}</a></li>\n"
        for one in sections
    )
    yield f"<nav><ul>\n{lines}</ul></nav>\n"
    if work.annotations:
        shown = ", ".join(
            f'<mark class="{colour.value}">{escape(work.colour_name(colour), quote=False)}</mark>'
            for colour in Colour
        )
        yield f'<p class="legend">Marked words: {shown}.</p>\n'
    for one in sections:
        level = min(6, one.section.level + 1)
        title = escape(one.section.title, quote=False)
        yield f'<section id="{one.anchor}">\n<h{level}>{title}</h{level}>\n{one.html}</section>\n'
    yield from _positions(work)
    if work.contents.questions:
        sheet = quiz_sheet(work)
        yield f'<section class="part quiz">\n<h2>Questions</h2>\n{sheet.questions}</section>\n'
        yield f'<section class="part key">\n<h2>Key to the questions</h2>\n{sheet.key}</section>\n'
    yield "</article>\n"


def _title_page(material: Material) -> str:
    lines = [f"<h1>{escape(material.title, quote=False)}</h1>\n"]
    told = (" and ".join(material.authors), material.description)
    lines += [f"<p>{escape(words, quote=False)}</p>\n" for words in told if words]
    for name, words in (("Source", material.source), ("Licence", material.licence)):
        if words:
            lines.append(f'<p class="source">{name}: {escape(words, quote=False)}</p>\n')
    return "".join(lines)


def _positions(work: StudyWork) -> Iterator[str]:
    """The positions table; a dash where the text gives none."""
    issues, holders = work.contents.issues, work.contents.holders
    if not issues:
        return
    tellers = Tellers(work.contents)
    head = "".join(f"<th>{escape(holder.name, quote=False)}</th>" for holder in holders)
    yield '<section class="part">\n<h2>Positions</h2>\n<div class="wide"><table>\n'
    yield f"<thead><tr><th>Issue</th>{head}</tr></thead>\n<tbody>\n"
    for issue in issues:
        cells = {cell.holder: cell for cell in issue.cells}
        shown = []
        for holder in holders:
            cell = cells.get(holder.slug)
            told = [part for part in (cell.note, tellers.of(cell, holder)) if part] if cell else []
            note = f' <span class="why">({escape("; ".join(told))})</span>' if told else ""
            shown.append(
                f"<td>{escape(cell.text, quote=False)}{note}</td>" if cell else "<td>—</td>"
            )
        yield f"<tr><th>{escape(issue.title, quote=False)}</th>{''.join(shown)}</tr>\n"
    yield "</tbody></table></div>\n<p>— stands where the text gives no position.</p>\n</section>\n"
