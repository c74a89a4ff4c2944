"""Formulas in HTML as LaTeX, where the page has their source."""

from __future__ import annotations

import re

from carrel.domain.text.escaping import inline
from carrel.formats.reading.html.tree import Element

FORMULA_START, FORMULA_END = "\ue100", "\ue101"
"""Signs for private use around the LaTeX of a formula within a text."""

_WITHIN_TEXT = re.compile(f"{FORMULA_START}([^{FORMULA_START}{FORMULA_END}]*){FORMULA_END}")
_STYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\s+(.*)\}$", re.DOTALL)
_PICTURE_CLASSES = frozenset({"latex", "tex", "math"})
_DISPLAY = re.compile(r"(?:^|[\s-])(?:display|block|display-math)(?:\s|$)")


def is_formula(element: Element) -> bool:
    """Whether an element is a formula as MathML, a TeX script, or rendered by MathJax or KaTeX."""
    classes = set(element.get("class").split())
    if element.tag == "img":
        return bool(element.get("alt")) and bool(classes & _PICTURE_CLASSES)
    if element.tag == "script":
        return element.get("type").startswith("math/tex")
    if element.tag == "span":
        return "katex" in classes or "mwe-math-element" in classes
    return element.tag in ("math", "mjx-container")


def with_formulas(words: str) -> str:
    """Inline Markdown of words in which the LaTeX of formulas stands between their signs."""
    if FORMULA_START not in words:
        return inline(words)
    parts = _WITHIN_TEXT.split(words)
    return "".join(
        f"${part.strip()}$" if index % 2 and part.strip() and "$" not in part else inline(part)
        for index, part in enumerate(parts)
    )


def formula_of(element: Element) -> str:
    """Inline Markdown of a formula: its LaTeX, or its signs where the page has no LaTeX."""
    latex = " ".join(_latex(element).split())
    math = element if element.tag == "math" else element.find("math")
    if not latex and math is not None:
        latex = " ".join(latex_of(math).split())
    if not latex:
        return inline(element.words)
    sign = "$$" if _is_display(element) else "$"
    return f"{sign}{latex}{sign}" if "$" not in latex else inline(latex)


def _latex(element: Element) -> str:
    if element.tag == "script":
        return element.text
    if element.tag == "img":
        return _bare(element.get("alt"))
    for one in element.walk():
        if one.tag == "annotation" and "tex" in one.get("encoding").lower():
            return _bare(one.text)
    math = element if element.tag == "math" else element.find("math")
    return _bare(math.get("alttext")) if math is not None else ""


def latex_of(element: Element, depth: int = 0) -> str:
    """LaTeX of MathML, as far as it is fractions, roots, indices and rows of signs."""
    if depth > _DEEPEST:
        return element.words
    inside = [latex_of(one, depth + 1) for one in element.elements]
    shape = _SHAPES.get(element.tag)
    if shape is not None and len(inside) >= shape.count("{}"):
        return _filled(shape, inside)
    if element.tag in ("annotation", "annotation-xml"):
        return ""
    if element.tag == "mo":
        return _OPERATORS.get(element.words, f" {element.words} ")
    return " ".join(inside) if inside else element.words


def _filled(shape: str, inside: list[str]) -> str:
    parts = shape.split("{}")
    filled = "".join(
        part + (f"{{{inside[index]}}}" if index < len(parts) - 1 else "")
        for index, part in enumerate(parts)
    )
    return filled.strip()


_DEEPEST = 60
_SHAPES = {
    "mfrac": "\\frac{}{}", "msqrt": "\\sqrt{}", "msup": "{}^{}", "msub": "{}_{}",
    "msubsup": "{}_{}^{}", "munder": "{}_{}", "mover": "{}^{}", "munderover": "{}_{}^{}",
}  # fmt: skip
_OPERATORS = {"∑": "\\sum", "∏": "\\prod", "∫": "\\int", "\u2062": "", "\u2061": ""}


def _bare(latex: str) -> str:
    latex = latex.strip().strip("$").strip()
    match = _STYLE.match(latex)
    return match[1].strip() if match else latex


def _is_display(element: Element) -> bool:
    return (
        element.get("display") in ("block", "true")
        or "mode=display" in element.get("type")
        or bool(_DISPLAY.search(element.get("class")))
    )
