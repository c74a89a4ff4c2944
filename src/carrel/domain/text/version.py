"""The number of the definition of plain text, apart from the definition itself.

Every start compares it with the library's, and the definition takes long to load.
"""

from __future__ import annotations

TEXT_VERSION = 1
"""Number of the plain text's definition in :mod:`carrel.domain.text.document`.

When it grows, all passages are located anew.
"""
