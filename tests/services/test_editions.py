"""A newer edition of a pack keeps everything that the student made, and says what became of it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from carrel.domain.annotations import AnnotationFilter, Colour
from carrel.domain.backup_plan import Occasion
from carrel.domain.changes import Change
from carrel.domain.editions import Installation
from carrel.domain.errors import InputError, LibraryUnavailable, NotFound
from carrel.domain.ids import MaterialId, QuestionId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.questions.question import Question
from carrel.domain.quiz_session import SessionPlan
from carrel.domain.reading import ReadingPlace
from carrel.domain.text.locate import Outcome
from carrel.services.annotating import Annotating
from carrel.services.desk import Desk
from carrel.services.editions import Editions
from carrel.services.pack_installing import PackInstalling
from carrel.services.quizzing import Quizzing
from carrel.services.reading import Reading
from carrel.storage.journal import Journal
from carrel.storage.material_store import MaterialStore
from carrel.storage.override_store import OverrideStore
from carrel.storage.question_store import QuestionStore
from packs import write_pack
from question_samples import question
from sample_library import new_desk

RIVER = MaterialId("river")
BANK, MOUTH, LOST = (SectionId(f"river/{slug}") for slug in ("bank", "mouth", "lost"))

FIRST = """\
# The bank {#bank}

The old mill stands by the water. 😀 Its wheel has not turned since the flood.

Willows grow along the lower bank, and herons fish beneath them in the evening.

The ferryman charges two coins for the crossing and tells every guest the same story.

# The mouth {#mouth}

Where the river meets the sea the water turns brackish and the mud is rich in worms.

# What is lost {#lost}

Of the wooden bridge nothing is left but two stone piers that stand in the current.

A pilgrim once wrote that seven bells could be heard from the far side of the valley.
"""

# The mill's paragraph stands lower now, the willows are told otherwise, the ferryman has moved to
# the mouth, the bells to a new section, and the bridge has gone with its section.
SECOND = """\
# The bank {#bank}

A new paragraph greets the reader before anything else is said about this place.

Willows and alders grow along the lower bank, and grey herons fish there in the evening.

The old mill stands by the water. 😀 Its wheel has not turned since the flood.

# The mouth {#mouth}

Where the river meets the sea the water turns brackish and the mud is rich in worms.

The ferryman charges two coins for the crossing and tells every guest the same story.

# Sounds {#sounds}

A pilgrim once wrote that seven bells could be heard from the far side of the valley.
"""

MILL = "Its wheel has not turned"
WILLOWS = "Willows grow along the lower bank, and herons fish beneath them"
FERRYMAN = "charges two coins for the crossing"
WORMS = "the mud is rich in worms"
BRIDGE = "nothing is left but two stone piers"
BELLS = "seven bells could be heard"


def questions(*asked: tuple[str, str, str, str]) -> str:
    return "questions:\n" + "".join(
        f"  - id: {id_}\n    kind: short_answer\n    prompt: {prompt}\n    accept: [wheel]\n"
        f"    support: inferred\n    cites: [{{section: {section}, quote: '{quote}'}}]\n"
        for id_, prompt, section, quote in asked
    )


def edition(number: int, text: str, asked: str) -> dict[str, str | bytes]:
    return {
        "pack.yaml": f"format: 1\nid: river\nedition: {number}\ntitle: A river\nlanguage: en\n",
        "sections/01-tides.md": text,
        "topics.yaml": "topics:\n  - {slug: mill, name: mill, kind: place}\n",
        "claims.yaml": "",
        "positions.yaml": "",
        "timeline.yaml": "",
        "questions/tides.yaml": asked,
    }


FIRST_QUESTIONS = questions(
    ("q1", "What stands still?", "bank", MILL),
    ("q2", "What does it cost?", "bank", FERRYMAN),
    ("q3", "What is left?", "lost", BRIDGE),
    ("q4", "What was there?", "lost", BRIDGE),
)
SECOND_QUESTIONS = questions(
    ("q1", "What no longer turns?", "bank", MILL),
    ("q2", "What does it cost?", "mouth", FERRYMAN),
    ("q5", "What is heard?", "sounds", BELLS),
)


@pytest.fixture
def desk():
    desk = new_desk()
    yield desk
    desk.database.close()


@pytest.fixture
def packs(tmp_path):
    return [
        write_pack(tmp_path / "1", edition(1, FIRST, FIRST_QUESTIONS)),
        write_pack(tmp_path / "2", edition(2, SECOND, SECOND_QUESTIONS)),
        write_pack(tmp_path / "3", edition(3, FIRST, FIRST_QUESTIONS)),
    ]


def highlight(desk: Desk, section: SectionId, quote: str, note: str = "") -> str:
    return (
        Annotating(desk)
        .annotate_quotation(section, quote, nth=None, colour=Colour.IMPORTANT, note=note)
        .id
    )


def edit(desk: Desk, key: str, prompt: str) -> None:
    with desk.action("Edit question", Change.QUESTIONS) as action:
        OverrideStore(desk.database).change(
            action, "question", key, "prompt", prompt, at=desk.clock()
        )


def get(desk: Desk, key: str) -> Question:
    return QuestionStore(desk.database).get(QuestionId(key))


def words_at(desk: Desk, key: str) -> str:
    """The words of the text that an annotation stands on."""
    annotation = next(
        one.annotation
        for one in Annotating(desk).listed(AnnotationFilter())
        if one.annotation.id == key
    )
    assert annotation.passage is not None
    text = MaterialStore(desk.database).section(annotation.section).text
    return text[annotation.passage.start : annotation.passage.end]


def test_that_highlights_follow_their_words(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    mill = highlight(desk, BANK, MILL, "still?")
    willows = highlight(desk, BANK, WILLOWS)
    ferryman = highlight(desk, BANK, FERRYMAN)
    worms = highlight(desk, MOUTH, WORMS)
    bells = highlight(desk, LOST, BELLS)
    bridge = highlight(desk, LOST, BRIDGE, "why?")

    installed = service.install(packs[1])

    assert installed.outcome is Installation.UPDATED
    changes = installed.changes
    assert changes is not None
    assert {one.key: one.outcome for one in changes.carried} == {
        mill: Outcome.MOVED,
        willows: Outcome.ALTERED,
        ferryman: Outcome.MOVED,
        worms: Outcome.EXACT,
        bells: Outcome.MOVED,
        bridge: Outcome.ORPHANED,
    }
    assert words_at(desk, mill) == MILL
    assert words_at(desk, ferryman) == FERRYMAN
    assert words_at(desk, bells) == BELLS
    assert "alders grow along the lower bank" in words_at(desk, willows)
    assert words_at(desk, worms) == WORMS
    after = {one.key: one.after for one in changes.carried}
    assert after[ferryman] is not None
    assert after[ferryman].section == MOUTH
    assert after[bells] is not None
    assert after[bells].section == "river/sounds"
    assert changes.count(Outcome.MOVED) == 3
    (orphan,) = changes.orphans
    assert orphan.before.quote == BRIDGE


def test_that_an_orphan_keeps_its_words_and_note_and_comes_back_with_them(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    bridge = highlight(desk, LOST, BRIDGE, "why?")
    service.install(packs[1])

    (listed,) = Annotating(desk).listed(AnnotationFilter(only_orphans=True))
    assert listed.annotation.id == bridge
    assert listed.annotation.note == "why?"
    assert listed.annotation.passage is not None
    assert listed.annotation.passage.quote == BRIDGE

    service.install(packs[2])
    assert words_at(desk, bridge) == BRIDGE
    assert Annotating(desk).listed(AnnotationFilter(only_orphans=True)) == ()


def test_that_text_and_questions_are_those_of_the_new_edition(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    changes = service.install(packs[1]).changes

    store = MaterialStore(desk.database)
    assert [entry.id for entry in store.outline(RIVER)] == [
        "river/bank",
        "river/mouth",
        "river/sounds",
    ]
    assert store.material(RIVER).edition == 2
    with pytest.raises(NotFound):
        store.section(LOST)
    asked = QuestionStore(desk.database).of_material(RIVER)
    assert [(one.id, one.prompt) for one in asked] == [
        ("river/q1", "What no longer turns?"),
        ("river/q2", "What does it cost?"),
        ("river/q5", "What is heard?"),
    ]
    assert asked[1].section == MOUTH
    for one in asked:
        text = store.section(one.passages[0].section).text
        assert text[one.passages[0].start : one.passages[0].end] == one.passages[0].quote
    assert changes is not None
    assert (changes.from_edition, changes.to_edition) == (1, 2)
    assert (changes.sections_added, changes.sections_changed, changes.sections_removed) == (1, 2, 1)
    assert changes.questions_added == 1
    assert changes.questions_changed == 2
    assert changes.questions_removed == 2


def test_that_reviews_and_memory_stay(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    quizzing = Quizzing(desk)
    session = quizzing.start(SessionPlan(size=4))
    for _ in range(4):
        turn = quizzing.standing(session).turn
        assert turn is not None
        quizzing.answer(turn, turn.question.solution(part=turn.part), confidence=None, seconds=4)
        quizzing.go_on(session)
    remembered = [tuple(row) for row in desk.database.rows("SELECT * FROM memory ORDER BY id")]
    reviews = [tuple(row) for row in desk.database.rows("SELECT * FROM review ORDER BY id")]
    assert len(remembered) == len(reviews) == 4

    service.install(packs[1])
    service.install(packs[2])

    assert [tuple(row) for row in desk.database.rows("SELECT * FROM memory ORDER BY id")][
        :4
    ] == remembered
    assert [tuple(row) for row in desk.database.rows("SELECT * FROM review ORDER BY id")] == reviews
    assert get(desk, "river/q3").prompt == "What is left?"


def test_that_own_questions_stay_and_follow_their_words(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    passage = get(desk, "river/q2").passages[0]
    own = question(
        "short_answer",
        "mine",
        material="river",
        section="bank",
        passages=(passage,),
        origin=Origin.OWN,
    )
    QuestionStore(desk.database).add_question(own, at=desk.clock())

    changes = service.install(packs[1]).changes

    kept = get(desk, own.id)
    assert kept.passages[0].quote == FERRYMAN
    assert kept.passages[0].section == MOUTH
    assert kept.section == MOUTH
    assert changes is not None
    assert [(one.thing, one.outcome) for one in changes.carried] == [("question", Outcome.MOVED)]


def test_that_an_edit_stays_in_force_and_both_changes_are_told(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    edit(desk, "river/q1", "Why does the wheel stand still?")
    edit(desk, "river/q2", "How much is it?")

    changes = service.install(packs[1]).changes

    assert get(desk, "river/q1").prompt == "Why does the wheel stand still?"
    assert get(desk, "river/q2").prompt == "How much is it?"
    assert changes is not None
    (both,) = changes.edited_by_both
    assert (both.thing, both.key, both.field) == ("question", "river/q1", "prompt")
    assert both.own_value == "Why does the wheel stand still?"
    assert both.author_value == "What no longer turns?"


def test_that_the_student_may_take_the_authors_version_and_undo_that(desk, packs):
    service, editions = PackInstalling(desk), Editions(desk)
    service.install(packs[0])
    edit(desk, "river/q1", "Why does the wheel stand still?")
    service.install(packs[1])

    editions.take_authors(editions.edited_by_both(RIVER))
    assert get(desk, "river/q1").prompt == "What no longer turns?"
    assert editions.edited_by_both(RIVER) == ()

    Journal(desk.database).undo()
    assert get(desk, "river/q1").prompt == "Why does the wheel stand still?"
    assert len(editions.edited_by_both(RIVER)) == 1


def test_that_an_own_version_that_is_kept_is_asked_about_only_when_the_author_changes_more(
    desk, packs
):
    service, editions = PackInstalling(desk), Editions(desk)
    service.install(packs[0])
    edit(desk, "river/q1", "Why does the wheel stand still?")
    service.install(packs[1])

    editions.keep_own(editions.edited_by_both(RIVER))
    assert get(desk, "river/q1").prompt == "Why does the wheel stand still?"
    assert editions.edited_by_both(RIVER) == ()

    service.install(packs[2])
    assert get(desk, "river/q1").prompt == "Why does the wheel stand still?"
    (both,) = editions.edited_by_both(RIVER)
    assert both.author_value == "What stands still?"


def test_that_changing_back_to_the_authors_words_ends_the_edit(desk, packs):
    PackInstalling(desk).install(packs[0])
    edit(desk, "river/q1", "Why?")
    edit(desk, "river/q1", "Why not?")
    assert [row["value"] for row in desk.database.rows("SELECT value FROM override")] == [
        "Why not?"
    ]
    edit(desk, "river/q1", "What stands still?")
    assert desk.database.rows("SELECT * FROM override") == []


def test_that_an_edit_that_the_author_now_makes_too_is_no_edit_any_more(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    edit(desk, "river/q1", "What no longer turns?")
    changes = service.install(packs[1]).changes
    assert changes is not None
    assert changes.edited_by_both == ()
    assert desk.database.rows("SELECT * FROM override") == []


def test_that_an_edited_question_that_the_author_dropped_stays_as_the_students_own(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    edit(desk, "river/q3", "What remains of the bridge?")

    changes = service.install(packs[1]).changes

    kept = get(desk, "river/q3")
    assert (kept.prompt, kept.origin) == ("What remains of the bridge?", Origin.OWN)
    assert changes is not None
    assert changes.kept_questions == ("river/q3",)
    assert [one.outcome for one in changes.carried] == [Outcome.ORPHANED]


def test_that_what_the_student_deleted_does_not_come_back(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    with desk.action("Delete question", Change.QUESTIONS) as action:
        row_id = QuestionStore(desk.database).row_id(QuestionId("river/q1"))
        action.update("question", row_id, {"deleted_at": "2026-03-02T10:00:00+00:00"})
    service.install(packs[1])
    service.install(packs[2])
    with pytest.raises(NotFound):
        get(desk, "river/q1")
    assert get(desk, "river/q3").prompt == "What is left?"


def test_that_the_place_reached_and_the_read_marks_stay(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    reading = Reading(desk)
    text = MaterialStore(desk.database).section(BANK).text
    reading.remember_place(ReadingPlace(BANK, text.index("The ferryman")))
    reading.mark((MOUTH,), is_read=True)

    service.install(packs[1])

    place = reading.start(RIVER)
    assert place.section == MOUTH
    new = MaterialStore(desk.database).section(MOUTH).text
    assert new[place.offset :].startswith("The ferryman")
    outline = MaterialStore(desk.database).outline(RIVER)
    assert [entry.is_read for entry in outline] == [False, True, False]


def test_that_topics_are_found_anew(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    service.install(packs[1])
    (row,) = desk.database.rows('SELECT start, "end" FROM mention')
    text = MaterialStore(desk.database).section(BANK).text
    assert text[row["start"] : row["end"]] == "mill"


def test_that_an_older_edition_changes_nothing(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[1])
    installed = service.install(packs[0])
    assert installed.outcome is Installation.OLDER
    assert installed.summary.material.edition == 2
    assert MaterialStore(desk.database).outline(RIVER)[2].id == "river/sounds"


def test_that_another_pack_with_the_same_edition_number_is_refused(desk, packs, tmp_path):
    service = PackInstalling(desk)
    service.install(packs[0])
    other = write_pack(tmp_path / "other", edition(1, SECOND, SECOND_QUESTIONS))
    with pytest.raises(InputError, match="larger edition number"):
        service.install(other)
    assert MaterialStore(desk.database).outline(RIVER)[2].id == LOST


def test_that_a_newer_bundled_edition_comes_in_at_the_next_start(desk, packs):
    service = PackInstalling(desk)
    service.install_bundled([packs[0]])
    mill = highlight(desk, BANK, MILL)
    assert service.install_bundled([packs[1]]) == (RIVER,)
    assert words_at(desk, mill) == MILL
    assert service.install_bundled([packs[0]]) == ()
    assert MaterialStore(desk.database).material(RIVER).edition == 2


def test_that_installing_an_edition_fails_as_a_whole(desk, packs):
    service = PackInstalling(desk)
    service.install(packs[0])
    mill = highlight(desk, BANK, MILL)
    desk.database.write(
        "CREATE TRIGGER full BEFORE INSERT ON mention BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        service.install(packs[1])
    assert MaterialStore(desk.database).material(RIVER).edition == 1
    assert words_at(desk, mill) == MILL
    assert get(desk, "river/q3").prompt == "What is left?"


def test_that_a_copy_is_kept_before_a_newer_edition_and_without_one_nothing_changes(packs):
    kept: list[Occasion] = []
    desk = new_desk()
    PackInstalling(desk).install(packs[0])
    PackInstalling(replace(desk, keep_copy=kept.append)).install(packs[1])
    assert kept == [Occasion.EDITION]
    desk.database.close()


def test_that_an_edition_waits_for_a_backup_that_can_be_made(packs):
    def fail(_occasion: Occasion) -> None:
        raise LibraryUnavailable("The disk is full.")

    desk = new_desk()
    PackInstalling(desk).install(packs[0])
    with pytest.raises(LibraryUnavailable):
        PackInstalling(replace(desk, keep_copy=fail)).install(packs[1])
    assert MaterialStore(desk.database).material(RIVER).edition == 1
    desk.database.close()
