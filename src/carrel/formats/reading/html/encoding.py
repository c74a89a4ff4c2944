"""The text of an HTML file, in the encoding that it declares."""

from __future__ import annotations

import codecs
import re

from carrel.formats.reading.decoding import Decoded, decode

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding=["']([\w.-]+)""",
    re.IGNORECASE,
)
_HEAD = 4_096
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# As browsers do: what is declared as Latin-1 is Windows-1252.
_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
    "iso-8859-9": "cp1254",
}


def decode_html(name: str, data: bytes, *, declared: str = "") -> Decoded:
    """The text of an HTML file; ``declared`` is what stands outside of it, in a message's head.

    Raises UnreadableFile if it is empty or is no text.
    """
    encoding = declared or _declared(data[:_HEAD])
    if data.startswith(_MARKS) or not encoding:
        return decode(name, data)
    encoding = _BROWSERS.get(encoding.lower(), encoding)
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return decode(name, data)
    # A page that declares UTF-16 in ASCII letters is not in it.
    if codec.name.startswith(("utf-16", "utf-32", "utf-7")):
        return decode(name, data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode(codec.name, "replace")
    except (LookupError, ValueError):  # it is no encoding of text
        return decode(name, data)
    replaced = text.count("\ufffd")
    if codec.name == "utf-8" and replaced > 20:
        return decode(name, data)
    return Decoded(text, codec.name, replaced)


def _declared(head: bytes) -> str:
    match = _DECLARED.search(head)
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""
