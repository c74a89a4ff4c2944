"""What the filters of a search mean in this library, and what they can be given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from carrel.domain.annotations import Colour
from carrel.domain.search_filters import (
    KIND_WORDS,
    Condition,
    Due,
    DueSpan,
    FilterChoice,
    FilterName,
    Narrowing,
    UnknownValue,
    dues_meant,
    kinds_meant,
)
from carrel.domain.spelling import nearest_names
from carrel.domain.text.folding import fold
from carrel.services.desk import Desk
from carrel.services.preferences import Preferences
from carrel.services.study_rules import StudyRules
from carrel.storage.search_values import NamedTopic, SearchValues

Name = TypeVar("Name", bound=str)

MOST_TOPICS = 50
"""Topics that the beginning of a name can mean at once."""

MOST_NAMED = 5
"""Values that are named where one was not understood."""


class Filtering:
    """Reads the values of filters as people write them: beginnings will do, accents do not count.

    A value that is a whole name means that alone; else it means all that begin so.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._values = SearchValues(desk.database)

    def narrow(
        self, conditions: Iterable[Condition]
    ) -> tuple[tuple[Narrowing, ...], tuple[UnknownValue, ...]]:
        """What is asked of hits, and the values that mean nothing: no hit meets those."""
        narrowings, unknown = [], []
        for condition in conditions:
            spans: list[DueSpan] = []
            keys: list[str] = []
            for value in condition.values:
                meant = self._dues(value) if condition.name is FilterName.DUE else ()
                named = self._keys(condition.name, value)
                spans += meant
                keys += named
                if not meant and not named:
                    unknown.append(self._unknown(condition.name, value))
            narrowings.append(
                Narrowing(condition.name, tuple(keys), tuple(spans), condition.is_unwanted)
            )
        return tuple(narrowings), tuple(unknown)

    def choices(self, name: FilterName, typed: str, *, most: int) -> tuple[FilterChoice, ...]:
        """Values for a filter of which ``typed`` is the beginning, at most ``most``."""
        if name is FilterName.TOPIC:
            return _topic_choices(self._topics_like(typed, most=most))[:most]
        wanted = fold(typed).strip()
        return tuple(
            one
            for one in self._all_choices(name)
            if _begins(wanted, one.value) or (one.detail and _begins(wanted, one.detail))
        )[:most]

    def _all_choices(self, name: FilterName) -> Sequence[FilterChoice]:
        if name is FilterName.IN:
            return [FilterChoice(words[0]) for words in KIND_WORDS.values()]
        if name is FilterName.DUE:
            return [FilterChoice(due) for due in Due]
        if name is FilterName.COLOUR:
            return [
                FilterChoice(own or colour, colour if own else "")
                for colour, own in self._colour_names().items()
            ]
        if name is FilterName.TAG:
            return [FilterChoice(tag) for tag in self._values.tags()]
        return [FilterChoice(title, key) for key, title in self._values.materials()]

    def _keys(self, name: FilterName, value: str) -> tuple[str, ...]:
        if name is FilterName.IN:
            return kinds_meant(value)
        if name is FilterName.COLOUR:
            names = {colour: (colour, own) for colour, own in self._colour_names().items()}
            return _meant(value, names)
        if name is FilterName.TAG:
            return _meant(value, {tag: (tag,) for tag in self._values.tags()})
        if name is FilterName.MATERIAL:
            return _meant(value, {key: (key, title) for key, title in self._values.materials()})
        if name is FilterName.TOPIC:
            return self._topics(value)
        return ()

    def _dues(self, value: str) -> tuple[DueSpan, ...]:
        return dues_meant(value, day=StudyRules(self._desk).day(), now=self._desk.clock())

    def _topics(self, value: str) -> tuple[str, ...]:
        found = [topic.id for topic in self._topics_meant(value)]
        same = [other for topic in found for other in self._values.joined_with(topic)]
        return tuple(dict.fromkeys((*found, *same)))

    def _topics_meant(self, value: str) -> tuple[NamedTopic, ...]:
        return self._values.topics_called(fold(value)) or self._topics_like(value, most=MOST_TOPICS)

    def _topics_like(self, value: str, *, most: int) -> tuple[NamedTopic, ...]:
        folded = fold(value).strip()
        return self._values.topics_beginning(folded, most=most) or self._values.topics_with_word(
            folded, most=most
        )

    def _colour_names(self) -> dict[Colour, str]:
        names = Preferences(self._desk).settings().colour_names
        return {colour: names.get(colour, "") for colour in Colour}

    def _unknown(self, name: FilterName, value: str) -> UnknownValue:
        if name is FilterName.TOPIC:
            folded = nearest_names(fold(value), self._values.topic_names(), limit=MOST_NAMED)
            near = [topic for one in folded for topic in self._values.topics_called(one)]
            known = [choice.value for choice in _topic_choices(near)]
        else:
            known = [choice.value for choice in self._all_choices(name)]
            if len(known) > len(Due):
                known = list(nearest_names(value, known, limit=MOST_NAMED)) or known
        return UnknownValue(name, value, tuple(known[: max(MOST_NAMED, len(Due))]))


def _topic_choices(topics: Iterable[NamedTopic]) -> tuple[FilterChoice, ...]:
    """One for each name; with its material, where topics of several materials are named."""
    by_name: dict[str, list[NamedTopic]] = {}
    for topic in topics:
        by_name.setdefault(topic.folded, []).append(topic)
    titles = {topic.material_title for named in by_name.values() for topic in named}
    return tuple(
        FilterChoice(
            named[0].name, named[0].material_title if len(titles) > 1 == len(named) else ""
        )
        for named in by_name.values()
    )


def _meant(value: str, names: Mapping[Name, tuple[str, ...]]) -> tuple[Name, ...]:
    """The keys that have ``value`` as a name; without one, those with a name that begins so."""
    wanted = fold(value)
    exact = tuple(key for key, own in names.items() if any(fold(one) == wanted for one in own))
    return exact or tuple(
        key for key, own in names.items() if any(_begins(wanted, one) for one in own if one)
    )


def _begins(folded: str, name: str) -> bool:
    """Whether each word begins one of the name, in any order."""
    words = fold(name).split()
    return all(any(word.startswith(typed) for word in words) for typed in folded.split())
