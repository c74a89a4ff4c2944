"""Finds in the sections of one material all that proposals are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from carrel.domain.materials import Section
from carrel.domain.proposals.dates import DateFinder
from carrel.domain.proposals.definitions import DefinitionFinder
from carrel.domain.proposals.findings import DatedSentence, Definition, Findings, Hedge, Report
from carrel.domain.proposals.hedges import HedgeFinder
from carrel.domain.proposals.holders import NamePlaces
from carrel.domain.proposals.key_phrases import LibraryFrequencies, PhraseFinder
from carrel.domain.proposals.name_runs import Run, RunFinder, Spelling
from carrel.domain.proposals.names import NameMerger
from carrel.domain.proposals.reports import ReportFinder
from carrel.domain.proposals.running_text import RunningText, Sentence, running_text
from carrel.domain.proposals.small_words import with_own_stop_words
from carrel.domain.text.language_words import LanguageWords

Progress = Callable[[int, int], None]
"""Told how many of how many steps are done; may raise to stop the work."""

_NOTHING_KNOWN = LibraryFrequencies()


def find(
    sections: Sequence[Section],
    words: LanguageWords,
    frequencies: LibraryFrequencies = _NOTHING_KNOWN,
    *,
    progress: Progress = lambda _done, _of: None,
) -> Findings:
    """All findings of ``sections``, which are those of one material in order.

    Without words of the language there are only key phrases by their frequency, and names by their
    capitals in scripts that have them. Equal input gives equal findings.
    """
    steps = 2 * len(sections) + 2
    texts: list[RunningText] = []
    for done, section in enumerate(sections):
        progress(done, steps)
        texts.append(running_text(section, words))
    all_sentences = [sentence for text in texts for sentence in text.sentences]
    progress(len(sections), steps)
    spelling = _spelling(all_sentences)
    words = with_own_stop_words(words, spelling)
    has_names = words.has_data or not spelling.is_of_nouns
    runs = _runs(all_sentences, words, spelling) if has_names else []
    names = NameMerger(words, spelling).names(runs)
    progress(len(sections) + 1, steps)
    phrases = _phrases(all_sentences, words, with_capitals=not has_names)
    hedges, definitions = HedgeFinder(words), DefinitionFinder(words)
    dates, reports = DateFinder(words.dates), ReportFinder(words, NamePlaces(names))
    findings = Findings(
        language=words.language,
        sentences=tuple(sentence.span for sentence in all_sentences),
        names=names,
        phrases=phrases.phrases(
            frequencies,
            but_for=[each for name in names for each in (name.name, *name.aliases)],
        ),
    )
    found: tuple[list[Report], list[Hedge], list[Definition], list[DatedSentence]] = (
        [],
        [],
        [],
        [],
    )
    for done, text in enumerate(texts, start=len(sections) + 2):
        progress(done, steps)
        found[0].extend(reports.find(text))
        for sentence in text.sentences:
            found[1].extend(hedges.find(sentence))
            found[2].extend(definitions.find(sentence))
            found[3].extend(dates.find(sentence))
    progress(steps, steps)
    return Findings(
        language=findings.language,
        sentences=findings.sentences,
        names=findings.names,
        phrases=findings.phrases,
        reports=tuple(found[0]),
        hedges=tuple(found[1]),
        definitions=tuple(found[2]),
        dates=tuple(found[3]),
    )


def _spelling(sentences: Iterable[Sentence]) -> Spelling:
    spelling = Spelling()
    for sentence in sentences:
        spelling.read(sentence)
    return spelling


def _runs(sentences: Iterable[Sentence], words: LanguageWords, spelling: Spelling) -> list[Run]:
    finder = RunFinder(words)
    return [run for sentence in sentences for run in finder.find(sentence, spelling)]


def _phrases(
    sentences: Iterable[Sentence], words: LanguageWords, *, with_capitals: bool
) -> PhraseFinder:
    finder = PhraseFinder(words, words.language, with_capitals=with_capitals)
    for sentence in sentences:
        finder.read(sentence)
    return finder
