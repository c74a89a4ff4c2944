"""Bringing the plain texts of an older program up to date when its library is opened."""

from __future__ import annotations

import logging
from collections.abc import Callable

from carrel.domain.text.version import TEXT_VERSION
from carrel.storage.database import Database
from carrel.storage.material_intake import has_texts_before

_log = logging.getLogger(__name__)


def renew_old_texts(
    database: Database, keep_copy: Callable[[], object], *, version: int = TEXT_VERSION
) -> int:
    """Make texts anew that an older definition made, and locate all that points at their words.

    Returns how many materials that were; where there were any, a copy of the library is kept first.
    Each material is done as a whole or not at all, and what is not done yet is done at the next
    opening.
    """
    if not has_texts_before(database, version):
        return 0
    # None of this is needed at any other start.
    from carrel.domain.text.markdown import parse
    from carrel.services.mention_finding import MentionFinding
    from carrel.storage import text_renewal

    keep_copy()
    materials = text_renewal.old_materials(database, version)
    for material in materials:
        with database.transaction():
            text_renewal.renew(database, material, lambda source: parse(source).text, version)
            MentionFinding(database).find_in_new(material.key, language=material.language)
    _log.info("made the texts of %d materials anew for text version %d", len(materials), version)
    return len(materials)
