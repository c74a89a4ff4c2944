"""Formulas are drawn to stand on the line, or shown as their source."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from carrel.ui.widgets.formula import LONGEST_SOURCE, FormulaPen


def pen(size: float = 20.0, seconds: float = 60.0) -> FormulaPen:
    return FormulaPen(size=size, ink=QColor("#222222"), seconds=seconds)


@pytest.mark.parametrize("latex", ["a^2", r"\frac{x}{y}", r"\sqrt{2}", r"\alpha \le \beta"])
def test_that_a_formula_is_drawn(qapp, latex):
    formula = pen().draw(latex, is_display=False)
    assert formula is not None
    assert formula.image.width() > 5
    assert 0 <= formula.descent < formula.image.height()


def test_that_a_fraction_reaches_further_below_the_line_than_a_letter(qapp):
    fraction = pen().draw(r"\frac{x}{y}", is_display=True)
    letter = pen().draw("a", is_display=True)
    assert fraction.descent > letter.descent + 3


def test_that_a_formula_grows_with_the_text(qapp):
    small, large = (pen(size).draw("a+b", is_display=False) for size in (12, 24))
    assert large.image.height() > 1.6 * small.image.height()


@pytest.mark.parametrize("latex", ["", "  ", r"\frac{a", "{", "x" * (LONGEST_SOURCE + 1)])
def test_that_what_cannot_be_drawn_is_left_as_its_source(qapp, latex):
    assert pen().draw(latex, is_display=False) is None


def test_that_formulas_are_left_for_later_when_time_is_used_up(qapp):
    hurried = pen(seconds=-1.0)
    assert hurried.draw(r"\gamma_{1}^{23}", is_display=False) is None
    assert hurried.has_left_some
    assert pen().draw(r"\gamma_{1}^{23}", is_display=False) is not None
    again = pen(seconds=-1.0)
    assert again.draw(r"\gamma_{1}^{23}", is_display=False) is not None
    assert not again.has_left_some
