"""A proposal in words: what it would become, and why the rule thought so."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from carrel.domain.errors import QuestionError
from carrel.domain.ids import QuestionId
from carrel.domain.proposals.proposal import (
    Proposal,
    ProposalKind,
    ProposedClaim,
    ProposedQuestion,
    ProposedTopic,
    Rule,
)
from carrel.domain.questions.body import Kind
from carrel.domain.questions.kinds import read_body
from carrel.domain.questions.on_paper import OnPaper
from carrel.domain.questions.question import Question
from carrel.domain.text.markdown import parse
from carrel.ui.answering.kind_words import kind_words
from carrel.ui.widgets.claim_look import certainty_title
from carrel.ui.widgets.topic_words import kind_name

_UNBROKEN = "\u00a0"


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """What a row says. All are plain text; ``cue`` are the words of ``why`` that are marked."""

    kind: str
    title: str
    lines: tuple[str, ...]
    why: str
    cue: str
    is_name: bool = False

    @property
    def spoken(self) -> str:
        """All of it, as it is read out."""
        return ". ".join((self.kind, self.title, *self.lines, self.why))

    def html(self, muted: str) -> str:
        """All of it, as the row shows it; ``muted`` is the ink of what matters less."""
        why = escape(self.why)
        if self.cue:
            why = why.replace(escape(self.cue), f"<b>{escape(self.cue)}</b>", 1)
        lines = "".join(f"<div>{escape(line)}</div>" for line in self.lines)
        title = escape(self.title).replace("\n", "<br>")
        if self.is_name:
            title = f"<b>{title}</b>"
        small = f"<div style='color:{muted}; font-size:small'>"
        return f"{small}{escape(self.kind)}</div><div>{title}</div>{lines}{small}{why}</div>"


def proposal_words(proposal: Proposal) -> ProposalWords:
    """What a proposal says of itself."""
    why, cue = _why(proposal)
    match proposal.proposed:
        case ProposedTopic() as topic:
            return ProposalWords(
                _tr("Topic · {kind}").format(kind=kind_name(topic.kind)),
                topic.name,
                _topic_lines(topic),
                why,
                cue,
                is_name=True,
            )
        case ProposedClaim() as claim:
            return ProposalWords(
                _tr("Claim · {certainty}").format(certainty=certainty_title(claim.certainty)),
                claim.statement,
                _claim_lines(claim, proposal.cue),
                why,
                cue,
            )
        case ProposedQuestion() as question:
            title, lines = _question_lines(proposal, question)
            kind = _tr("Question · {kind}").format(kind=kind_words(question.kind).lower())
            return ProposalWords(kind, title, lines, why, cue)


def kind_title(kind: ProposalKind) -> str:
    """What would be made, in the plural, as a filter says it."""
    return {
        ProposalKind.TOPIC: _tr("Topics"),
        ProposalKind.CLAIM: _tr("Claims"),
        ProposalKind.QUESTION: _tr("Questions"),
    }[kind]


def kind_label(kind: ProposalKind) -> str:
    """What would be made, as it stands over the words in the text."""
    return {
        ProposalKind.TOPIC: _tr("Topic?"),
        ProposalKind.CLAIM: _tr("Claim?"),
        ProposalKind.QUESTION: _tr("Question?"),
    }[kind]


def rule_title(rule: Rule) -> str:
    """What a rule makes, in the plural: "names", "gaps for a term"."""
    return {
        Rule.NAME: _tr("names"),
        Rule.KEY_PHRASE: _tr("key phrases"),
        Rule.DEFINED_TERM: _tr("defined terms"),
        Rule.REPORTED_SPEECH: _tr("reported speech"),
        Rule.UNNAMED_SOURCE: _tr("unnamed sources"),
        Rule.DENIAL: _tr("denials"),
        Rule.HEDGE: _tr("hedged sentences"),
        Rule.CLOZE_TERM: _tr("gaps for a term"),
        Rule.CLOZE_SENTENCE: _tr("gaps in key sentences"),
        Rule.DEFINITION_TO_TERM: _tr("terms for definitions"),
        Rule.NAME_TO_ROLE: _tr("roles of people"),
        Rule.DATE_TO_EVENT: _tr("events of dates"),
        Rule.WHO_SAID_IT: _tr("who said it"),
        Rule.HOW_CERTAIN: _tr("how certain it is"),
        Rule.CHANGED_HEDGE: _tr("changed hedges"),
        Rule.CHANGED_HOLDER: _tr("changed holders"),
        Rule.ORDER_OF_EVENTS: _tr("orders of events"),
    }[rule]


def _why(proposal: Proposal) -> tuple[str, str]:
    """The reason in a sentence, and the words in it that the rule went by."""
    plain, with_cue = _reasons()[proposal.rule]
    cue = " ".join(proposal.cue.split())
    if proposal.rule is Rule.KEY_PHRASE:
        cue = cue.replace(" ", _UNBROKEN)  # a count is not parted from its sign
    if not cue:
        return plain, ""
    if proposal.rule is not Rule.KEY_PHRASE:
        # Of a phrase it is told how often it stands in the text.
        cue = f"“{cue}”"
    return with_cue.format(cue=cue), cue


def _reasons() -> dict[Rule, tuple[str, str]]:
    """The reason of each rule without and with the words that it went by."""
    return {
        Rule.NAME: (
            _tr("Why: the text names it."),
            _tr("Why: the text names it, and {cue} tells what it is."),
        ),
        Rule.KEY_PHRASE: (
            _tr("Why: this text uses these words far more than others do."),
            _tr("Why: this text uses these words far more than others do, {cue}."),
        ),
        Rule.DEFINED_TERM: (
            _tr("Why: the text says what it means."),
            _tr("Why: the text says what it means: {cue}."),
        ),
        Rule.REPORTED_SPEECH: (
            _tr("Why: the text reports what somebody says."),
            _tr("Why: the text reports what somebody says: {cue}."),
        ),
        Rule.UNNAMED_SOURCE: (
            _tr("Why: somebody says so whom the text does not name."),
            _tr("Why: somebody says so whom the text does not name: {cue}."),
        ),
        Rule.DENIAL: (
            _tr("Why: somebody denies it."),
            _tr("Why: somebody denies it: {cue}."),
        ),
        Rule.HEDGE: (
            _tr("Why: the sentence holds back."),
            _tr("Why: the sentence holds back with {cue}."),
        ),
        Rule.CLOZE_TERM: (
            _tr("Why: the sentence says something of a term of this text."),
            _tr("Why: the sentence says something of {cue}."),
        ),
        Rule.CLOZE_SENTENCE: (
            _tr("Why: a key sentence of this section."),
            _tr("Why: a key sentence of this section, with {cue} left out."),
        ),
        Rule.DEFINITION_TO_TERM: (
            _tr("Why: the text says what the term means."),
            _tr("Why: the text says what the term means: {cue}."),
        ),
        Rule.NAME_TO_ROLE: (
            _tr("Why: the text says who this is."),
            _tr("Why: the text says who this is: {cue}."),
        ),
        Rule.DATE_TO_EVENT: (
            _tr("Why: the sentence says when it happened."),
            _tr("Why: the sentence says when it happened: {cue}."),
        ),
        Rule.WHO_SAID_IT: (
            _tr("Why: the text says whose words these are."),
            _tr("Why: the text says whose words these are: {cue}."),
        ),
        Rule.HOW_CERTAIN: (
            _tr("Why: the sentence says how certain it is."),
            _tr("Why: {cue} says how certain it is."),
        ),
        Rule.CHANGED_HEDGE: (
            _tr("Why: the sentence holds back; the statement may not."),
            _tr("Why: the sentence holds back with {cue}; the statement may not."),
        ),
        Rule.CHANGED_HOLDER: (
            _tr("Why: the text says whose view it is; the statement may name another."),
            _tr("Why: the text says whose view it is: {cue}; the statement may name another."),
        ),
        Rule.ORDER_OF_EVENTS: (
            _tr("Why: the text dates all of these."),
            _tr("Why: the text dates all of these: {cue}."),
        ),
    }


def _topic_lines(topic: ProposedTopic) -> tuple[str, ...]:
    lines = []
    if topic.aliases:
        lines.append(_tr("Also called {names}").format(names=", ".join(topic.aliases)))
    if topic.definition:
        lines.append(topic.definition)
    return tuple(lines)


def _claim_lines(claim: ProposedClaim, cue: str) -> tuple[str, ...]:
    asserter, holder = claim.asserted_by, claim.ascribed_to
    if not asserter and not holder:
        told = _tr("In the text’s own words")
    elif not asserter:
        told = _tr("The view of {holder}, as the text tells it")
    elif holder in ("", asserter):
        told = _tr("Said by {name}")
    else:
        told = _tr("Said by {name}, about the view of {holder}")
    lines = [told.format(name=asserter, holder=holder)]
    if claim.hedge and claim.hedge != cue:
        lines.append(_tr("Held back by “{hedge}”").format(hedge=claim.hedge))
    return tuple(lines)


def _question_lines(proposal: Proposal, proposed: ProposedQuestion) -> tuple[str, tuple[str, ...]]:
    """What is asked, and the answers; a fault in place of them if it cannot be asked."""
    try:
        body = read_body(proposed.kind, proposed.body)
    except QuestionError as error:
        return proposed.prompt, tuple(problem.what for problem in error.problems)
    question = Question(
        QuestionId(proposal.fingerprint),
        proposal.material,
        proposed.prompt,
        body,
        passages=(proposal.passage,),
    )
    paper = question.on_paper()
    title = "\n".join(part for part in (parse(proposed.prompt).text, paper.text) if part)
    return title or question.headline, _answer_lines(proposed.kind, paper)


def _answer_lines(kind: Kind, paper: OnPaper) -> tuple[str, ...]:
    """What is offered and what is right of it; what is right has a tick before it."""
    right = set(paper.answers)
    if right & set(paper.choices):
        return tuple(f"{'✓' if one in right else '○'} {one}" for one in paper.choices)
    if kind is Kind.ORDERING:
        return tuple(f"{number}. {one}" for number, one in enumerate(paper.answers, start=1))
    answers = tuple(f"✓ {answer}" for answer in paper.answers)
    others = ", ".join(one for one in paper.lines if one not in right)
    if kind is Kind.CLOZE and others:
        return (*answers, _tr("offered beside {others}").format(others=others))
    return answers


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProposalWords", text)
