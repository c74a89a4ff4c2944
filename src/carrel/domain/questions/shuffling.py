"""An order that looks random and is the same whenever the same question is shown again."""

from __future__ import annotations

from hashlib import sha256


def shuffled(count: int, seed: str) -> tuple[int, ...]:
    """The numbers 0 to ``count`` - 1 in an order that depends on ``seed`` alone."""
    return tuple(sorted(range(count), key=lambda number: _weight(seed, number)))


def fraction(seed: str) -> float:
    """A number from 0 up to but not 1 that depends on ``seed`` alone."""
    return int.from_bytes(sha256(seed.encode()).digest()[:6]) / 2**48


def _weight(seed: str, number: int) -> bytes:
    return sha256(f"{seed}\n{number}".encode()).digest()
