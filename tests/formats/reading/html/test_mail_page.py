"""A page saved as one message is read with the pictures in it."""

from __future__ import annotations

from email.message import EmailMessage
from email.mime.image import MIMEImage

import pytest

from carrel.domain.errors import UnreadableFile
from carrel.formats.reading.reader import read_document
from formats.reading.html.news_page import ARTICLE, PAGE

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def saved_page() -> bytes:
    message = EmailMessage()
    message["Subject"] = "Harbour"
    message["Snapshot-Content-Location"] = "https://news.example/lake/other.html"
    message.set_content(PAGE.replace("harbour_files/quay.png", "img/quay.png"), subtype="html",
                        charset="utf-8")  # fmt: skip
    message.make_related()
    picture = MIMEImage(PNG, "png")
    picture["Content-Location"] = "https://news.example/lake/img/quay.png"
    message.attach(picture)
    return message.as_bytes()


@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page"])
def test_that_a_saved_message_is_read_as_its_page(name: str) -> None:
    material = read_document(name, saved_page())

    assert material.title == "Harbour of Lindau closed"
    assert ARTICLE[4] in material.sections[-1].markdown
    assert [one.content for one in material.assets] == [PNG]


def test_that_a_message_without_a_page_says_so() -> None:
    with pytest.raises(UnreadableFile, match=r"“a.mht” is not a saved page"):
        read_document("a.mht", b"From: someone\n\nwords")
