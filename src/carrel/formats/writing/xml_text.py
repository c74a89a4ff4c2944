"""What XML allows in text (https://www.w3.org/TR/xml/#charsets)."""

from __future__ import annotations

import re

_NOT_ALLOWED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_controls(text: str) -> str:
    """The text without the characters that no XML file may hold, even escaped."""
    return _NOT_ALLOWED.sub("", text)
