"""Small books and archives that tests build, whole or with something wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PNG_2 = PNG + b"\1"

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""

PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>The Lake</dc:title><dc:language>en-GB</dc:language><dc:date>1911-03-04</dc:date>
<dc:creator id="a">Ann Lee</dc:creator><meta refines="#a" property="role">aut</meta>
<dc:creator id="b">Bo Ek</dc:creator><meta refines="#b" property="role">trl</meta>
<dc:publisher>Desk Press</dc:publisher></metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="cover" href="pic/cover.png" media-type="image/png" properties="cover-image"/>
<item id="front" href="text/front.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/t%20wo.xhtml" media-type="application/xhtml+xml"/>
<item id="notes" href="text/notes.xhtml" media-type="application/xhtml+xml"/>
<item id="map" href="pic/map.png" media-type="image/png"/>
</manifest>
<spine toc="ncx"><itemref idref="front"/><itemref idref="one"/><itemref idref="two"/>
<itemref idref="gone"/><itemref idref="notes" linear="no"/></spine></package>"""

NAVIGATION = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<body><nav epub:type="landmarks"><ol><li><a href="text/front.xhtml">Cover</a></li></ol></nav>
<nav epub:type="toc"><h1>Contents</h1><ol>
<li><span>Part One</span><ol><li><a href="text/one.xhtml">1. Water</a>
<ol><li><a href="text/one.xhtml#ice">Ice</a></li></ol></li></ol></li>
<li><a href="text/t%20wo.xhtml">2. Land</a></li></ol></nav></body></html>"""

CONTENTS = """<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "x.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>Water</text></navLabel><content src="text/one.xhtml"/>
<navPoint><navLabel><text>Ice</text></navLabel><content src="text/one.xhtml#ice"/></navPoint>
</navPoint><navPoint><navLabel><text>Land</text></navLabel><content src="text/t%20wo.xhtml"/>
</navPoint></navMap></ncx>"""

PAGE = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title/><style>p {{}}</style></head><body>{body}</body></html>"""

FRONT = '<div><svg xmlns="http://www.w3.org/2000/svg"><image href="../pic/cover.png"/></svg></div>'
ONE = """<section><h1>1. Water</h1><p>Lakes are deep&nbsp;waters.<a epub:type="noteref"
href="notes.xhtml#n1">*</a> <span epub:type="pagebreak" id="p7" title="7"/>They freeze.</p>
<p id="ice"/><h2>Ice</h2><p>Ice floats.</p>
<p><img src="../pic/map.png" alt="A map"/></p></section>"""
TWO = """<h1>2. Land</h1><p>Land is dry.<a href="notes.xhtml#n2"><sup>2</sup></a></p>
<ul><li>sand</li><li>clay</li></ul>"""
NOTES = """<section epub:type="footnotes"><aside epub:type="footnote" id="n1"><p>Mostly.</p></aside>
<aside epub:type="footnote" id="n2"><p>2. In summer. <a href="t%20wo.xhtml#r">↩</a></p></aside>
</section>"""


def book_files(*, without: str = "") -> dict[str, bytes]:
    """The entries of a small EPUB by name; ``without`` leaves one out."""
    texts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE,
        "OEBPS/nav.xhtml": NAVIGATION,
        "OEBPS/toc.ncx": CONTENTS,
        "OEBPS/text/front.xhtml": PAGE.format(body=FRONT),
        "OEBPS/text/one.xhtml": PAGE.format(body=ONE),
        "OEBPS/text/t wo.xhtml": PAGE.format(body=TWO),
        "OEBPS/text/notes.xhtml": PAGE.format(body=NOTES),
    }
    files = {name: text.encode() for name, text in texts.items()}
    files |= {"OEBPS/pic/cover.png": PNG, "OEBPS/pic/map.png": PNG_2}
    files.pop(without, None)
    return files


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of these entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # The type of a book is told by its first bytes.
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return target.getvalue()
