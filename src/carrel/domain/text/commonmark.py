"""The configured Markdown parser; the one module that loads markdown-it, which is slow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

MAX_NESTING = 40
"""Containers within containers; a quotation counts one, a list two. Deeper text stays as it is."""


class _BoundedBlocks(ParserBlock):
    """Keeps as one paragraph what markdown-it drops beyond its limit of nesting."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        if state.level < MAX_NESTING:
            super().tokenize(state, startLine, endLine)
            return
        line = startLine
        while line < endLine and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
            line += 1
        state.push("paragraph_open", "p", 1)
        state.push("inline", "", 0).content = state.getLines(
            startLine, line, state.blkIndent, False
        ).strip()
        state.push("paragraph_close", "p", -1)
        state.line = line


_FORMULA = re.compile(
    r"\$\$(?P<display>(?:[^\\$]|\\.|\$(?!\$))+)\$\$"
    r"|\$(?P<inline>(?:[^\\$]|\\.)+)\$(?!\d)",
    re.DOTALL,
)


def _inline_formula(state: StateInline, silent: bool) -> bool:
    """Pandoc's rule: amounts of money are not formulas, as in "$5 and US$10".

    The rule of the plugin looks at the last character of the text when it stands at the first.
    """
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    if match is None or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    latex = match["display"] or match["inline"]
    if not latex.strip() or (match["inline"] and latex != latex.strip()):
        return False
    if not silent:
        kind = "math_inline_double" if match["display"] else "math_inline"
        state.push(kind, "math", 0).content = latex
    state.pos = match.end()
    return True


class _Parser(MarkdownIt):
    """Takes addresses as written: what may be followed is decided where a link becomes a span."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


def _new_parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": MAX_NESTING + 1})
    blocks = _BoundedBlocks()
    blocks.ruler = parser.block.ruler
    parser.block = blocks
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False)
    parser.use(dollarmath_plugin, allow_labels=False, allow_blank_lines=False)
    parser.inline.ruler.at("math_inline", _inline_formula)
    return parser


_PARSER = _new_parser()


def tokens_of(markdown: str) -> tuple[list[Token], dict[int, list[Token]]]:
    """The block tokens of a text, and the inline tokens of its inline footnotes by their id."""
    environment: dict[str, Any] = {}
    tokens = _PARSER.parse(markdown, environment)
    notes = environment.get("footnotes", {}).get("list", {})
    return tokens, {id_: note["tokens"] for id_, note in notes.items() if "tokens" in note}


@dataclass(frozen=True, slots=True)
class Reference:
    """A link's definition as Markdown, and its first line and the one after its last."""

    source: str
    lines: tuple[int, int]


def block_tokens(text: str) -> tuple[list[Token], dict[str, Reference]]:
    """The blocks of a text without what is inside them, and link definitions by folded label.

    The text must have ``"\\n"`` line ends.
    """
    environment: dict[str, Any] = {}
    tokens: list[Token] = []
    _PARSER.block.parse(text, _PARSER, environment, tokens)
    found = environment.get("references", {})
    return tokens, {
        label: Reference(_definition(label, link["href"], link["title"]), tuple(link["map"]))
        for label, link in found.items()
    }


def folded_label(label: str) -> str:
    """The label of a link as :func:`block_tokens` has it: case and white space do not count."""
    return normalizeReference(label)


def _definition(label: str, address: str, title: str) -> str:
    address = re.sub(r"([\\<>])", r"\\\1", address)
    title = re.sub(r"([\\\"])", r"\\\1", title)
    return f'[{label}]: <{address}> "{title}"' if title else f"[{label}]: <{address}>"
