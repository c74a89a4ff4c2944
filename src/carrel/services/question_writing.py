"""Writing questions: from words of a text, anew or over those of a pack, each change one step."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from carrel.domain.changes import Change
from carrel.domain.ids import QuestionId, SectionId
from carrel.domain.materials import Origin
from carrel.domain.questions.body import Kind
from carrel.domain.questions.drafts import Draft, draft_from, draft_of, question_of
from carrel.domain.questions.question import Level, Question, Support
from carrel.services.desk import Desk
from carrel.storage.cited_words import CitedWords
from carrel.storage.journal import Action
from carrel.storage.material_store import MaterialStore
from carrel.storage.override_store import OverrideStore
from carrel.storage.question_store import QuestionStore

_THING = "question"


class QuestionWriting:
    """A student's own questions, and their changes to those of a pack."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._questions = QuestionStore(desk.database)
        self._overrides = OverrideStore(desk.database)
        self._cited = CitedWords(desk.database)
        self._texts = MaterialStore(desk.database)

    def draft_from(self, section: SectionId, start: int, end: int) -> Draft:
        """A first draft for words of a text, in code points; raises :class:`NotFound`."""
        return self._in_language(draft_from(section, self._texts.section(section).text, start, end))

    def draft(self, key: QuestionId) -> Draft:
        """A question as a draft to be changed; raises :class:`NotFound`."""
        return self._in_language(draft_of(self._questions.get(key)))

    def create(self, draft: Draft) -> QuestionId:
        """Store a new question; raises :class:`QuestionError` for a draft that has faults."""
        question = question_of(draft, QuestionId(self._desk.new_id()), Origin.OWN)
        at = self._desk.clock()
        with self._desk.action("Make a question", Change.QUESTIONS) as action:
            position = self._questions.next_position(question.material)
            self._questions.add(action, question, at=at, position=position)
        return question.id

    def change(self, key: QuestionId, draft: Draft) -> None:
        """Store what a student changed; the author's version of a pack's question is kept beside.

        Raises :class:`NotFound` and :class:`QuestionError`.
        """
        before = self._questions.get(key)
        question = question_of(draft, key, before.origin)
        if question == before:
            return
        with self._desk.action("Change question", Change.QUESTIONS) as action:
            self._write(action, question, before)

    def author_version(self, key: QuestionId) -> Draft | None:
        """What the author wrote where a student has changed it; None if nothing was changed."""
        values = self._overrides.author_values(_THING, key)
        if not values:
            return None
        draft = _with_columns(self.draft(key), values)
        cited = self._cited.authors(key)
        return draft if cited is None else replace(draft, passages=cited)

    def restore(self, key: QuestionId) -> None:
        """Let the author's version be in force again; tags of the student stay."""
        authors = self.author_version(key)
        if authors is None:
            return
        before = self._questions.get(key)
        question = question_of(authors, key, before.origin)
        with self._desk.action("Restore the author's version", Change.QUESTIONS) as action:
            self._write(action, question, before)

    def _in_language(self, draft: Draft) -> Draft:
        """The draft with the language of its material, which its checks go by."""
        return replace(draft, language=self._texts.material(draft.material).language or "en")

    def _write(self, action: Action, question: Question, before: Question) -> None:
        at = self._desk.clock()
        for field, value in _columns(question).items():
            self._overrides.change(action, _THING, question.id, field, value, at=at)
        row_id = self._questions.row_id(question.id)
        if question.passages != before.passages:
            if before.origin is Origin.PACK:
                self._cited.change(action, question.id, before.passages, question.passages, at=at)
            self._questions.set_passages(action, row_id, question.id, question.passages)
        self._questions.set_tags(action, row_id, question.tags)
        self._questions.fit_cards(action, row_id, question, at=at)


def _columns(question: Question) -> dict[str, str]:
    """The columns of a question that a student can change."""
    return {
        "kind": question.kind.value,
        "prompt": question.prompt,
        "body": json.dumps(question.body.to_dict(), ensure_ascii=False),
        "explanation": question.explanation,
        "support": question.support.value,
        "level": question.level.value,
    }


def _with_columns(draft: Draft, values: Mapping[str, str | None]) -> Draft:
    """A draft with these columns instead of its own."""
    readers: dict[str, Any] = {
        "kind": Kind,
        "prompt": str,
        "body": json.loads,
        "explanation": str,
        "support": Support,
        "level": Level,
    }
    changed = {
        field: readers[field](value or "") for field, value in values.items() if field in readers
    }
    return replace(draft, **changed)
