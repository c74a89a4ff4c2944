"""A pack is read into the values of the domain, or refused with file, line and reason."""

from __future__ import annotations

import pytest

from carrel.domain.claims import Certainty
from carrel.domain.errors import NotFound, PackError, UnreadableFile
from carrel.domain.topics import RelationKind
from carrel.formats.pack import files
from carrel.formats.pack.read import inspect_pack, read_pack
from packs import changed, write_pack, zip_pack

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


def test_that_the_example_is_read_whole(tmp_path):
    pack = read_pack(write_pack(tmp_path))

    assert pack.material.id == "tides"
    assert [(s.id, s.level, s.parent) for s in pack.sections] == [
        ("tides/why", 1, None),
        ("tides/spring-neap", 2, "tides/why"),
    ]
    assert [topic.id for topic in pack.topics] == [
        "tides/gravity",
        "tides/spring-tide",
        "tides/author",
        "tides/fishermen",
    ]
    assert [(r.source, r.kind, r.target) for r in pack.relations] == [
        ("tides/spring-tide", RelationKind.RELATED, "tides/gravity")
    ]
    claim = pack.claims[1]
    assert (claim.asserted_by, claim.ascribed_to) == ("tides/author", "tides/fishermen")
    assert (claim.certainty, claim.hedge) == (Certainty.REPORTED, "say")
    assert pack.issues[0].cells[0].claims == ("tides/c2",)
    assert [question.id for question in pack.questions] == ["tides/q1", "tides/q2", "tides/q3"]


def test_that_every_quotation_is_placed_in_the_plain_text(tmp_path):
    pack = read_pack(write_pack(tmp_path))
    texts = {section.id: section.text for section in pack.sections}
    passages = [
        *(claim.passage for claim in pack.claims),
        *(passage for question in pack.questions for passage in question.passages),
        *(mention.passage for mention in pack.mentions),
    ]
    assert len(passages) == 6
    for passage in passages:
        assert passage is not None
        assert texts[passage.section][passage.start : passage.end] == passage.quote


@pytest.mark.parametrize("top", ["", "tides/"])
def test_that_a_zipped_pack_is_the_same_pack(tmp_path, top):
    folder = read_pack(write_pack(tmp_path / "folder"))
    assert read_pack(zip_pack(tmp_path / "tides.carrel", top=top)) == folder


def test_that_a_text_below_an_outside_section_is_outside_too(tmp_path):
    write_pack(tmp_path, changed("sections/01-tides.md", "{#why}", "{#why .outside-source}"))
    assert all(section.outside_source for section in read_pack(tmp_path).sections)


PROBLEMS = {
    "a missing key": (
        changed("pack.yaml", "edition: 1\n", ""),
        ("pack.yaml", 1, "needs “edition”"),
    ),
    "an unknown key": (
        changed("pack.yaml", "licence:", "license:"),
        ("pack.yaml", 7, "no key “license”. Did you mean “licence”?"),
    ),
    "a wrong type": (
        changed("pack.yaml", "edition: 1", "edition: one"),
        ("pack.yaml", 3, "edition must be a whole number"),
    ),
    "a newer format": (
        changed("pack.yaml", "format: 1", "format: 2"),
        ("pack.yaml", 1, "has format 2"),
    ),
    "not YAML": (
        changed("pack.yaml", '"Tides: a first look"', "Tides: a first look"),
        ("pack.yaml", 4, "quotation marks"),
    ),
    "a misspelt file": (
        {"topic.yaml": ""},
        ("topic.yaml", None, "Did you mean “topics.yaml”?"),
    ),
    "another encoding": (
        {"claims.yaml": "claims: []\n# é".encode("latin-1")},
        ("claims.yaml", 2, "not UTF-8"),
    ),
    "a heading without slug": (
        changed("sections/01-tides.md", " {#spring-neap}", ""),
        (
            "sections/01-tides.md",
            6,
            "## Spring tides and neap tides {#spring-tides-and-neap-tides}",
        ),
    ),
    "text before the first heading": (
        changed("sections/01-tides.md", "# Why", "Hello.\n\n# Why"),
        ("sections/01-tides.md", 1, "before the first heading"),
    ),
    "a slug used twice": (
        changed("sections/01-tides.md", "{#spring-neap}", "{#why}"),
        ("sections/01-tides.md", 1, "section “why” is there a second time"),
    ),
    "a picture that is missing": (
        changed("sections/01-tides.md", "On most", "![A map](assets/map.png) On most"),
        ("sections/01-tides.md", 3, "“assets/map.png” is not in the pack"),
    ),
    "an asset that is no picture": (
        {"assets/map.png": b"<html/>"},
        ("assets/map.png", None, "no picture"),
    ),
    "an unknown topic kind": (
        changed("topics.yaml", "kind: concept", "kind: idea"),
        ("topics.yaml", 6, "must be one of concept"),
    ),
    "a slug that is none": (
        changed("topics.yaml", "slug: gravity", "slug: The Gravity"),
        ("topics.yaml", 4, "“The Gravity”"),
    ),
    "an unknown group": (
        changed("topics.yaml", "group: causes", "group: cause"),
        ("topics.yaml", 7, "no group “cause”. Did you mean “causes”?"),
    ),
    "an unknown related topic": (
        changed("topics.yaml", "[gravity]", "[gravitation]"),
        ("topics.yaml", 13, "no topic “gravitation”"),
    ),
    "a topic twice": (
        changed("topics.yaml", "slug: fishermen", "slug: author"),
        (
            "topics.yaml",
            20,
            "“author” is there a second time. The first is in topics.yaml, line 15.",
        ),
    ),
    "a claim without holder": (
        changed("claims.yaml", "    asserted_by: author\n    ascribed_to: author\n", ""),
        ("claims.yaml", 2, "needs “asserted_by”. Every claim has a holder"),
    ),
    "a claim of an unknown holder": (
        changed("claims.yaml", "ascribed_to: fishermen", "ascribed_to: fisherman"),
        ("claims.yaml", 15, "Did you mean “fishermen”?"),
    ),
    "a quotation with another word": (
        changed("claims.yaml", "quote: the strongest current", "quote: the hardest current"),
        ("claims.yaml", 13, "nearest words there are “the strongest current comes halfway"),
    ),
    "a quotation of another section": (
        changed("claims.yaml", "section: spring-neap", "section: why"),
        ("claims.yaml", 13, "They stand in section “spring-neap”."),
    ),
    "a link to nothing": (
        changed("claims.yaml", "to: c2", "to: c3"),
        ("claims.yaml", 19, "no claim “c3”"),
    ),
    "an unknown relation": (
        changed("claims.yaml", "relation: explains", "relation: proves"),
        ("claims.yaml", 19, "must be one of supports"),
    ),
    "a cell of an unknown holder": (
        changed("positions.yaml", "holder: fishermen", "holder: sailors"),
        ("positions.yaml", 8, "no holder “sailors”"),
    ),
    "a date that is none": (
        changed("timeline.yaml", '"1687"', '"1687-13"'),
        ("timeline.yaml", 3, "A date is a year"),
    ),
    "a date without quotation marks": (
        changed("timeline.yaml", '"1687"', "1687"),
        ("timeline.yaml", 3, "put it in quotation marks"),
    ),
    "an end before the beginning": (
        changed("timeline.yaml", '"1687"', '"1687"\n    until: "1600"'),
        ("timeline.yaml", 4, "before it begins"),
    ),
    "an unknown kind of question": (
        changed("questions/tides.yaml", "kind: cloze", "kind: gap"),
        ("questions/tides.yaml", 17, "must be one of single_choice"),
    ),
    "a choice without right answer": (
        changed("questions/tides.yaml", "The Moon, correct: true", "The Moon"),
        ("questions/tides.yaml", 5, "exactly one"),
    ),
    "a gap without place": (
        changed("questions/tides.yaml", "{{1}}", "{{2}}"),
        ("questions/tides.yaml", 19, "{{2}}"),
    ),
    "a key of another kind": (
        changed("questions/tides.yaml", "    hedge: say\n", "    hedge: say\n    options: []\n"),
        ("questions/tides.yaml", 36, "the question has no key “options”"),
    ),
    "a question without passage": (
        changed(
            "questions/tides.yaml",
            "    cites: [{section: why, quote: The main cause is the Moon}]\n",
            "",
        ),
        ("questions/tides.yaml", 2, "cites no words"),
    ),
    "a question of an unknown section": (
        changed("questions/tides.yaml", "    section: why\n", "    section: whys\n"),
        ("questions/tides.yaml", 10, "Did you mean “why”?"),
    ),
    "a question id twice": (
        changed("questions/tides.yaml", "id: q2", "id: q1"),
        ("questions/tides.yaml", 16, "“q1” is there a second time"),
    ),
}


@pytest.mark.parametrize(
    ("changes", "place"), PROBLEMS.values(), ids=[name.replace(" ", "-") for name in PROBLEMS]
)
def test_that_a_problem_is_told_with_its_file_and_line(tmp_path, changes, place):
    file, line, words = place
    problems = inspect_pack(write_pack(tmp_path, changes)).problems
    told = [problem for problem in problems if words in f"{problem.what} {problem.hint}"]
    assert [(problem.file, problem.line) for problem in told] == [(file, line)], problems


def test_that_words_that_stand_twice_need_a_number(tmp_path):
    twice = changed("sections/01-tides.md", "On most", "The main cause is the Moon. On most")
    write_pack(tmp_path, twice)
    told = inspect_pack(tmp_path).problems
    assert [problem.file for problem in told] == [
        "topics.yaml",
        "claims.yaml",
        "questions/tides.yaml",
    ]
    assert all("stand 2 times" in problem.what for problem in told)

    quoted = "quote: The main cause is the Moon"
    numbered = {
        **twice,
        **changed("topics.yaml", quoted, f"{quoted}\n    nth: 1"),
        **changed("claims.yaml", quoted, f"{quoted}\n    nth: 2"),
        **changed("questions/tides.yaml", quoted, f"{quoted}, nth: 2"),
    }
    pack = read_pack(write_pack(tmp_path, numbered))
    claim = pack.claims[0]
    assert claim.passage is not None
    assert claim.passage.start > 30


def test_that_all_problems_are_told_at_once(tmp_path):
    changes = {
        **changed("claims.yaml", "quote: The main cause", "quote: The chief cause"),
        **changed("positions.yaml", "claims: [c2]", "claims: [c9]"),
        **changed("questions/tides.yaml", "topics: [gravity]", "topics: [graviti]"),
    }
    with pytest.raises(PackError, match=r"line 5.*lists all 3 problems") as caught:
        read_pack(write_pack(tmp_path, changes))
    assert len(caught.value.details["problems"]) == 3


def test_that_pictures_come_with_the_pack(tmp_path):
    text = changed("sections/01-tides.md", "On most", "![A map](assets/map.png) On most")
    pack = read_pack(write_pack(tmp_path, {**text, "assets/map.png": PNG}))
    assert [(asset.name, asset.media_type) for asset in pack.assets] == [
        ("assets/map.png", "image/png")
    ]


def test_that_a_missing_pack_is_named(tmp_path):
    with pytest.raises(NotFound, match="nowhere"):
        read_pack(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"hello"])
def test_that_a_file_that_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "a.carrel").write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"a\.carrel"):
        read_pack(tmp_path / "a.carrel")


@pytest.mark.parametrize("name", ["../evil.yaml", "/etc/evil.yaml", "C:\\evil.yaml", "a\\..\\b.md"])
def test_that_an_entry_that_leads_out_of_the_pack_is_refused(tmp_path, name):
    path = zip_pack(tmp_path / "a.carrel", {name: "x: 1"})
    with pytest.raises(UnreadableFile, match="leads out"):
        read_pack(path)


def test_that_an_entry_that_unpacks_beyond_measure_is_refused(tmp_path):
    path = zip_pack(tmp_path / "a.carrel", {"sections/02-zero.md": b"\0" * 5_000_000})
    with pytest.raises(UnreadableFile, match="too large"):
        read_pack(path)


def test_that_a_link_out_of_the_folder_is_refused(tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret {#secret}\n\nwords")
    folder = write_pack(tmp_path / "pack")
    (folder / "sections" / "02.md").symlink_to(secret)
    with pytest.raises(UnreadableFile, match="leads out"):
        read_pack(folder)


def test_that_files_that_are_no_part_of_a_pack_do_not_change_it(tmp_path):
    before = read_pack(write_pack(tmp_path)).content_hash
    write_pack(tmp_path, {"README.md": "hello", "sections/.DS_Store": b"\0", "sections/x.bak": ""})
    assert read_pack(tmp_path).content_hash == before


def test_that_the_hash_names_contents_and_paths():
    one = files.hash_of({"a": b"1", "b": b"2"})
    assert files.hash_of({"b": b"2", "a": b"1"}) == one
    assert files.hash_of({"a": b"12", "b": b""}) != one
    assert files.hash_of({"a": b"2", "b": b"1"}) != one
