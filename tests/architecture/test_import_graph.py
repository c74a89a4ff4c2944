"""The import graph of the program, as import-linter's grimp draws it."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    """For each module of the program those that it imports, within functions too."""
    graph = grimp.build_graph("carrel", cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def circle_in(imports: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, the first again at the end; none is ``[]``."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_that_a_circle_is_seen() -> None:
    assert set(circle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}


def test_that_no_modules_import_each_other(imports: dict[str, set[str]]) -> None:
    assert len(imports) > 100
    assert circle_in(imports) == []
