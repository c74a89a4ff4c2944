"""Equations of Word documents (OMML) as LaTeX, written into the text around them."""

from __future__ import annotations

from typing import Any

from carrel.formats.reading.html.formulas import FORMULA_END, FORMULA_START

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {
    "∑": "\\sum",
    "∏": "\\prod",
    "∫": "\\int",
    "∮": "\\oint",
    "⋃": "\\bigcup",
    "⋂": "\\bigcap",
}
_DEEPEST = 40


def write_equations_as_text(root: Any) -> None:
    """Put a run of text in the place of every equation below ``root``."""
    from lxml import etree

    for equation in list(root.iter(_MATH + "oMath")):
        latex = " ".join(_latex(equation, 0).split())
        parent = equation.getparent()
        if parent is None or not latex:
            continue
        run = etree.Element(_WORD + "r")
        text = etree.SubElement(run, _WORD + "t")
        text.text = f"{FORMULA_START}{latex}{FORMULA_END}"
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.tail = equation.tail
        parent.replace(equation, run)
    for paragraph in list(root.iter(_MATH + "oMathPara")):
        parent = paragraph.getparent()
        if parent is not None:
            for run in paragraph.findall(_WORD + "r"):
                paragraph.addprevious(run)
            parent.remove(paragraph)


def _latex(node: Any, depth: int) -> str:
    if depth > _DEEPEST:
        return "".join(node.itertext())
    kind = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""

    def part(name: str) -> str:
        found = node.find(_MATH + name)
        return _inside(found, depth + 1).strip() if found is not None else ""

    def value(name: str) -> str:
        found = node.find(f"{_MATH}{kind}Pr/{_MATH}{name}")
        return (found.get(_MATH + "val") or "") if found is not None else ""

    if kind == "r":
        return "".join(text.text or "" for text in node.iter(_MATH + "t"))
    if kind in ("sSup", "sSub", "sSubSup"):
        below = f"_{{{part('sub')}}}" if "Sub" in kind else ""
        return part("e") + below + (f"^{{{part('sup')}}}" if "Sup" in kind else "")
    match kind:
        case "f":
            return f"\\frac{{{part('num')}}}{{{part('den')}}}"
        case "rad":
            degree = part("deg")
            return f"\\sqrt{f'[{degree}]' if degree else ''}{{{part('e')}}}"
        case "nary":
            sign = _SIGNS.get(value("chr") or "∫", value("chr"))
            return f"{sign}_{{{part('sub')}}}^{{{part('sup')}}} {part('e')}"
        case "d":
            inside = ", ".join(_inside(one, depth + 1) for one in node.findall(_MATH + "e"))
            return f"\\left{value('begChr') or '('}{inside}\\right{value('endChr') or ')'}"
        case _:
            return _inside(node, depth + 1)


def _inside(node: Any, depth: int) -> str:
    return "".join(
        _latex(child, depth)
        for child in node
        if isinstance(child.tag, str) and not child.tag.endswith("Pr")
    )
