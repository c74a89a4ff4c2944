"""Reads tables that programs in Lua have written down, without running anything."""

from __future__ import annotations

import re
from collections.abc import Mapping

from carrel.domain.errors import UnreadableFile

LuaValue = str | int | float | bool | None | Mapping["str | int | float | bool", "LuaValue"]
LuaTable = Mapping[str | int | float | bool, LuaValue]

_DEEPEST = 60
_BLANK = re.compile(r"(?:\s+|--\[(=*)\[.*?\]\1\]|--[^\n]*)*", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_LONG = re.compile(r"\[(=*)\[\n?(.*?)\]\1\]", re.DOTALL)
_PIECE = re.compile(r"[^\\\"'\n]+")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|(\d{1,3})|z\s*|(\r?\n)|(.))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "", "b": "", "f": "", "v": "\v"}
_CONSTANTS: Mapping[str, bool | None] = {"true": True, "false": False, "nil": None}
_WHOLE = re.compile(r"\s*(?:--[^\n]*\s*)*(?:return\b\s*)?\{")


def is_lua_table(text: str) -> bool:
    """Whether a text begins as a table in Lua does, after comments."""
    return _WHOLE.match(text) is not None and re.search(r"\{\s*(?:\[|\w+\s*=)", text) is not None


def read_table(name: str, text: str) -> LuaTable:
    """The table that a file returns; raises UnreadableFile for anything but constants in tables."""
    reader = _Reader(name, text)
    reader.skip_return()
    value = reader.value(0)
    if not isinstance(value, dict):
        raise reader.error()
    reader.end()
    return value


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._at = 0

    def error(self) -> UnreadableFile:
        number = self._text.count("\n", 0, self._at) + 1
        return UnreadableFile(
            "“{name}” cannot be read as a table of KOReader: line {line} is not what it should be.",
            name=self._name,
            line=number,
        )

    def skip_return(self) -> None:
        self._skip()
        if match := re.compile(r"return\b").match(self._text, self._at):
            self._at = match.end()

    def end(self) -> None:
        self._skip()
        self._accept(";")
        if self._at < len(self._text):
            raise self.error()

    def value(self, depth: int) -> LuaValue:
        self._skip()
        sign = self._text[self._at : self._at + 1]
        if sign == "{":
            return self._table(depth)
        if sign in ('"', "'"):
            return self._string(sign)
        if match := _LONG.match(self._text, self._at):
            self._at = match.end()
            return match[2]
        if match := _NUMBER.match(self._text, self._at):
            self._at = match.end()
            return _number(match[0])
        if (match := _NAME.match(self._text, self._at)) and match[0] in _CONSTANTS:
            self._at = match.end()
            return _CONSTANTS[match[0]]
        raise self.error()

    def _table(self, depth: int) -> LuaTable:
        if depth > _DEEPEST:
            raise self.error()
        self._at += 1
        made: dict[str | int | float | bool, LuaValue] = {}
        following = 1
        while not self._accept("}"):
            key = self._key(depth)
            if key is None:
                key, following = following, following + 1
            made[key] = self.value(depth + 1)
            if not (self._accept(",") or self._accept(";")):
                self._skip()
                if not self._text.startswith("}", self._at):
                    raise self.error()
        return made

    def _key(self, depth: int) -> str | int | float | bool | None:
        """The key before a value; None where there is none and values are counted."""
        self._skip()
        if self._text.startswith("[", self._at) and not _LONG.match(self._text, self._at):
            self._at += 1
            key = self.value(depth + 1)
            if isinstance(key, dict) or key is None or not self._accept("]"):
                raise self.error()
            self._expect("=")
            return key  # type: ignore[return-value]
        match = _NAME.match(self._text, self._at)
        if match is None or match[0] in _CONSTANTS:
            return None
        self._at = match.end()
        self._expect("=")
        return match[0]

    def _string(self, quote: str) -> str:
        self._at += 1
        pieces: list[str] = []
        while not self._text.startswith(quote, self._at):
            if match := _PIECE.match(self._text, self._at):
                pieces.append(match[0])
            elif match := _ESCAPE.match(self._text, self._at):
                pieces.append(_unescaped(match))
            elif self._text[self._at : self._at + 1] in ('"', "'"):
                pieces.append(self._text[self._at])
                self._at += 1
                continue
            else:
                raise self.error()
            self._at = match.end()
        self._at += 1
        return _in_utf8("".join(pieces))

    def _skip(self) -> None:
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _accept(self, sign: str) -> bool:
        self._skip()
        if self._text.startswith(sign, self._at):
            self._at += len(sign)
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._accept(sign):
            raise self.error()


def _unescaped(match: re.Match[str]) -> str:
    hexadecimal, point, decimal, line_end, sign = match.groups()
    if hexadecimal:
        return _byte(int(hexadecimal, 16))
    if decimal:
        return _byte(int(decimal)) if int(decimal) < 256 else ""
    if point:
        code = int(point, 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if line_end:
        return "\n"
    return "" if sign is None else _ESCAPED.get(sign, sign)


def _byte(code: int) -> str:
    """A byte that was written by its number, until those beside it make a letter of it."""
    return chr(code) if code < 128 else chr(0xDC00 + code)


def _in_utf8(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _number(text: str) -> int | float:
    if text.lower().lstrip("-").startswith("0x"):
        return int(text, 16)
    found = float(text)
    return int(found) if found.is_integer() and abs(found) < 2**53 else found
