"""``carrel propose``: what rules propose for a text, and what was said of it."""

from __future__ import annotations

import sys
from itertools import groupby

import click

from carrel.cli.output import counted, json_option, print_json
from carrel.cli.session import Session
from carrel.domain.ids import MaterialId, SectionId
from carrel.domain.job_report import no_share_report
from carrel.domain.proposals.proposal import (
    Proposal,
    ProposedClaim,
    ProposedQuestion,
    ProposedTopic,
)
from carrel.domain.proposals.waiting import ProposalState
from carrel.domain.proposals.written import written
from carrel.services.proposal_tray import ProposalTray
from carrel.services.proposing import Proposing


@click.command()
@click.argument("material")
@json_option
@click.option("--first", multiple=True, metavar="SECTION", help="Of a long text, begin with this.")
@click.option("--shares", is_flag=True, help="Print the shares done, 0 to 1, in place of it.")
@click.pass_obj
def propose(
    session: Session, material: str, *, as_json: bool, first: tuple[str, ...], shares: bool
) -> None:
    """Propose topics, claims and questions for MATERIAL by rules, and list them.

    They wait in the window, beside the text: nothing is yours before you accept it there.
    """
    # The rules are loaded by no other command.
    from carrel.services.proposal_rules import BundledRules

    proposing = Proposing(session.desk, BundledRules())
    name = MaterialId(material)
    if shares or not proposing.progress(name).is_whole:
        report = _print_share if shares else no_share_report
        proposing.propose(name, report, [SectionId(section) for section in first])
    if shares:
        return
    tray = ProposalTray(session.desk)
    found = tray.all_of(name)
    if as_json:
        print_json([_as_json(proposal, state) for proposal, state in found])
        return
    if not proposing.has_words(tray.language(name)):
        known = ", ".join(proposing.languages)
        click.echo(
            "Carrel has no word lists for the language of this text and proposes only what needs"
            f" none. It has them for: {known}.\n"
        )
    click.echo(_as_text([one for one, state in found if state is ProposalState.WAITING]))


def _print_share(share: float) -> None:
    click.echo(f"{share:.3f}")
    # Whoever reads them waits for each.
    sys.stdout.flush()


def _as_json(proposal: Proposal, state: ProposalState) -> dict[str, object]:
    passage = proposal.passage
    return {
        "proposal": proposal.fingerprint,
        "kind": proposal.kind,
        "rule": proposal.rule,
        "section": passage.section,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "cue": proposal.cue or None,
        "state": state,
        "proposed": written(proposal.proposed),
    }


def _as_text(waiting: list[Proposal]) -> str:
    if not waiting:
        return "Nothing waits to be decided."
    lines = []
    for section, proposals in groupby(waiting, lambda one: one.passage.section):
        lines += [section, *(f"  {_line(one)}" for one in proposals), ""]
    lines.append(
        f"{counted(len(waiting), 'proposal')} of rules, which can be wrong; accept or reject them"
        " beside the text."
    )
    return "\n".join(lines)


def _line(proposal: Proposal) -> str:
    match proposal.proposed:
        case ProposedTopic(name=name, kind=kind):
            told = f"topic     {name} ({kind})"
        case ProposedClaim(statement=statement, certainty=certainty):
            told = f"claim     {statement} ({certainty})"
        case ProposedQuestion(prompt=prompt, body=body, kind=kind):
            asked = prompt or str(body.get("text") or body.get("statement") or "")
            told = f"question  {' '.join(asked.split())} ({kind})"
    return f"{told}  [{proposal.rule}]"
