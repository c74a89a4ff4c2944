"""Follows the links of a text and of the notes beside it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument

from carrel.domain.ids import AnnotationId, SectionId
from carrel.domain.materials import Section
from carrel.domain.reading import Chapter, TextRange
from carrel.domain.text.document import SpanKind
from carrel.services.annotating import Annotating
from carrel.services.reading import document_of
from carrel.ui.attempt import Attempt
from carrel.ui.page import PageContext
from carrel.ui.pages.reader.annotated_text import AnnotatedText
from carrel.ui.pages.reader.footnote_popup import FootnotePopup
from carrel.ui.pages.reader.picture_window import PictureWindow
from carrel.ui.widgets.document_writer import FOOTNOTE_SCHEME, PICTURE_SCHEME, picture_name
from carrel.ui.widgets.note_body import topic_named


class LinkFollower:
    """Leads to footnotes, sections and topics; to the web only in the student's own browser."""

    def __init__(self, view: AnnotatedText, context: PageContext) -> None:
        self._view = view
        self._annotating = Annotating(context.desk)
        self._navigator = context.navigator
        self._attempt = Attempt(context.navigator)
        self._chapter: Chapter | None = None
        view.link_followed.connect(self._follow_link)
        view.note_link_followed.connect(self._follow_note_link)

    def show(self, chapter: Chapter) -> None:
        """These sections are on the page now."""
        self._chapter = chapter

    def _follow_note_link(self, name: str, address: str) -> None:
        """Follow a link of a note: to a topic, or as one of the text."""
        topic = topic_named(address)
        if not topic:
            self._follow_link(address)
            return
        found = self._attempt(lambda: self._annotating.linked_topic(AnnotationId(name), topic))
        if found is not None:
            self._navigator.open_topic(found)
        else:
            self._navigator.show_message(
                _tr("There is no topic called “{topic}”; check the name in the note.").format(
                    topic=topic
                )
            )

    def _follow_link(self, address: str) -> None:
        """Follow a link of the text: a footnote or a section here, else the web browser."""
        url = QUrl(address)
        if url.scheme() == FOOTNOTE_SCHEME:
            self._show_footnote(url)
        elif url.scheme() == PICTURE_SCHEME:
            self._show_picture(address)
        elif url.isRelative() and url.hasFragment() and self._chapter is not None:
            section = SectionId(f"{self._chapter.material}/{url.fragment()}")
            self._navigator.open_section(section)
        elif url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)
        else:
            self._navigator.show_message(
                _tr("This link leads to {address}, which Carrel does not open.").format(
                    address=address
                )
            )

    def _show_footnote(self, url: QUrl) -> None:
        """Show a footnote beside its mark, with the way to its place."""
        section = next((one for one in self._sections() if one.id == url.path()), None)
        if section is None:
            return
        number = int(url.fragment())
        blocks = [one for one in document_of(section).footnotes if one.footnote == number]
        if not blocks:
            return
        place = TextRange(section.id, blocks[0].start, blocks[-1].end)
        popup = FootnotePopup("\n\n".join(block.text for block in blocks), self._view)
        # As a jump, so that back leads to the mark.
        popup.note_requested.connect(
            lambda: self._navigator.open_passage(place.section, place.start, place.end)
        )
        popup.open_at(self._view.last_click + QPoint(0, 14))

    def _show_picture(self, address: str) -> None:
        name = address.removeprefix(f"{PICTURE_SCHEME}:")
        kind = QTextDocument.ResourceType.ImageResource.value
        image = self._view.text.document().resource(kind, QUrl(name))
        if isinstance(image, QImage):
            PictureWindow(image, self._words_of(name), self._view).open()

    def _words_of(self, name: str) -> str:
        """What a picture shows, as its text says."""
        for section in self._sections():
            for block in document_of(section).blocks:
                for span in block.spans_of(SpanKind.PICTURE):
                    if name == picture_name(section.id, span):
                        return span.title or span.words
        return ""

    def _sections(self) -> tuple[Section, ...]:
        return self._chapter.sections if self._chapter is not None else ()


def _tr(text: str) -> str:
    return QCoreApplication.translate("LinkFollower", text)
