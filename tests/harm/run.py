"""``make harm``: kills, damages and starves the program many times and prints what came of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":  # run as a file, beside what it tests
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "src")]

from harm.damage import damage_many
from harm.kills import Outcome, kill_many
from harm.kinds import KINDS, prepare
from harm.trouble import trouble


def main(arguments: list[str]) -> int:
    """Harm as often as asked; 1 when anything was lost or unsound."""
    options = _options(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="carrel-harm-") as name:
        folder = Path(name)
        prepared = folder / "prepared.db"
        prepare(prepared)
        outcomes = [
            kill_many(kind, prepared, folder, times=options.kills, seed=options.seed)
            for kind in KINDS
            if not options.only or kind.name in options.only
        ]
        if not options.only or "damage" in options.only:
            damage, said = damage_many(prepared, folder, times=options.damage, seed=options.seed)
            outcomes.append(damage)
            for what, times in sorted(said.items()):
                print(f"  {times:>5}  {what}")
        if not options.only:
            outcomes += trouble(prepared, folder, rounds=options.trouble)
    print(_table(outcomes))
    kills = sum(outcome.times for outcome in outcomes[: len(KINDS)])
    print(f"{kills} kills of {len(KINDS)} kinds, seed {options.seed}", end=", ")
    print(f"{time.monotonic() - began:.0f} s")
    return 0 if all(outcome.is_unharmed for outcome in outcomes) else 1


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make harm", description=__doc__)
    parser.add_argument("--kills", type=int, default=60, help="kills of each kind of writing")
    parser.add_argument("--damage", type=int, default=300, help="damaged copies")
    parser.add_argument("--trouble", type=int, default=5, help="rounds of each outside trouble")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other moments")
    parser.add_argument("--only", action="append", help="a kind by its name; can be repeated")
    return parser.parse_args(arguments)


def _table(outcomes: list[Outcome]) -> str:
    lines = [f"{'harm':<16} {'times':>6} {'reported':>9} {'lost':>5} {'unsound':>8}"]
    for outcome in outcomes:
        lines.append(
            f"{outcome.name:<16} {outcome.times:>6} {outcome.reported:>9}"
            f" {len(outcome.losses):>5} {len(outcome.unsound):>8}"
        )
        lines += [f"    {what}" for what in [*outcome.losses, *outcome.unsound][:10]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
