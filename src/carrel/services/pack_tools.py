"""What a teacher does with study packs: start one, check it, make one file of it."""

from __future__ import annotations

from carrel.formats.pack.build import build_pack, new_pack
from carrel.formats.pack.check import PackCheck, check_pack

__all__ = ["PackCheck", "build_pack", "check_pack", "new_pack"]
