"""Study guides for paper: the words as they are, notes beside them, the key on its own page."""

from __future__ import annotations

import pypdfium2
import pytest

from carrel.domain.annotations import Style
from carrel.domain.text.markdown import parse
from carrel.formats.writing.printed import write_pdf
from carrel.formats.writing.typst_text import string, typst_of
from question_samples import SAMPLES
from study_works import annotated, work_of, work_of_all_kinds

ELEMENTS = [
    ("*b* **c**", '#emph[#"b"]#" "#strong[#"c"]\n\n'),
    ('`a"b\\c`', '#raw("a\\"b\\\\c")\n\n'),
    ("a\\\nb", '#"a"#linebreak()#"b"\n\n'),
    ("[l](http://a.b)", '#link("http://a.b")[#"l"]\n\n'),
    ("- a\n- b", '#list([\n#"a"\n\n], [\n#"b"\n\n])\n\n'),
    ("3. a", '#enum(start: 3, [\n#"a"\n\n])\n\n'),
    ("> q", '#quote(block: true)[\n#"q"\n\n]\n\n'),
    ("# H", '#heading(level: 1, outlined: false)[#"H"]\n\n'),
    ("a[^1]\n\n[^1]: n", '#"a"#footnote[#"n"]\n\n'),
    ("![map](m.png)", '#emph[#"[map]"]\n\n'),
]


def pages(*works) -> list[str]:
    """The text of each page as an independent reader finds it."""
    document = pypdfium2.PdfDocument(write_pdf(works).files[""])
    try:
        return [
            document[number].get_textpage().get_text_bounded() for number in range(len(document))
        ]
    finally:
        document.close()


def words_of(*works) -> str:
    return " ".join(" ".join(pages(*works)).split())


@pytest.mark.parametrize(("markdown", "typst"), ELEMENTS)
def test_that_each_thing_becomes_its_element(markdown, typst):
    assert typst_of(parse(markdown)) == typst


def test_that_no_words_are_taken_for_code():
    hostile = '#read("secret") $x$ *y* _z_ @ref <l> \\#panic() " ]) // /* ~ --- \u0007'
    text = r"\#read(&quot;secret&quot;) \*y\* \_z\_ @ref \<l> &#34; ]) // /\* `#panic()` \~ ---x"
    assert string(hostile).count('"') == 2 + 3
    assert '#read("secret") *y* _z_ @ref <l> " ]) // /* #panic() ~ ---x' in words_of(
        work_of(text=text)
    )


def test_that_notes_stand_on_the_page_of_their_words():
    work = annotated(work_of(), quote="the reason", note="Is *it* now?", tags=("hard",))
    page = next(one for one in pages(work) if "The war is the reason" in " ".join(one.split()))
    assert "Is it now?" in " ".join(page.split())
    assert "#hard" in page


def test_that_sixty_crowded_notes_and_a_long_one_are_all_there():
    work = work_of(text="\n\n".join(f"Paragraph number {n} of them." for n in range(60)))
    for number in range(60):
        quote = f"number {number} of"
        work = annotated(work, quote=quote, note=f"Remark {number}.", style=Style.UNDERLINE)
    work = annotated(work, quote="", note="word " * 300 + "last")
    words = words_of(work)
    assert all(f"Remark {number}." in words for number in range(60))
    assert "word last" in words


def test_that_questions_and_key_are_on_pages_of_their_own():
    found = pages(work_of_all_kinds())
    questions = next(
        n for n, page in enumerate(found) if page.startswith("Book") and "Questions" in page
    )
    key = next(n for n, page in enumerate(found) if "Key to the questions" in page and n > 0)
    assert questions < key
    assert not any("Said plainly." in page for page in found[:key])
    assert "".join(found[key:]).count("Said plainly.") == len(SAMPLES)


def test_that_a_formula_that_nobody_can_read_is_shown_as_it_is():
    assert r"\frac{" in words_of(work_of(text=r"A $\frac{$ here"))


def test_that_pictures_that_cannot_be_printed_leave_their_words():
    assert "[a map]" in words_of(work_of(text="![a map](assets/none.png)"))
