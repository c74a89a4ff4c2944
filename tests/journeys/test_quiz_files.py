"""A quiz of another program becomes a material whose questions are asked like all others."""

from __future__ import annotations

from carrel.domain.ids import MaterialId
from carrel.domain.questions.listing import QuestionFilter
from carrel.services.looking_up import LookingUp
from carrel.services.question_list import QuestionList
from carrel.services.undo import Undo

QUIZ = """$CATEGORY: Rivers

What carries the bridge? {=Two stone piers ~A rope #Too weak. ~Nothing}

The mill stands by the {=water}.

The ferry crosses {=twice} a day.
"""


def test_that_a_quiz_comes_in_with_its_questions_and_can_be_undone(journey, tmp_path):
    path = tmp_path / "rivers.gift"
    path.write_text(QUIZ, encoding="utf-8")
    journey.import_files(path)
    desk = journey.program.desk
    (section,) = LookingUp(desk).sections(MaterialId("rivers"))
    assert "> Two stone piers" in section.markdown
    listed = QuestionList(desk).listed(QuestionFilter())
    found = [one for one in listed if one.material == MaterialId("rivers")]
    assert len(found) == 3
    Undo(desk).undo()
    assert len(LookingUp(desk).materials()) == 1
