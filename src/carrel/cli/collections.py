"""``carrel collection``: materials kept together, listed, filled, emptied, renamed."""

from __future__ import annotations

import click

from carrel.cli.output import counted, json_option, print_json
from carrel.cli.session import Session
from carrel.domain.ids import MaterialId
from carrel.services.collecting import Collecting


@click.group()
def collection() -> None:
    """Keep materials together in collections; a material can be in several."""


@collection.command("list")
@json_option
@click.pass_obj
def list_collections(session: Session, *, as_json: bool) -> None:
    """List the collections with the materials in them."""
    collecting = Collecting(session.desk)
    found = [(one.name, collecting.materials_in(one.id)) for one in collecting.collections()]
    if as_json:
        print_json([{"collection": name, "materials": list(inside)} for name, inside in found])
        return
    for name, inside in found:
        click.echo(f"{name}: {', '.join(inside) or 'nothing yet'}")
    if not found:
        click.echo("There are no collections; “carrel collection add NAME MATERIAL” makes one.")


@collection.command()
@click.argument("name")
@click.argument("materials", nargs=-1, metavar="[MATERIAL]...")
@click.pass_obj
def add(session: Session, name: str, materials: tuple[str, ...]) -> None:
    """Put MATERIALs into the collection NAME, which is made where it is not there yet."""
    collecting = Collecting(session.desk)
    chosen = [MaterialId(material) for material in materials]
    known = collecting.named(name)
    if known is None:
        collecting.create(name, chosen)
    else:
        collecting.put_all_in(chosen, known.id)
    _tell(collecting, name)


@collection.command()
@click.argument("name")
@click.argument("materials", nargs=-1, required=True, metavar="MATERIAL...")
@click.pass_obj
def remove(session: Session, name: str, materials: tuple[str, ...]) -> None:
    """Take MATERIALs out of the collection NAME; they stay in the library."""
    collecting = Collecting(session.desk)
    found = collecting.must_be_named(name)
    collecting.take_all_out([MaterialId(material) for material in materials], found.id)
    _tell(collecting, name)


@collection.command()
@click.argument("name")
@click.argument("new_name")
@click.pass_obj
def rename(session: Session, name: str, new_name: str) -> None:
    """Let the collection NAME be called NEW_NAME."""
    collecting = Collecting(session.desk)
    collecting.rename(collecting.must_be_named(name).id, new_name)
    _tell(collecting, new_name)


@collection.command()
@click.argument("name")
@click.pass_obj
def delete(session: Session, name: str) -> None:
    """Delete the collection NAME; its materials stay in the library."""
    collecting = Collecting(session.desk)
    found = collecting.must_be_named(name)
    collecting.delete(found.id)
    click.echo(f"{found.name} is deleted; its materials stay in the library.")


def _tell(collecting: Collecting, name: str) -> None:
    found = collecting.must_be_named(name)
    inside = collecting.materials_in(found.id)
    click.echo(f"{found.name}: {counted(len(inside), 'material')}")
