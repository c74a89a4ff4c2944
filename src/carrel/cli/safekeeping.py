"""``carrel backup``, ``restore`` and ``doctor``: keeping a library safe and sound."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from carrel.cli.output import json_option, print_json
from carrel.cli.session import Session
from carrel.domain.backup_plan import Occasion
from carrel.domain.errors import LibraryDamaged, NotFound
from carrel.services.doctor import Doctor, Finding

_path = click.Path(path_type=Path)


@click.command()
@click.option("-o", "--output", type=_path, metavar="FILE", help="Write the copy to this file.")
@click.pass_obj
def backup(session: Session, output: Path | None) -> None:
    """Copy the library, verified, to its backups or to FILE."""
    _must_exist(session.library)
    keeping = session.safekeeping
    if output is None:
        click.echo(keeping.back_up(Occasion.ASKED).path)
    else:
        keeping.save_copy(output)
        click.echo(output)


@click.command()
@click.argument("file", type=_path)
@click.pass_obj
def restore(session: Session, file: Path) -> None:
    """Put the backup FILE back; what is there now is backed up first."""
    keeping = session.safekeeping
    if not session.library.exists():
        keeping.restore_as_new(file)
        click.echo(f"Restored {file}.")
        return
    try:
        before = keeping.restore(file).path
    except LibraryDamaged:
        # Of a damaged library no backup can be made: the file itself is kept.
        before = session.rescue.from_backup(file).aside
    click.echo(f"Restored {file}. What was there before is in {before}.")


@click.command()
@click.option("--check-only", is_flag=True, help="Say what is wrong and change nothing.")
@click.option(
    "--salvage",
    is_flag=True,
    help="Let a damaged library be all rows that can still be read; the damaged file is kept.",
)
@json_option
@click.pass_obj
@click.pass_context
def doctor(
    context: click.Context, session: Session, *, check_only: bool, salvage: bool, as_json: bool
) -> None:
    """Look through the library for what is wrong, and rebuild what can be rebuilt.

    A backup is made before anything is changed. Exit code 1 when something stays wrong.
    """
    _must_exist(session.library)
    if salvage:
        click.echo(_salvaged(session), err=as_json)
    try:
        physician = Doctor(session.desk)
        found = physician.examine()
    except LibraryDamaged as error:
        _tell_damage(context, error, as_json=as_json)
    backup_path: Path | None = None
    left = found
    if not check_only and any(finding.is_repairable for finding in found):
        backup_path = session.safekeeping.back_up(Occasion.REPAIR).path
        left = physician.repair(found)
    if as_json:
        print_json(_as_json(found, left, backup_path))
    else:
        click.echo(_as_text(found, left, backup_path))
    if left:
        context.exit(1)


def _tell_damage(context: click.Context, error: LibraryDamaged, *, as_json: bool) -> NoReturn:
    """Say that the file itself is damaged, and what can be done about it on a command line."""
    if as_json:
        finding = {"check": "file", "what": str(error), "count": 1, "repaired": False}
        print_json({"ok": False, "findings": [finding], "backup": None})
    click.echo(
        f"carrel: {error} “carrel restore FILE” puts a backup back; “carrel doctor --salvage” makes"
        " the library of all rows that can still be read, and keeps the damaged file.",
        err=True,
    )
    context.exit(1)


def _salvaged(session: Session) -> str:
    rescued = session.rescue.of_what_can_be_read()
    text = f"Salvaged. The damaged file is in {rescued.aside}."
    if rescued.incomplete:
        text += f" Rows were lost of: {', '.join(rescued.incomplete)}."
    return text


def _must_exist(library: Path) -> None:
    if not library.exists():
        raise NotFound("There is no library {path} yet; start Carrel to make one.", path=library)


def _as_json(
    found: list[Finding], left: list[Finding], backup_path: Path | None
) -> dict[str, object]:
    wrong = {finding.check for finding in left}
    return {
        "ok": not left,
        "findings": [
            {
                "check": finding.check,
                "what": str(finding),
                "count": finding.count,
                "repaired": finding.check not in wrong,
            }
            for finding in found
        ],
        "backup": None if backup_path is None else str(backup_path),
    }


def _as_text(found: list[Finding], left: list[Finding], backup_path: Path | None) -> str:
    if not found:
        return "The library is sound."
    wrong = {finding.check for finding in left}
    lines = [
        f"{'wrong   ' if finding.check in wrong else 'repaired'}  {finding}" for finding in found
    ]
    if backup_path is not None:
        lines.append(f"The library as it was is in {backup_path}.")
    return "\n".join(lines)
