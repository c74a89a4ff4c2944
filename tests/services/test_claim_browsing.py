"""The bundled claims can be listed, filtered, followed and laid out as a positions table."""

from __future__ import annotations

import csv
import io
import itertools

import pytest
import yaml

from carrel.domain.claim_ledger import ClaimFilter, Standing, narrowed_claims
from carrel.domain.claims import Certainty, LinkKind
from carrel.domain.errors import InputError, NotFound
from carrel.domain.ids import ClaimId, MaterialId, SectionId, TopicId
from carrel.domain.positions import NO_POSITION, compared, sheet
from carrel.services.claim_browsing import ClaimBrowsing
from carrel.services.desk import Desk
from carrel.services.pack_installing import PackInstalling
from carrel.storage.database import open_in_memory
from carrel.system.resources import bundled_packs
from fakes import FrozenClock

TALKS = MaterialId("macron-putin")
MACRON, PUTIN, AUTHOR = (TopicId(f"macron-putin/{name}") for name in ("macron", "putin", "author"))


@pytest.fixture(scope="module")
def desk():
    database = open_in_memory()
    ids = itertools.count()
    desk = Desk(database, FrozenClock(), lambda: f"id-{next(ids)}")
    PackInstalling(desk).install_bundled(bundled_packs())
    yield desk
    database.close()


@pytest.fixture(scope="module")
def browsing(desk):
    return ClaimBrowsing(desk)


@pytest.fixture(scope="module")
def ledger(browsing):
    return browsing.ledger(TALKS)


@pytest.fixture(scope="module")
def source():
    path = next(path for path in bundled_packs() if path.name == "macron-putin")
    return yaml.safe_load((path / "positions.yaml").read_text(encoding="utf-8"))


def listed(ledger, **wanted):
    entries = narrowed_claims(ledger, ClaimFilter(**wanted))
    return [entry.claim.id.partition("/")[2] for entry in entries]


def test_that_the_ledger_holds_every_claim_with_its_words(ledger):
    assert len(ledger.entries) == 137
    assert all(entry.claim.passage and entry.asserter and entry.holder for entry in ledger.entries)


def test_that_what_the_author_says_of_putin_is_not_what_putin_says(ledger):
    said_by_putin = listed(ledger, asserted_by=PUTIN)
    said_of_putin = listed(ledger, ascribed_to=PUTIN)
    assert said_by_putin == ["PP05"]
    assert "PP07" in said_of_putin
    assert len(said_of_putin) == 8
    pp07 = next(entry for entry in ledger.entries if entry.claim.id.endswith("PP07"))
    assert (pp07.is_ascribed, pp07.asserter) == (True, "The author of the article")


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"certainty": Certainty.SPECULATIVE}, 20),
        ({"certainty": Certainty.REPORTED, "asserted_by": MACRON}, 8),
        ({"text": "xyzzy"}, 0),
        ({"asserted_by": AUTHOR, "ascribed_to": MACRON}, 4),
    ],
)
def test_that_filters_leave_what_all_of_them_let_through(ledger, wanted, count):
    assert len(listed(ledger, **wanted)) == count


def test_that_the_words_of_a_filter_are_found_without_accents_or_case(ledger):
    assert "IN01" in listed(ledger, text="EMMANUEL presidents")


def test_that_standing_follows_the_links(ledger, browsing):
    unsupported = listed(ledger, standing=Standing.UNSUPPORTED)
    assert "CX07" not in unsupported  # CX08 supports it
    assert "IN01" in unsupported
    for name in listed(ledger, standing=Standing.IN_TENSION):
        kinds = {tie.kind for tie in browsing.page(ClaimId(f"macron-putin/{name}")).ties}
        assert kinds & {LinkKind.OPPOSES, LinkKind.IN_TENSION_WITH}


def test_that_a_claims_page_tells_both_ends_of_its_links_and_its_issues(browsing):
    here = browsing.page(ClaimId("macron-putin/CX07"))
    tie = next(tie for tie in here.ties if tie.other.claim.id.endswith("CX08"))
    assert (tie.kind, tie.is_from_here) == (LinkKind.SUPPORTS, False)
    assert tie.why == "If contact prevents escalation, it has a reason apart from approval."
    there = browsing.page(ClaimId("macron-putin/CX08"))
    assert any(tie.is_from_here and tie.other.claim.id.endswith("CX07") for tie in there.ties)
    assert browsing.page(ClaimId("macron-putin/CX14")).issues == ("Whether to talk",)


def test_that_an_unknown_claim_is_not_found(browsing):
    with pytest.raises(NotFound):
        browsing.page(ClaimId("macron-putin/none"))


def test_that_the_positions_table_is_that_of_the_pack_cell_by_cell(browsing, source):
    positions = browsing.positions(TALKS)
    assert [holder.name for holder in positions.holders] == [
        holder["name"] for holder in source["holders"]
    ]
    assert [row.title for row in positions.rows] == [issue["title"] for issue in source["issues"]]
    for row, issue in zip(positions.rows, source["issues"], strict=True):
        written = {cell["holder"]: cell for cell in issue["cells"]}
        for holder, cell in zip(positions.holders, row.cells, strict=True):
            wanted = written.get(holder.slug)
            assert (cell is None) == (wanted is None), (row.title, holder.name)
            if cell is not None:
                assert cell.text == wanted["text"]
                assert cell.note == wanted.get("note", "")
                names = [entry.claim.id.partition("/")[2] for entry in cell.entries]
                assert names == wanted.get("claims", [])


def test_that_a_cell_that_only_the_author_fills_says_so(browsing):
    rows = {row.title: row.cells for row in browsing.positions(TALKS).rows}
    putin = rows["What talking is for"][1]
    assert putin.is_told_by_others_only
    assert putin.others == ("The author of the article",)
    assert rows["World order"][0].others == ()
    mixed = rows["NATO and European security"][1]
    assert not mixed.is_told_by_others_only
    assert mixed.others == ("The author of the article",)
    nothing_said = rows["Ceasefire and troops"][1]
    assert nothing_said.entries == ()
    assert not nothing_said.is_told_by_others_only


def test_that_two_holders_are_compared_on_the_issues_where_either_has_a_position(browsing):
    two = compared(browsing.positions(TALKS), 2, 3)
    assert [holder.name for holder in two.holders] == ["Critics", "Supporters"]
    assert [row.title for row in two.rows] == [
        "Whether to talk",
        "What talking is for",
        "Influence on events",
    ]


def test_that_the_exported_csv_gives_the_table_back_with_its_dashes(browsing, tmp_path):
    path = tmp_path / "positions.CSV"
    browsing.export_positions(TALKS, path)
    text = path.read_bytes().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == sheet(browsing.positions(TALKS))
    assert text.count(NO_POSITION) == 22


def test_that_the_exported_markdown_is_a_table_of_as_many_columns(browsing, tmp_path):
    path = tmp_path / "positions.md"
    browsing.export_positions(TALKS, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 13
    assert {line.count(" | ") for line in lines} == {5}
    assert "(stated, reported; said partly by The author" in path.read_text("utf-8")
    assert "(speculative; said only by The author of the article)" in path.read_text("utf-8")


def test_that_a_place_that_cannot_be_written_is_told_in_one_sentence(browsing, tmp_path):
    with pytest.raises(InputError, match=r"table.md cannot be written: .+ Choose another place"):
        browsing.export_positions(TALKS, tmp_path / "none" / "table.md")


def test_that_claims_are_found_by_the_sections_of_their_words(browsing):
    found = browsing.in_sections([SectionId("macron-putin/about")])
    assert found
    assert {entry.claim.passage.section for entry in found} == {"macron-putin/about"}
    assert browsing.in_sections([]) == ()
