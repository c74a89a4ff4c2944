"""``carrel import --update`` on texts that were edited as authors do, from the shell."""

from __future__ import annotations

import json

import pytest

from carrel import cli

LAMP = "The lamp was lit at seven."
FIRST = f"""\
# The harbour

The keeper writes down every ship that passes the cape. {LAMP} He is careful: a ship without a
flag is drawn, not named.

Storms are rarer now than they were, or so the old people “in the know” say. {LAMP}

# The town hall

There is a map on which the wrecks are marked in red. {LAMP} It's a man's work who never went to
sea.

Children are told that each dot is a captain who would not listen. {LAMP}

# The letter

One evening a letter came and asked for the books, all of them, within a week. {LAMP}
"""
EDITED = {
    "paragraphs reordered": (
        f"""\
# The harbour

Storms are rarer now than they were, or so the old people “in the know” say. {LAMP}

The keeper writes down every ship that passes the cape. {LAMP} He is careful: a ship without a
flag is drawn, not named.

# The letter

One evening a letter came and asked for the books, all of them, within a week. {LAMP}

# The town hall

Children are told that each dot is a captain who would not listen. {LAMP}

There is a map on which the wrecks are marked in red. {LAMP} It's a man's work who never went to
sea.
""",
        {"moved": 8, "exact": 2},
    ),
    "sentences edited": (
        FIRST.replace("every ship that passes", "each of the ships that pass").replace(
            "asked for the books, all of them", "asked politely for all of the books"
        ),
        {"exact": 4, "moved": 4, "altered": 2},
    ),
    "typographic signs changed": (
        FIRST.replace("“in the know”", '"in the know"').replace("It's a man's", "It’s a man’s"),
        {"exact": 8, "altered": 2},
    ),
    "a section cut": (
        FIRST[: FIRST.index("# The town hall")] + FIRST[FIRST.index("# The letter") :],
        {"exact": 6, "orphaned": 4},
    ),
    "a repeated sentence cut before the others": (
        FIRST.replace(f"the cape. {LAMP} He", "the cape. He"),
        {"exact": 7, "moved": 2, "orphaned": 1},
    ),
}
MARKED = (
    ("the-harbour", "every ship that passes the cape"),
    ("the-harbour", "so the old people “in the know” say"),
    ("the-town-hall", "It's a man's work"),
    ("the-town-hall", "each dot is a captain"),
    ("the-letter", "asked for the books, all of them"),
)


def run(capsys, library, *arguments: object) -> str:
    code = cli.main([*map(str, arguments), "--library", str(library)])
    out, error = capsys.readouterr()
    assert (code, error) == (0, "")
    return out


@pytest.fixture
def marked(tmp_path, capsys):
    """A library in which a text has ten highlights, five of them on the repeated sentence."""
    library, path = tmp_path / "library.db", tmp_path / "lights.md"
    path.write_text(FIRST, encoding="utf-8")
    run(capsys, library, "import", path)
    for section, quote in MARKED:
        run(capsys, library, "annotate", f"lights/{section}", "--quote", quote)
    for section, count in (("the-harbour", 2), ("the-town-hall", 2), ("the-letter", 1)):
        for nth in range(1, count + 1):
            run(capsys, library, "annotate", f"lights/{section}", "--quote", LAMP, "--nth", nth)
    return library, path


@pytest.mark.parametrize(("text", "counts"), EDITED.values(), ids=EDITED.keys())
def test_that_the_counts_say_what_became_of_each_highlight(marked, capsys, text, counts):
    library, path = marked
    path.write_text(text, encoding="utf-8")
    out = run(capsys, library, "import", path, "--update", "lights", "--json")
    (told,) = json.loads(out)
    nothing = {"exact": 0, "moved": 0, "altered": 0, "orphaned": 0}
    assert told["counts"] == nothing | counts
    shown = json.loads(run(capsys, library, "show", "lights", "--format", "json"))
    texts = {one["section"]: one["text"] for one in shown["sections"]}
    for one in told["passages"]:
        after = one["after"]
        if after is None:
            assert one["outcome"] == "orphaned"
        else:
            assert texts[after["section"]][after["start"] : after["end"]] == after["quote"]
        if one["outcome"] in ("exact", "moved"):
            assert after["quote"] == one["before"]["quote"]


def test_that_no_two_of_the_repeated_sentence_end_on_one_place(marked, capsys):
    library, path = marked
    text, _ = EDITED["paragraphs reordered"]
    path.write_text(text, encoding="utf-8")
    (told,) = json.loads(run(capsys, library, "import", path, "--update", "lights", "--json"))
    places = {
        (one["after"]["section"], one["after"]["start"])
        for one in told["passages"]
        if one["before"]["quote"] == LAMP
    }
    assert len(places) == 5


def test_that_the_counts_are_told_in_words(marked, capsys):
    library, path = marked
    path.write_text(EDITED["a section cut"][0], encoding="utf-8")
    out = run(capsys, library, "import", path, "--update", "lights")
    assert "6 in place, 0 moved, 0 on altered words, 4 whose words are gone" in out
    assert f"Gone: “{LAMP}” (annotation kept)." in out
