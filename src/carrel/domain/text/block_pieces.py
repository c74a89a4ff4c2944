"""Cuts a block of text where the spans that it lies in change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carrel.domain.text.document import Block, Span, SpanKind


def pieces(
    block: Block, start: int, end: int, *, cuts: Iterable[int] = ()
) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
    """The parts of a block's text that lie in the same spans, in order.

    All places count code points within the block. ``cuts`` are further places to cut at. A footnote
    reference is a part of its own that is empty.
    """
    marks = [span for span in block.spans if span.kind is SpanKind.FOOTNOTE_REFERENCE]
    others = [span for span in block.spans if span.kind is not SpanKind.FOOTNOTE_REFERENCE]
    edges = {start, end, *(cut for cut in cuts if start < cut < end)}
    for span in block.spans:
        edges.update(edge for edge in (span.start, span.end) if start < edge < end)
    ordered = sorted(edges)
    for here, there in zip(ordered, [*ordered[1:], None], strict=True):
        yield from ((here, here, (mark,)) for mark in marks if mark.start == here)
        if there is not None:
            yield here, there, tuple(s for s in others if s.start <= here and there <= s.end)
