"""A process of its own goes through a text, tells how far it is, can be stopped, complains."""

from __future__ import annotations

import pytest

from carrel.domain.errors import Cancelled, InputError
from carrel.domain.ids import MaterialId
from carrel.domain.proposals.waiting import ProposalState
from carrel.services.desk import open_desk
from carrel.services.proposal_tray import ProposalTray
from carrel.services.proposing_apart import propose_apart
from fakes import FrozenClock, SequenceIds
from sample_library import add_material

MILL = MaterialId("mill")
TEXT = (
    "Anna Holm, the director of the museum, said that the old wheel may last another century."
    " According to Anna Holm, visitors come from all over the country to see the wheel turn."
)


@pytest.fixture
def desk(tmp_path):
    desk = open_desk(tmp_path / "my library.db", clock=FrozenClock(), new_id=SequenceIds())
    add_material(desk, "mill", [("wheel", 1, TEXT)])
    desk.database.write("UPDATE material SET language = 'en'")
    desk.database.write("UPDATE section SET words = 30")
    yield desk
    desk.database.close()


def test_that_what_the_process_finds_waits_in_the_library(desk) -> None:
    shares: list[float] = []
    propose_apart(desk.database.path, MILL, shares.append, first=["mill/wheel"])
    found = ProposalTray(desk).all_of(MILL)
    assert "Anna Holm" in [getattr(one.proposed, "name", "") for one, _ in found]
    assert {state for _, state in found} == {ProposalState.WAITING}
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_that_the_process_ends_when_the_student_stops_it(desk) -> None:
    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        propose_apart(desk.database.path, MILL, stop)


def test_that_what_keeps_the_process_from_its_work_is_told_in_its_words(desk) -> None:
    with pytest.raises(InputError, match="sea") as told:
        propose_apart(desk.database.path, MaterialId("sea"), lambda _share: None)
    assert not str(told.value).startswith("carrel:")
