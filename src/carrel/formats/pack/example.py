"""A small complete pack to start from; ``data/README.md`` shows the same files."""

from __future__ import annotations

PACK = """\
format: 1
id: tides
edition: 1
title: "Tides: a first look"
authors: [A Teacher]
language: en
licence: CC-BY-4.0
description: Why the sea rises and falls, in two short sections.
"""

SECTIONS = """\
# Why the sea rises and falls {#why}

On most coasts the sea rises and falls twice a day. The main cause is the Moon,
whose gravity pulls harder on the near side of the Earth than on the far side.

## Spring tides and neap tides {#spring-neap}

When Sun and Moon pull along one line, the range of the tide is largest; this is
a *spring tide*. A week later they pull at right angles, and the range is smallest:
a *neap tide*. Fishermen say that the strongest current comes halfway between high
and low water.
"""

TOPICS = """\
groups:
  - {slug: causes, name: What causes tides}
topics:
  - slug: gravity
    name: Gravity
    kind: concept
    group: causes
    definition: The pull that masses have on each other.
  - slug: spring-tide
    name: Spring tide
    kind: term
    definition: A tide of large range, when Sun and Moon pull along one line.
    related: [gravity]
people:
  - slug: author
    name: The author
    kind: person
    aliases: [A Teacher]
    links_by_name: false
  - slug: fishermen
    name: Fishermen
    kind: group
    links_by_name: false
mentions:
  - topic: author
    section: why
    quote: The main cause is the Moon
"""

CLAIMS = """\
claims:
  - id: c1
    statement: The Moon is the main cause of the tides.
    section: why
    quote: The main cause is the Moon
    asserted_by: author
    ascribed_to: author
    certainty: stated
    topics: [gravity]
  - id: c2
    statement: The strongest current comes halfway between high and low water.
    section: spring-neap
    quote: the strongest current comes halfway between high and low water
    asserted_by: author
    ascribed_to: fishermen
    certainty: reported
    hedge: say
links:
  - {from: c1, relation: explains, to: c2, why: A current is water that the tide moves.}
"""

POSITIONS = """\
holders:
  - {slug: author, name: The author, topics: [author]}
  - {slug: fishermen, name: Fishermen, topics: [fishermen]}
issues:
  - slug: current
    title: When is the current strongest?
    cells:
      - {holder: fishermen, text: Halfway between high and low water., claims: [c2]}
"""

TIMELINE = """\
events:
  - id: t1
    date: "1687"
    title: Newton explains the tides by gravity
    sources: ["Isaac Newton: Philosophiae Naturalis Principia Mathematica"]
    in_source: false
    topics: [gravity]
"""

QUESTIONS = """\
questions:
  - id: q1
    kind: single_choice
    prompt: What is the main cause of the tides?
    options:
      - {text: The Sun, why: "It takes part, but the Moon has the larger effect."}
      - {text: The Moon, correct: true}
      - {text: The wind, why: "It makes waves, not tides."}
    level: recall
    section: why
    topics: [gravity]
    claims: [c1]
    cites: [{section: why, quote: The main cause is the Moon}]
    support: literal
    explanation: The author states that the Moon is the main cause.
  - id: q2
    kind: cloze
    prompt: Fill in the missing word.
    text: When Sun and Moon pull along one line, there is a {{1}} tide.
    gaps:
      - {answer: spring, distractors: [neap, ebb]}
    level: recall
    section: spring-neap
    topics: [spring-tide]
    cites:
      - section: spring-neap
        quote: the range of the tide is largest; this is a spring tide
    support: literal
    explanation: The author states it. A neap tide is the smallest one.
  - id: q3
    kind: certainty
    prompt: How certain does the text sound?
    statement: The strongest current comes halfway between high and low water.
    answer: reported
    hedge: say
    level: attribution
    section: spring-neap
    claims: [c2]
    cites:
      - section: spring-neap
        quote: Fishermen say that the strongest current comes halfway
    support: literal
    explanation: The author reports what fishermen say.
"""

FILES = {
    "pack.yaml": PACK,
    "sections/01-tides.md": SECTIONS,
    "topics.yaml": TOPICS,
    "claims.yaml": CLAIMS,
    "positions.yaml": POSITIONS,
    "timeline.yaml": TIMELINE,
    "questions/tides.yaml": QUESTIONS,
}
"""The files of the example by their paths in the pack."""
