"""A saved page comes in as its article alone, with what the page says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.domain.text.markdown import parse
from carrel.formats.reading.reader import read_document
from formats.reading.html.news_page import ARTICLE, PAGE

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def read(html: str, name: str = "page.html"):
    return read_document(name, html.encode())


def text_of(html: str) -> str:
    return "\n".join(parse(section.markdown).text for section in read(html).sections)


def test_that_an_article_is_read_without_what_surrounds_it() -> None:
    text = text_of(PAGE)

    for paragraph in ARTICLE:
        assert paragraph in text
    for foreign in ("cookies", "Politics", "Share", "boots", "Read more", "Peter", "Storm",
                    "rights reserved", "injected", "color"):  # fmt: skip
        assert foreign not in text


def test_that_the_headings_of_an_article_are_its_sections() -> None:
    material = read(PAGE)

    assert material.title == "Harbour of Lindau closed"
    assert [section.title for section in material.sections][1:] == [
        "No boat in sight",
        "What it costs",
    ]


def test_that_a_page_tells_its_authors_date_language_and_address() -> None:
    material = read(PAGE)

    assert material.authors == ("Ben Marsh", "Lea Roth")
    assert material.published == "2026-04-14"
    assert material.language == "de-AT"
    assert material.source == "https://news.example/lake/harbour.html"


def test_that_quotations_lists_tables_code_and_notes_are_kept() -> None:
    sections = read(PAGE).sections

    first, second = sections[1].markdown, sections[2].markdown
    assert "> The lake gives, and the lake takes." in first
    assert "[^1]: Institute for Lake Research, report 7." in first
    assert "| Year | Level |\n| --- | --- |\n| 2003 | 2.45 m |" in second
    assert "1. Dredge\n2. Wait\n   - and hope" in second
    assert "```python\nlevel = 2.31\n```" in second
    assert "[The plan](https://news.example/city/channel)" in second
    note = parse(first).footnotes
    assert [block.text for block in note] == ["Institute for Lake Research, report 7."]


def test_that_pictures_come_from_the_folder_saved_with_the_page(tmp_path: Path) -> None:
    folder = tmp_path / "harbour_files"
    folder.mkdir()
    (folder / "quay.png").write_bytes(PNG)

    material = read_document("harbour.html", PAGE.encode(), folder=folder)

    assert [(one.name, one.content) for one in material.assets] == [("assets/quay.png", PNG)]
    assert "![The empty quay](assets/quay.png)\n\nThe quay on Tuesday morning." in (
        material.sections[0].markdown
    )
    assert material.warnings == ()


@pytest.mark.parametrize(
    "address",
    ["../secret.png", "harbour_files/../../secret.png", "/etc/passwd", "file:///etc/passwd",
     "harbour_files/link.png", "https://x.example/y.png"],
)  # fmt: skip
def test_that_no_picture_is_read_from_elsewhere(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = tmp_path / "harbour_files"
    folder.mkdir()
    (folder / "link.png").symlink_to(tmp_path / "secret.png")

    page = f"<p>{ARTICLE[0]}</p><img src='{address}'>"
    material = read_document("harbour.html", page.encode(), folder=folder)

    assert material.assets == ()
    assert material.warnings == ("One picture could not be taken in and is left out.",)


def test_that_pictures_within_the_page_are_kept() -> None:
    import base64

    data = base64.b64encode(PNG + b"\0" * 400).decode()
    material = read(f"<p>{ARTICLE[0]}</p><p><img alt='a [b]' src='data:image/png;base64,{data}'>")

    assert material.assets[0].content == PNG + b"\0" * 400
    assert "![a \\[b\\]](assets/picture-1.png)" in material.sections[0].markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b </b>c <i>d</i>e</p>", "a **b** c <em>d</em>e"),
        ("<p>1. not a list</p>", "1\\. not a list"),
        ("<p># * [x] $y$ `z` &lt;b&gt;</p>", "\\# \\* \\[x\\] \\$y\\$ \\`z\\` \\<b>"),
        ("<div>one<br>two<br><br>three</div>", "one\\\ntwo\n\nthree"),
        ("<p>x<sup>2</sup> H<sub>2</sub>O</p>", "x<sup>2</sup> H<sub>2</sub>O"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b"),
        ("<p><a href='javascript:alert(1)'>go</a></p>", "go"),
        ("<p><a href='https://a.example/b_(c)'>go</a></p>", "[go](<https://a.example/b_(c)>)"),
        ("<p>soft\u00adhyphen and zero\u200bwidth</p>", "softhyphen and zerowidth"),
        ("<p>say <code>a `b`</code></p>", "say `` a `b` ``"),
        ("<p>by <q>word</q></p>", "by “word”"),
        ("<dl><dt>carrel<dd>a small desk</dl>", "**carrel**\n\na small desk"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b"),
        ("<p><math alttext='{\\displaystyle x^2}'><mi>x</mi></math></p>", "$x^2$"),
        ("<script type='math/tex'>y_1</script>", "$y_1$"),
        ("<h4>Small</h4><p>x</p>", "#### Small\n\nx"),
        ("<table><tr><td>a|b<td>c<tr><td colspan=2>d</table>",
         "| a\\|b | c |\n| --- | --- |\n| d |  |"),
    ],
)  # fmt: skip
def test_that_markup_becomes_markdown(html: str, markdown: str) -> None:
    page = read(f"<h2>One</h2><p>{ARTICLE[0]}</p>{html}<h2>Two</h2>").sections[0].markdown

    assert page.split("\n\n", 1)[1] == markdown


def test_that_a_table_that_lays_out_a_page_is_no_table() -> None:
    html = f"<table><tr><td><p>{ARTICLE[0]}<p>{ARTICLE[1]}</td></tr></table>"

    assert read(html).sections[0].markdown == f"{ARTICLE[0]}\n\n{ARTICLE[1]}"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<meta charset=windows-1251><p>Привет, мир".encode("cp1251"), "Привет, мир"),
        ("<meta charset=iso-8859-1><p>“Œuvre” café".encode("cp1252"), "“Œuvre” café"),
        ("<meta charset=utf-16><p>naïve".encode(), "naïve"),
        ("\ufeff<p>naïve".encode("utf-16"), "naïve"),
        ("<meta charset=nonsense><p>naïve".encode(), "naïve"),
        ("<meta charset=rot13><p>naïve".encode("cp1252"), "naïve"),
    ],
)
def test_that_a_page_is_read_in_its_encoding(data: bytes, words: str) -> None:
    assert read_document("a.html", data).sections[0].markdown == words


def test_that_a_page_of_absurd_depth_keeps_its_words() -> None:
    html = "<div>" * 100_000 + ARTICLE[0] + "</div>" * 100_000

    assert ARTICLE[0] in text_of(html)


@pytest.mark.parametrize("html", ["<html><body></body></html>", "<script>1</script>", "<img>"])
def test_that_a_page_without_words_says_so(html: str) -> None:
    with pytest.raises(UnreadableFile, match=r"“page.html” has no text"):
        read(html)


PARAGRAPHS = "".join(f"<p>{words}</p>" for words in ARTICLE)
BLOG = f"""<title>On lakes – Blog of Ann</title><div id="page"><header class="site-header"><h1>
<a href="/">Blog of Ann</a></h1></header><main><article class="hentry"><header><h2>On lakes</h2>
</header><div class="entry-content">{PARAGRAPHS}</div></article><div id="comments">
<ol class="comment-list"><li><p>FOREIGN {ARTICLE[0]}</p></li></ol></div></main></div>"""
ENCYCLOPEDIA = f"""<title>On lakes - Wikipedia</title><div role="main"><h1>On lakes</h1><div>
<div id="toc" class="toc"><ul><li><a href="#h">FOREIGN</a></ul></div><h2>Past
<span class="mw-editsection">[<a>FOREIGN</a>]</span></h2>{PARAGRAPHS}</div></div>
<div id="mw-navigation"><h2>FOREIGN</h2></div>"""
TABLES = f"""<title>On lakes</title><body><table><tr><td width=150><a href="/a">FOREIGN</a><br>
<a href="/b">FOREIGN</a></td><td><b>On lakes</b><br><br>{"<br><br>".join(ARTICLE)}</td>
<td><a href="/ad">FOREIGN</a></td></tr></table>"""
DIVISIONS = f"""<meta property="og:title" content="On lakes"><title>On lakes. By Ann | Site</title>
<div class="a b"><article><div><section><h1>On lakes</h1>{PARAGRAPHS}</section></div></article>
<div class="z"><a href="/1"><h2>FOREIGN story to read</h2></a></div></div>"""
TIPS = "".join(f"<h2>Tip</h2><div class='txt'>{words}</div>" for words in ARTICLE)
LIST = f"""<title>On lakes</title><div class="nav"><a href="/">FOREIGN</a></div>
<div class="post">{TIPS}</div><div class="footer">FOREIGN © <a href="/i">Imprint</a></div>"""


@pytest.mark.parametrize(
    "page",
    [BLOG, ENCYCLOPEDIA, TABLES, DIVISIONS, LIST],
    ids=["blog", "encyclopedia", "tables", "divisions", "list"],
)
def test_that_pages_of_many_makes_are_read_without_what_is_foreign(page: str) -> None:
    text = text_of(page)

    assert read(page).title == "On lakes"
    assert all(words in text for words in ARTICLE)
    assert "FOREIGN" not in text


def test_that_an_anchor_that_ends_itself_takes_in_nothing() -> None:
    sections = "".join(f"<div class='section'><h2><a id='s'/>Tip</h2><p>{one}</p></div>"
                       for one in ARTICLE)  # fmt: skip
    page = (
        f"<?xml version='1.0'?><html xmlns='x'><title>T</title><body><div>{sections}</div></body>"
    )

    text = text_of(page)

    assert all(words in text for words in ARTICLE)


def test_that_a_small_part_with_a_promising_name_is_not_taken_for_the_article() -> None:
    small = "<div class='example'><p>Example</p><div class='main-content'>a = 1, b = 2</div></div>"
    paragraphs = "".join(f"<div class='para'>{words}</div>" for words in ARTICLE)
    page = f"<ul><li><a href='/'>Home</a></ul><div class='section'>{paragraphs}{small}</div>"

    text = text_of(page)

    assert all(words in text for words in ARTICLE)
    assert "a = 1, b = 2" in text
