"""Clippings are read in the languages that Kindles speak, notes joined to their words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from carrel.domain.annotations import Style
from carrel.formats.reading.annotations.kindle import is_clippings, read
from formats.reading.annotations.highlight_files import BOOK, GATE, WALL, clippings, entry

HEAD = f"{BOOK} (Ada Wray)"


def only(*entries: str):
    (text,) = read("My Clippings.txt", clippings(*entries)).texts
    return text.annotations


def left(*entries: str) -> dict[str, int]:
    found = read("My Clippings.txt", clippings(*entries))
    return {one.what: one.count for one in found.left_out}


@pytest.mark.parametrize(
    "told",
    [
        "- Your Highlight on page 7 | location 89-92 | Added on Tuesday, March 5, 2024 9:12:45 PM",
        "- Your Highlight at location 89-92 | Added on Tuesday, 5 March 2024 21:12:45",
        "- Highlight Loc. 89-92  | Added on Tuesday, March 05, 2024, 09:12:45 PM",
        "- Ihre Markierung bei Position 89-92 | Hinzugefügt am Dienstag, 5. März 2024 21:12:45",
        (
            "- Votre surlignement sur la page 7 | emplacement 89-92"
            " | Ajouté le mardi 5 mars 2024 à 21:12:45"
        ),
        (
            "- Tu subrayado en la página 7 | posición 89-92"
            " | Añadido el martes, 5 de marzo de 2024 21:12:45"
        ),
        (
            "- La tua evidenziazione alla posizione 89-92"
            " | Aggiunto in data martedì 5 marzo 2024 21:12:45"
        ),
        (
            "- Seu destaque na página 7 | posição 89-92"
            " | Adicionado: terça-feira, 5 de março de 2024 21:12:45"
        ),
        "- Je markering op pagina 7 | locatie 89-92 | Toegevoegd op dinsdag 5 maart 2024 21:12:45",
        (
            "- Ваш выделенный отрывок на странице 7 | Местоположение 89-92"
            " | Добавлено: вторник, 5 марта 2024 г. в 21:12:45"
        ),
        "- 您在第 7 页（位置 #89-92）的标注 | 添加于 2024年3月5日星期二 下午9:12:45",
        "- 您在位置 #89-92的标注 | 添加于 2024年3月5日星期二 下午9:12:45",
        "- 位置No. 89-92のハイライト | 追加日： 2024年3月5日火曜日 21:12:45",
    ],
)
def test_that_a_highlight_is_known_in_many_languages(told):
    (one,) = only(entry(HEAD, told, WALL))
    assert (one.quote, one.style, one.order) == (WALL, Style.HIGHLIGHT, 89.0)
    assert one.created_at == datetime(2024, 3, 5, 21, 12, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    "told",
    [
        "- Your Note on page 7 | location 92 | Added on Tuesday, March 5, 2024 9:12:45 PM",
        "- Ihre Notiz bei Position 92 | Hinzugefügt am Dienstag, 5. März 2024 21:12:45",
        "- Votre note sur la page 7 | emplacement 92 | Ajouté le mardi 5 mars 2024 21:12:45",
        "- Tu nota en la página 7 | posición 92 | Añadido el martes, 5 de marzo de 2024 21:12:45",
        "- Sua nota na página 7 | posição 92 | Adicionado: terça-feira, 5 de março de 2024 21:12",
        "- Ваша заметка | Местоположение 92 | Добавлено: вторник, 5 марта 2024 г. в 21:12:45",
        "- 您在位置 #92的笔记 | 添加于 2024年3月5日星期二 下午9:12:45",
        "- 位置No. 92のメモ | 追加日： 2024年3月5日火曜日 21:12:45",
    ],
)
def test_that_a_note_goes_to_the_highlight_that_ends_there(told):
    added = "Added on Tuesday, March 5, 2024 9:12:40 PM"
    found = only(
        entry(HEAD, f"- Your Highlight on page 7 | location 80-95 | {added}", GATE),
        entry(HEAD, told, "Remember."),
        entry(HEAD, f"- Your Highlight on page 7 | location 89-92 | {added}", WALL),
    )
    assert [(one.quote, one.note) for one in found] == [(GATE, ""), (WALL, "Remember.")]


def test_that_a_note_without_a_highlight_stays_a_note():
    (one,) = only(entry(HEAD, "- Your Note on location 92 | Added on May 5, 2024", "Remember."))
    assert (one.quote, one.note, one.style, one.order) == ("", "Remember.", Style.NOTE, 92.0)


def test_that_of_a_highlight_that_was_stretched_only_the_last_stays():
    told = "- Your Highlight on location {} | Added on Tuesday, March 5, 2024 9:12:{} PM"
    entries = (
        entry(HEAD, told.format("89-90", "01"), WALL[:30]),
        entry(HEAD, told.format("200-201", "05"), WALL[:30]),
        entry(HEAD, told.format("89-92", "20"), WALL),
        entry(HEAD, told.format("89-92", "20"), WALL),
    )
    assert [one.quote for one in only(*entries)] == [WALL[:30], WALL]
    assert left(*entries) == {"highlights": 2}


def test_that_bookmarks_limits_and_empty_entries_are_counted():
    told = "- Your {} on page 3 | location 40 | Added on Tuesday, March 5, 2024 9:12:01 PM"
    limit = "<You have reached the clipping limit for this item>"
    assert left(
        entry(HEAD, told.format("Bookmark"), ""),
        entry(HEAD, told.format("Highlight"), limit),
        entry(HEAD, told.format("Highlight"), ""),
        entry(HEAD, "no line of a Kindle", "words"),
        entry(HEAD, told.format("Highlight"), WALL),
    ) == {"bookmarks": 1, "highlights": 1, "clippings": 1, "entries": 1}


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        ("The Wall (Wray, Ada)", "The Wall", ("Ada Wray",)),
        ("The Wall (Part 2) (Ada Wray;Bo Lind)", "The Wall (Part 2)", ("Ada Wray", "Bo Lind")),
        ("The Wall", "The Wall", ()),
        ("A (b) c", "A (b) c", ()),
    ],
)
def test_that_the_last_brackets_name_the_author(head, title, authors):
    told = "- Your Highlight on page 3 | Added on Tuesday, March 5, 2024 9:12:01 PM"
    (text,) = read("c.txt", clippings(entry(head, told, WALL))).texts
    assert (text.title, text.authors) == (title, authors)


def test_that_what_koreader_writes_as_clippings_is_read():
    data = (
        f"{BOOK}\n- Your highlight on page 12 | Added on Monday, March 04, 2024 09:10:05 PM\n\n"
        f"{WALL}\n==========\n"
        f"{BOOK}\n- Your note on page 12 | Added on Monday, March 04, 2024 09:10:05 PM\n\n"
        "Who?\nAnd why?\n==========\n"
    )
    assert is_clippings(data)
    (text,) = read("c.txt", data.encode()).texts
    assert [(one.quote, one.note) for one in text.annotations] == [(WALL, "Who?\nAnd why?")]
