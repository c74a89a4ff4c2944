"""Tables in HTML as Markdown tables; tables that only lay a page out are told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from carrel.formats.reading.html.tree import Element

_MOST_COLUMNS = 60
_MOST_CELL_LETTERS = 1_500
_LONGEST_IN_ONE_ROW = 300
_BLOCKS = ("h1", "h2", "h3", "h4", "table", "pre", "blockquote", "figure", "article", "section")
_ALIGNMENTS = {"center": ":-:", "right": "--:", "left": ":--"}


def is_data_table(table: Element) -> bool:
    """Whether a table shows data: more than one column, and cells that fit into one."""
    if table.get("role") in ("presentation", "none"):
        return False
    rows = list(_rows(table))
    if max((len(row) for row in rows), default=0) < 2 or not rows:
        return False
    if any(cell.tag == "th" for row in rows for cell in row) and not table.find("table"):
        return True
    cells = [cell for row in rows for cell in row]
    if any(cell.find(*_BLOCKS) for cell in cells):
        return False
    if len(rows) == 1 and any(len(cell.words) > _LONGEST_IN_ONE_ROW for cell in cells):
        return False
    return all(len(cell.words) <= _MOST_CELL_LETTERS for cell in cells)


def table_markdown(table: Element, written: Callable[[Element], str]) -> str:
    """A Markdown table; ``written`` gives the inline Markdown of a cell on one line.

    Its first row is the head. A cell over several columns or rows leaves the others empty.
    """
    rows = list(_rows(table))
    grid = _grid(rows, written)
    grid = [row for row in grid if any(row)]
    if not grid:
        return ""
    width = max(map(len, grid))
    lines = [[*row, *[""] * (width - len(row))] for row in grid]
    rule = [_alignment(cell) for cell in rows[0]] + ["---"] * width
    written_lines = [lines[0], rule[:width], *lines[1:]]
    return "\n".join("| " + " | ".join(line) + " |" for line in written_lines)


def _grid(rows: list[list[Element]], written: Callable[[Element], str]) -> list[list[str]]:
    grid: list[list[str]] = []
    taken: dict[int, int] = {}
    for row in rows:
        line: list[str] = []
        following: dict[int, int] = {at: left - 1 for at, left in taken.items() if left > 1}
        for cell in row:
            while len(line) in taken:
                line.append("")
            start = len(line)
            span = min(_span(cell, "colspan"), _MOST_COLUMNS)
            line += [written(cell), *[""] * (span - 1)]
            rows_down = _span(cell, "rowspan")
            if rows_down > 1:
                following.update(dict.fromkeys(range(start, start + span), rows_down - 1))
        grid.append(line[:_MOST_COLUMNS])
        taken = following
    return grid


def _rows(table: Element) -> Iterator[list[Element]]:
    for part in table.elements:
        if part.tag == "tr":
            yield _cells(part)
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from (_cells(row) for row in part.elements if row.tag == "tr")


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.elements if cell.tag in ("td", "th")]


def _span(cell: Element, name: str) -> int:
    value = cell.get(name)
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdigit() else 1


def _alignment(cell: Element) -> str:
    style = cell.get("style").replace(" ", "").lower()
    for name, rule in _ALIGNMENTS.items():
        if f"text-align:{name}" in style or cell.get("align") == name:
            return rule
    return "---"
