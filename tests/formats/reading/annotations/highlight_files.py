"""Files of highlights as other programs write them, with words that no book has."""

from __future__ import annotations

import json

WALL = "The wall was built in a single summer by people who had never built one."
GATE = "Whoever came late found the gate shut and slept in the field."
BOOK = "The Wall at Harrow"


def entry(head: str, told: str, words: str) -> str:
    return f"{head}\r\n{told}\r\n\r\n{words}\r\n==========\r\n"


def clippings(*entries: str) -> bytes:
    return ("\ufeff" + "\ufeff".join(entries)).encode()


def kindle_file() -> bytes:
    by = f"{BOOK} (Wray, Ada)"
    added = "Added on Monday, 4 March 2024 21:10:05"
    return clippings(
        entry(by, f"- Your Highlight on page 3 | location 40-42 | {added}", WALL),
        entry(by, f"- Your Note on page 3 | location 42 | {added}", "Who were they?"),
        entry(by, f"- Your Bookmark on page 9 | location 130 | {added}", ""),
        entry(by, f"- Your Highlight on page 5 | location 71-73 | {added}", GATE),
    )


def calibre_file() -> bytes:
    highlight = {
        "type": "highlight",
        "uuid": "Zx3vQ0p1",
        "highlighted_text": WALL,
        "notes": "Who were they?",
        "spine_index": 2,
        "start_cfi": "/2/4/6[wall]/1:0",
        "style": {"kind": "color", "type": "builtin", "which": "green"},
        "timestamp": "2024-03-04T21:10:05.000Z",
        "toc_family_titles": ["Part one", "The wall"],
    }
    removed = {"type": "highlight", "uuid": "Zx3vQ0p2", "removed": True}
    value = {"version": 1, "type": "calibre_highlights", "highlights": [highlight, removed]}
    return json.dumps(value).encode()


def calibre_markdown() -> bytes:
    link = "(calibre://view-book/_hex_-4c/7/epub?open_at=epubcfi%28/6/2/4%29)"
    rule = "-" * 20
    return (
        f"### The wall\n\n{WALL}\n[3/4/24 9:10 PM]{link}\n\nWho were they?\n\n{rule}\n\n"
        f"### The gate\n\n{GATE}\n[3/5/24 9:10 PM]{link}\n\n{rule}\n"
    ).encode()


def calibre_text() -> bytes:
    return (
        f"# Part one\n\n## The wall\n\n{WALL}\n4 Mar 2024 21:10:05\n\nWho were they?\n\n───\n\n"
        f"# Part two\n\n{GATE}\n5 Mar 2024 21:10:05\n\n───"
    ).encode()


def sidecar() -> bytes:
    return f"""-- /mnt/books/wall.sdr/metadata.epub.lua
return {{
    ["annotations"] = {{
        [1] = {{
            ["chapter"] = "The wall",
            ["color"] = "blue",
            ["datetime"] = "2024-03-04 21:10:05",
            ["datetime_updated"] = "2024-03-05 08:00:00",
            ["drawer"] = "underscore",
            ["note"] = "Who were they?\\
And \\"why\\"?",
            ["page"] = "/body/DocFragment[3]/body/p[1]/text().0",
            ["pageno"] = 12,
            ["pos0"] = "/body/DocFragment[3]/body/p[1]/text().0",
            ["pos1"] = "/body/DocFragment[3]/body/p[1]/text().72",
            ["text"] = "{WALL}",
        }},
        [2] = {{
            ["chapter"] = "The gate",
            ["datetime"] = "2024-03-04 21:30:00",
            ["pageno"] = 30,
            ["text"] = "in The gate",
        }},
    }},
    ["doc_props"] = {{
        ["authors"] = "Ada Wray\\nBo Lind",
        ["title"] = "{BOOK}",
    }},
    ["percent_finished"] = 0.25,
    ["stats"] = {{}},
}}
""".encode()


def koreader_json() -> bytes:
    entries = [
        {"sort": "highlight", "text": WALL, "note": "Who were they?", "time": 1709586605,
         "page": 12, "chapter": "The wall", "drawer": "lighten", "color": "yellow"},
        {"sort": "highlight", "text": GATE, "time": 1709586700, "page": 30,
         "chapter": "The gate", "drawer": "strikeout"},
    ]  # fmt: skip
    book = {"title": BOOK, "author": "Ada Wray\nBo Lind", "entries": entries, "version": "json/1.0"}
    return json.dumps({"created_on": 1709586800, "documents": [book]}).encode()


def koreader_markdown() -> bytes:
    return (
        (
            f"# {BOOK}\n##### Ada Wray\n\n## The wall\n### Page 12 @ 04 March 2024 09:10:05 PM\n"
            f"==\u200b{WALL}==\n\n---\nWho were they?\n"
            f"## The gate\n### Page 30 @ 05 March 2024 08:00:00 AM\n**{GATE}**\n"
        )
        .replace("\u200b", "")
        .encode()
    )


def readwise_file() -> bytes:
    head = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,"
        "Highlighted at,Document tags"
    )
    rows = (
        f'"{WALL}",{BOOK},Ada Wray,B0,Who were they?,blue,"old, stone",location,40,'
        "2024-03-04 21:10:05+00:00,\n"
        f'"{GATE}",{BOOK},Ada Wray,B0,,yellow,,location,71,2024-03-05 08:00:00+00:00,\n'
    )
    return f"{head}\n{rows}".encode()


def hypothesis_file() -> bytes:
    source = "https://example.org/wall"

    def row(name: str, **more: object) -> dict[str, object]:
        selector = [
            {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
            {"type": "TextPositionSelector", "start": 220, "end": 292},
            {"type": "TextQuoteSelector", "exact": WALL, "prefix": "once. ", "suffix": " It"},
        ]
        return {
            "id": name,
            "uri": source,
            "created": "2024-03-04T21:10:05.000000+00:00",
            "updated": "2024-03-05T08:00:00.000000+00:00",
            "document": {"title": [BOOK]},
            "text": "Who were they?",
            "tags": ["stone", "old"],
            "target": [{"source": source, "selector": selector}],
        } | more

    rows = [
        row("one"),
        row("two", references=["one"]),
        row("three", target=[{"source": source}], text="On the whole page."),
        row("four", target=[{"selector": [{"type": "RangeSelector"}]}], text="", tags=[]),
    ]
    return json.dumps({"export_date": "2024-04-01", "annotations": rows}).encode()


def web_annotations() -> bytes:
    quote = {"type": "TextQuoteSelector", "exact": WALL, "prefix": "once. ", "suffix": " It"}
    value = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/annotations",
        "type": ["BasicContainer", "AnnotationCollection"],
        "first": {
            "type": "AnnotationPage",
            "next": "http://example.org/annotations?page=2",
            "items": [
                {
                    "id": "http://example.org/a/1",
                    "type": "Annotation",
                    "motivation": "commenting",
                    "created": "2024-03-04T21:10:05Z",
                    "body": [
                        {"type": "TextualBody", "value": "Who were they?"},
                        {"type": "TextualBody", "value": "stone", "purpose": "tagging"},
                        {"type": "Image", "id": "http://example.org/wall.png"},
                    ],
                    "target": {"source": "http://example.org/wall", "selector": quote},
                },
                {
                    "type": "Annotation",
                    "bodyValue": "Only a place.",
                    "target": {
                        "source": "http://example.org/wall",
                        "selector": {"type": "FragmentSelector", "value": "xywh=1,2,3,4"},
                    },
                },
            ],
        },
    }
    return json.dumps(value).encode()


SAMPLES = {
    "My Clippings.txt": kindle_file,
    "wall.calibre_highlights": calibre_file,
    "calibre.md": calibre_markdown,
    "calibre.txt": calibre_text,
    "metadata.epub.lua": sidecar,
    "koreader.json": koreader_json,
    "koreader.md": koreader_markdown,
    "readwise.csv": readwise_file,
    "hypothesis.json": hypothesis_file,
    "wall.jsonld": web_annotations,
}
"""A file of each kind, by a name that it may have."""
