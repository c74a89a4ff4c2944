"""``carrel propose`` lists what rules propose; nothing of it counts as the student's."""

from __future__ import annotations

import json

import pytest

from carrel.cli.main import main

ARTICLE = """\
# The mill

The old mill on the river Alm was built in 1712. Anna Holm, the director of the museum, said that
the wheel may last another century. According to Anna Holm, visitors come from all over the country.

A millrace is a channel that brings water to the wheel of a mill. The millrace of the old mill was
dug by hand. In 1890 the town bought the mill from the Berg family.
"""


@pytest.fixture
def run(tmp_path, capsys):
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--library", str(tmp_path / "library.db"), *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err

    (tmp_path / "mill.md").write_text(ARTICLE, encoding="utf-8")
    code, out, _ = run("import", str(tmp_path / "mill.md"), "--json")
    assert code == 0
    run.material = json.loads(out)[0]["material"]
    return run


def test_that_proposals_are_listed_with_their_words_and_stay_the_same(run) -> None:
    code, out, _ = run("propose", run.material, "--json")
    found = json.loads(out)
    assert code == 0
    assert {"topic", "question"} <= {one["kind"] for one in found}
    assert all(one["state"] == "waiting" for one in found)
    assert "Anna Holm" in [one["proposed"].get("name") for one in found]
    assert all(one["quote"] for one in found)
    assert run("propose", run.material, "--json") == (0, out, "")


def test_that_nothing_that_is_proposed_is_in_the_library_yet(run) -> None:
    run("propose", run.material)
    assert json.loads(run("topics", run.material, "--json")[1]) == []
    listed = {one["material"]: one for one in json.loads(run("list", "--json")[1])}
    assert listed[run.material]["questions"] == 0


def test_that_the_list_says_that_rules_can_be_wrong(run) -> None:
    code, out, _ = run("propose", run.material)
    assert code == 0
    assert "topic     Anna Holm (person)  [name]" in out
    assert "proposals of rules, which can be wrong" in out


def test_that_a_material_that_is_not_there_is_told_in_one_line(run) -> None:
    code, out, err = run("propose", "nothing")
    assert (code, out) == (1, "")
    assert err.startswith("carrel: ")
    assert err.count("\n") == 1
