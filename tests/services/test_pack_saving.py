"""What a student has made of a text leaves as a study pack, checked, and opens elsewhere."""

from __future__ import annotations

import base64
import itertools
from dataclasses import replace

import pytest

from carrel.domain.annotations import Colour
from carrel.domain.claims import Certainty, LinkKind
from carrel.domain.editions import Installation
from carrel.domain.errors import Cancelled, InputError
from carrel.domain.ids import MaterialId, SectionId, TopicId
from carrel.domain.pack_saving import Part
from carrel.domain.packs import Pack, PackThing
from carrel.domain.questions.body import Kind
from carrel.domain.reading import TextRange
from carrel.domain.topics import TopicKind
from carrel.formats.pack.check import check_pack
from carrel.formats.pack.read import read_pack
from carrel.services.annotating import Annotating
from carrel.services.claim_editing import ClaimEditing
from carrel.services.desk import Desk
from carrel.services.importing import Importing
from carrel.services.pack_installing import PackInstalling
from carrel.services.pack_saving import PackDraft, PackSaving
from carrel.services.question_writing import QuestionWriting
from carrel.services.topic_editing import TopicDraft, TopicEditing
from carrel.storage.database import open_in_memory
from carrel.storage.study_work_store import StudyWorkStore
from carrel.system.resources import bundled_packs
from fakes import FrozenClock
from question_samples import SAMPLES

PIXEL = b"\x89PNG\r\n\x1a\n" + b"not decoded, only kept" * 20
RIVER = f"""<html lang="en"><head><title>River towns</title></head><body>
<h1>Why towns grew</h1>
<p>Mills need water. Merchants say that a bridge brings trade, and trade brings walls.</p>
<p><img src="data:image/png;base64,{base64.b64encode(PIXEL).decode()}"></p>
<p>Mills need water. So the first mills stood by the river.</p>
<h2>What changed</h2>
<p>The railway seems to have ended the trade on the river.</p>
<h1>Что было потом</h1>
<p>Город вырос.</p>
</body></html>"""
RIVER_ID = MaterialId("river-towns")
TALKS = MaterialId("macron-putin")


def a_desk() -> Desk:
    ids = itertools.count()
    return Desk(open_in_memory(), FrozenClock(), lambda: f"0f9d6c1e-0000-4000-8000-{next(ids):012}")


@pytest.fixture
def desk():
    desk = a_desk()
    yield desk
    desk.database.close()


@pytest.fixture
def elsewhere():
    desk = a_desk()
    yield desk
    desk.database.close()


@pytest.fixture
def saving(desk) -> PackSaving:
    return PackSaving(desk)


def text_of(desk: Desk, section: str) -> str:
    return desk.database.value("SELECT text FROM section WHERE key = ?", (f"{RIVER_ID}/{section}",))


def range_of(desk: Desk, section: str, words: str) -> TextRange:
    start = text_of(desk, section).index(words)
    return TextRange(SectionId(f"{RIVER_ID}/{section}"), start, start + len(words))


def ask(desk: Desk, kind: str, words: str, *, section="why-towns-grew", **more: object):
    place = range_of(desk, section, words)
    writing = QuestionWriting(desk)
    draft = writing.draft_from(place.section, place.start, place.end)
    body = more.pop("body", SAMPLES[kind])
    prompt = f"About {kind}?"
    draft = replace(draft, kind=Kind(kind), prompt=prompt, body=body, tags=("river",), **more)
    return writing.create(draft)


@pytest.fixture
def river(desk, tmp_path) -> MaterialId:
    """An imported text with topics, claims, a link between them, and questions of all kinds."""
    file = tmp_path / "river.html"
    file.write_text(RIVER, encoding="utf-8")
    (made,) = Importing(desk).import_files([file])
    assert made.summary is not None, made.error
    topics = TopicEditing(desk)
    author = topics.add(RIVER_ID, TopicDraft("The author", TopicKind.PERSON, "People", (), ""))
    trade = topics.add(
        RIVER_ID, TopicDraft("trade", TopicKind.CONCEPT, "Causes", ("merchants",), "Buying.")
    )
    claims = ClaimEditing(desk)
    both = [
        claims.add(
            range_of(desk, section, words),
            words,
            asserted_by=author,
            ascribed_to=author,
            certainty=certainty,
        )
        for section, words, certainty in (
            ("why-towns-grew", "a bridge brings trade", Certainty.REPORTED),
            ("what-changed", "The railway seems to have ended the trade", Certainty.INFERRED),
        )
    ]
    claims.link(both[0], LinkKind.EXPLAINS, both[1], why="Both are about trade.")
    for kind in SAMPLES:
        ask(desk, kind, "a bridge brings trade", topics=(trade,), claims=(both[0],))
    return RIVER_ID


def drafted(saving: PackSaving, material: MaterialId, **details: object) -> PackDraft:
    offer = saving.offer(material)
    words = dict.fromkeys(_pictures(saving, material), "A dot")
    words |= offer.choice.picture_words
    return saving.draft(
        material,
        replace(offer.details, **details),
        replace(offer.choice, picture_words=words),
    )


def _pictures(saving: PackSaving, material: MaterialId) -> set[str]:
    offer = saving.offer(material)
    problems = saving.draft(material, offer.details, offer.choice).problems
    return {one.picture for one in problems if one.picture}


def contents(desk: Desk, material: MaterialId = RIVER_ID) -> Pack:
    """A material as it is, without what differs between two libraries of the same."""
    pack = StudyWorkStore(desk.database).work(material).contents
    return replace(pack, content_hash="", assets=tuple(sorted(pack.assets, key=lambda a: a.name)))


def test_that_a_saved_pack_opens_elsewhere_with_all_that_was_made(
    saving, desk, river, elsewhere, tmp_path
):
    draft = drafted(saving, river, title="Towns", authors=("A. Teacher",), licence="CC BY 4.0")
    saving.save(draft, tmp_path / "towns.carrel")
    assert check_pack(tmp_path / "towns.carrel").counts["questions"] == len(SAMPLES)
    installed = PackInstalling(elsewhere).install(tmp_path / "towns.carrel")
    assert installed.outcome is Installation.ADDED

    before, after = contents(desk), contents(elsewhere)
    assert (after.material.title, after.material.authors) == ("Towns", ("A. Teacher",))
    assert after.material.licence == "CC BY 4.0"
    assert [(one.id, one.title, one.level, one.text) for one in after.sections] == [
        (one.id, one.title, one.level, one.text) for one in before.sections
    ]
    assert after.assets == before.assets
    assert [(t.name, t.kind, t.aliases, t.definition) for t in after.topics] == [
        (t.name, t.kind, t.aliases, t.definition) for t in before.topics
    ]
    assert [group.name for group in after.groups] == ["People", "Causes"]
    assert [(c.statement, c.passage, c.certainty) for c in after.claims] == [
        (c.statement, c.passage, c.certainty) for c in before.claims
    ]
    assert [(link.kind, link.why) for link in after.links] == [
        (LinkKind.EXPLAINS, "Both are about trade.")
    ]
    assert [(q.prompt, q.body, q.passages, q.tags, q.section) for q in after.questions] == [
        (q.prompt, q.body, q.passages, q.tags, q.section) for q in before.questions
    ]
    names = {topic.id: topic.name for topic in after.topics}
    assert {names[topic] for question in after.questions for topic in question.topics} == {"trade"}
    assert all(len(question.claims) == 1 for question in after.questions)


def test_that_the_bundled_pack_with_its_positions_and_timeline_opens_as_it_was(
    saving, desk, elsewhere, tmp_path
):
    PackInstalling(desk).install_bundled(bundled_packs())
    draft = drafted(saving, TALKS)
    assert draft.problems == ()
    saving.save(draft, tmp_path / "talks.carrel")
    PackInstalling(elsewhere).install(tmp_path / "talks.carrel")
    before, after = contents(desk, TALKS), contents(elsewhere, TALKS)
    assert after == replace(before, material=replace(before.material, edition=2))


def test_that_ids_stay_when_a_pack_is_saved_again_and_its_edition_goes_up(saving, river, tmp_path):
    editions = []
    for name in ("one", "two"):
        saving.save(drafted(saving, river), tmp_path / f"{name}.carrel")
        editions.append(read_pack(tmp_path / f"{name}.carrel"))
    one, two = editions
    assert (one.material.edition, two.material.edition) == (1, 2)
    assert replace(two, material=one.material, content_hash=one.content_hash) == one


def test_that_a_reader_of_the_first_edition_keeps_notes_in_the_second(
    saving, desk, river, elsewhere, tmp_path
):
    saving.save(drafted(saving, river), tmp_path / "one.carrel")
    PackInstalling(elsewhere).install(tmp_path / "one.carrel")
    place = range_of(elsewhere, "why-towns-grew", "by the river")
    (note,) = Annotating(elsewhere).mark([place], colour=Colour.IMPORTANT)

    ask(desk, "flashcard", "ended the trade", section="what-changed")
    newer = tmp_path / "newer.html"
    newer.write_text(RIVER.replace("<p>Mills need", "<p>At first. Mills need", 1), encoding="utf-8")
    Importing(desk).update(river, newer)
    saving.save(drafted(saving, river), tmp_path / "two.carrel")
    installed = PackInstalling(elsewhere).install(tmp_path / "two.carrel")
    assert installed.outcome is Installation.UPDATED
    assert (installed.changes.questions_added, installed.changes.questions_removed) == (1, 0)
    (kept,) = Annotating(elsewhere).in_sections([place.section])
    assert (kept.id, kept.passage.quote) == (note.id, "by the river")
    assert kept.passage.start == place.start + len("At first. ")


def test_that_what_was_said_and_chosen_is_suggested_the_next_time(saving, river, tmp_path):
    offer = saving.offer(river)
    assert (offer.details.title, offer.details.edition) == ("River towns", 1)
    details = replace(offer.details, title=" The  towns ", licence="CC0 1.0", description="Short.")
    choice = replace(offer.choice, parts=frozenset({Part.TOPICS}))
    saving.save(saving.draft(river, details, choice), tmp_path / "a.carrel")
    again = saving.offer(river)
    assert again.details == replace(details, title="The towns", edition=2)
    assert again.choice == choice
    assert again.saved == 1


def test_that_what_is_remembered_without_saving_makes_no_edition(saving, river):
    offer = saving.offer(river)
    saving.remember(river, replace(offer.details, title="Half done"), offer.choice)
    assert saving.offer(river).details == replace(offer.details, title="Half done")


def test_that_only_the_chosen_parts_go_in(saving, river, tmp_path):
    offer = saving.offer(river)
    choice = replace(offer.choice, parts=frozenset({Part.QUESTIONS}))
    saving.save(saving.draft(river, offer.details, choice), tmp_path / "a.carrel")
    pack = read_pack(tmp_path / "a.carrel")
    assert (pack.topics, pack.claims, pack.links, pack.groups) == ((), (), (), ())
    assert len(pack.questions) == len(SAMPLES)


def test_that_a_distractor_equal_to_the_answer_is_a_fault_told_beside_its_question(
    saving, desk, river, tmp_path
):
    options = [{"text": "1,000", "correct": True}, {"text": "1 000"}, {"text": "Wars"}]
    key = ask(desk, "single_choice", "a bridge", body={"options": options})
    draft = drafted(saving, river)
    (fault,) = draft.file.faults
    assert (fault.thing, fault.key) == (PackThing.QUESTION, key)
    assert "is equal to the answer" in fault.what
    with pytest.raises(InputError, match="is equal to the answer"):
        saving.save(draft, tmp_path / "a.carrel")
    assert not (tmp_path / "a.carrel").exists()

    mended = saving.draft(river, draft.details, saving.without_faults(draft))
    assert mended.file.faults == ()
    saving.save(mended, tmp_path / "a.carrel")
    assert len(read_pack(tmp_path / "a.carrel").questions) == len(SAMPLES)


def test_that_a_claim_without_a_holder_and_a_question_without_words_are_faults(saving, desk, river):
    desk.database.write("UPDATE claim SET ascribed_to = NULL WHERE certainty = 'reported'")
    key = desk.database.value("SELECT key FROM question ORDER BY id LIMIT 1")
    desk.database.write(
        "DELETE FROM question_passage WHERE question_id = (SELECT id FROM question WHERE key = ?)",
        (key,),
    )
    claim, question = drafted(saving, river).file.faults
    assert (claim.thing, claim.name) == (PackThing.CLAIM, "a bridge brings trade")
    assert "no holder" in claim.what
    assert (question.key, question.what) == (key, "it names no words of the text that answer it.")


def test_that_claims_told_by_the_text_itself_are_saved_as_the_authors(
    saving, desk, river, elsewhere, tmp_path
):
    crowd = TopicEditing(desk).add(river, TopicDraft("Some", TopicKind.GROUP))
    for words, holder in (("Mills need water", TopicId("")), ("trade brings walls", crowd)):
        ClaimEditing(desk).add(
            range_of(desk, "why-towns-grew", words),
            words,
            asserted_by=TopicId(""),
            ascribed_to=holder,
            certainty=Certainty.INFERRED,
        )
    draft = drafted(saving, river)
    assert draft.file.faults == ()
    remark = draft.problems[-1]
    assert (remark.thing, remark.name) == (PackThing.CLAIM, "Mills need water")
    assert "nobody is named who says it" in remark.what
    saving.save(draft, tmp_path / "a.carrel")
    PackInstalling(elsewhere).install(tmp_path / "a.carrel")

    pack = contents(elsewhere)
    names = {topic.id: topic.name for topic in pack.topics}
    assert {
        one.statement: (names[one.asserted_by], names[one.ascribed_to]) for one in pack.claims
    } == {
        "a bridge brings trade": ("The author", "The author"),
        "The railway seems to have ended the trade": ("The author", "The author"),
        "Mills need water": ("The author", "The author"),
        "trade brings walls": ("The author", "Some"),
    }
    assert sorted(names.values()) == ["Some", "The author", "trade"]


def test_that_a_picture_without_words_is_told_and_words_can_be_given(saving, river, tmp_path):
    offer = saving.offer(river)
    draft = saving.draft(river, offer.details, offer.choice)
    (remark,) = [one for one in draft.problems if one.picture]
    assert (remark.thing, remark.name) == (PackThing.SECTION, "Why towns grew")
    assert not remark.is_fault
    choice = replace(offer.choice, picture_words={remark.picture: "A [small] dot"})
    saving.save(saving.draft(river, offer.details, choice), tmp_path / "a.carrel")
    assert (
        f"![A (small) dot]({remark.picture})"
        in read_pack(tmp_path / "a.carrel").sections[0].markdown
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "  "}, "needs a title"),
        ({"name": MaterialId("River Towns")}, "as in river-towns"),
        ({"edition": 0}, "counted from 1"),
    ],
)
def test_that_an_unfit_title_page_is_refused_in_one_sentence(saving, river, fields, words):
    with pytest.raises(InputError, match=words):
        drafted(saving, river, **fields)


def test_that_a_pack_may_have_another_name_than_its_material(saving, river, elsewhere, tmp_path):
    draft = drafted(saving, river, name=MaterialId("towns"))
    saving.save(draft, tmp_path / "a.carrel")
    installed = PackInstalling(elsewhere).install(tmp_path / "a.carrel")
    assert installed.summary.material.id == "towns"
    assert installed.summary.questions == len(SAMPLES)


def test_that_a_place_that_cannot_be_written_leaves_what_was_there(saving, river, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        saving.save(drafted(saving, river), tmp_path / "file" / "a.carrel")
    assert saving.offer(river).saved == 0


def test_that_a_stopped_draft_leaves_nothing(saving, river):
    def stop(_: float) -> None:
        raise Cancelled

    offer = saving.offer(river)
    with pytest.raises(Cancelled):
        saving.draft(river, offer.details, offer.choice, stop)
    assert saving.offer(river) == offer


def test_that_a_chosen_cover_keeps_no_pack_from_being_opened(saving, desk, river, tmp_path):
    from carrel.services.title_pages import TitlePages

    TitlePages(desk).set_cover(river, PIXEL, "image/png")
    saving.save(drafted(saving, river), tmp_path / "a.carrel")
    assert [asset.name for asset in read_pack(tmp_path / "a.carrel").assets] == [
        "assets/picture-1.png"
    ]


def test_that_a_pack_saved_here_brings_nothing_twice_when_it_is_opened_here(
    saving, desk, river, tmp_path
):
    saving.save(drafted(saving, river), tmp_path / "a.carrel")
    installed = PackInstalling(desk).install(tmp_path / "a.carrel")
    assert installed.outcome is Installation.ALREADY_THERE
    assert installed.summary.material.id == river
    assert desk.database.value("SELECT count(*) FROM material") == 1


def test_that_a_pack_of_a_text_that_was_imported_already_stands_beside_it_and_takes_editions(
    saving, river, elsewhere, tmp_path
):
    Importing(elsewhere).import_files([tmp_path / "river.html"])
    outcomes = []
    for edition in (1, 2):
        saving.save(drafted(saving, river, description=f"The {edition}."), tmp_path / "a.carrel")
        installed = PackInstalling(elsewhere).install(tmp_path / "a.carrel")
        outcomes.append((installed.outcome, installed.summary.material.id))
    assert outcomes == [
        (Installation.ADDED, "river-towns-2"),
        (Installation.UPDATED, "river-towns-2"),
    ]
    assert contents(elsewhere, MaterialId("river-towns-2")).material.edition == 2
