"""``carrel list`` and ``carrel show``: what the library holds."""

from __future__ import annotations

from collections.abc import Sequence

import click

from carrel.cli.output import counted, json_option, print_json
from carrel.cli.session import Session
from carrel.domain.ids import MaterialId, SectionId, material_of
from carrel.domain.materials import Material, Section
from carrel.services.erasing import Erasing
from carrel.services.looking_up import LookingUp


@click.command("list")
@json_option
@click.pass_obj
def list_materials(session: Session, *, as_json: bool) -> None:
    """List the materials of the library."""
    found = LookingUp(session.desk).materials()
    if as_json:
        print_json(
            [
                {
                    "material": one.material.id,
                    "title": one.material.title,
                    "sections": one.sections,
                    "questions": one.questions,
                    "annotations": one.annotations,
                }
                for one in found
            ]
        )
        return
    for one in found:
        click.echo(f"{one.material.id}: {one.material.title}")
        click.echo(
            f"    {counted(one.sections, 'section')}, {counted(one.words, 'word')},"
            f" {counted(one.questions, 'question')}, {counted(one.annotations, 'annotation')}"
        )
    if not found:
        click.echo("The library is empty; “carrel import FILE” puts something into it.")


@click.command()
@click.argument("what", metavar="MATERIAL[/SECTION]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="text is the plain text that passages count in.",
)
@click.pass_obj
def show(session: Session, what: str, form: str) -> None:
    """Print a material, or the text of one section of it."""
    looking_up = LookingUp(session.desk)
    if "/" in what:
        sections: Sequence[Section] = (looking_up.section(SectionId(what)),)
    else:
        sections = looking_up.sections(MaterialId(what))
    if form == "json":
        print_json(_as_json(looking_up.material(material_of(SectionId(what))), sections))
    elif "/" in what:
        click.echo(sections[0].text if form == "text" else sections[0].markdown)
    else:
        click.echo("\n\n".join(_as_text(section, form) for section in sections))


def _as_json(material: Material, sections: Sequence[Section]) -> dict[str, object]:
    return {
        "material": material.id,
        "title": material.title,
        "authors": list(material.authors),
        "language": material.language,
        "sections": [
            {
                "section": section.id,
                "level": section.level,
                "title": section.title,
                "text": section.text,
            }
            for section in sections
        ],
    }


def _as_text(section: Section, form: str) -> str:
    if form == "text":
        return f"{section.title}\n\n{section.text}".strip()
    return f"{'#' * section.level} {section.title}\n\n{section.markdown}".strip()


@click.command()
@click.argument("material")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def delete(session: Session, material: str, *, yes: bool) -> None:
    """Delete MATERIAL for good, with its notes, questions and answers.

    A backup of the library is made first; “carrel restore” brings that back. Steps from before
    cannot be undone any more.
    """
    erasing = Erasing(session.desk)
    title = erasing.title(MaterialId(material))
    if not yes:
        question = f"Delete “{title}” for good, with all notes and answers in it?"
        click.confirm(question, abort=True, err=True)
    erasing.erase(MaterialId(material))
    click.echo(f"{material}: {title} is deleted. A backup was made before.")
