"""What the writer of a text leaves in the formats of its blocks for the one who paints them."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtGui import QTextFormat

CODE_INDENT = 0.8
"""How far code stands within its ground, in em."""


class BlockProperty(IntEnum):
    """What the view paints beside or behind a block, kept in its format."""

    QUOTE_DEPTH = QTextFormat.Property.UserProperty.value + 1
    MARKER = QTextFormat.Property.UserProperty.value + 2
    IS_CODE = QTextFormat.Property.UserProperty.value + 3
    FOLLOWS_RULE = QTextFormat.Property.UserProperty.value + 4
    NUMBER = QTextFormat.Property.UserProperty.value + 5
