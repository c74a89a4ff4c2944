"""How printed pages look: the Typst functions that :mod:`carrel.formats.writing.printed` calls."""

from __future__ import annotations

TEMPLATE = r"""
#let ink = rgb("#1c1b19")
#let faint = rgb("#5f5c56")
#let note-width = 46mm
#let note-gap = 7pt
#let grounds = (
  important: rgb("#fbe7a1"), question: rgb("#cfe3f7"),
  evidence: rgb("#d3ecd3"), disagree: rgb("#f7d4d0"),
)
// Each colour has a line of its own too, for print without colour.
#let lines = (
  important: (dash: "solid", thickness: 0.7pt), question: (dash: "dotted", thickness: 0.9pt),
  evidence: (dash: "dashed", thickness: 0.7pt), disagree: (dash: "dash-dotted", thickness: 0.9pt),
)
#let line-of(name) = (paint: faint, dash: lines.at(name).dash, thickness: lines.at(name).thickness)
#let marked(name, body) = highlight(
  fill: grounds.at(name), top-edge: "ascender", bottom-edge: "descender",
  underline(stroke: line-of(name), offset: 2pt, body),
)
#let underlined(name, body) = underline(stroke: line-of(name), offset: 2pt, body)
#let important(body) = marked("important", body)
#let question(body) = marked("question", body)
#let evidence(body) = marked("evidence", body)
#let disagree(body) = marked("disagree", body)
#let important-underline(body) = underlined("important", body)
#let question-underline(body) = underlined("question", body)
#let evidence-underline(body) = underlined("evidence", body)
#let disagree-underline(body) = underlined("disagree", body)

#let rule = align(center, text(fill: faint)[\* #h(1em) \* #h(1em) \*])
#let picture(path, words) = box(image(path, alt: words, width: auto))

#let note-block(number, name, body) = block(
  width: note-width, inset: (left: 6pt), stroke: (left: line-of(name)),
  {
    set text(size: 8pt, fill: ink)
    set par(justify: false, leading: 0.5em, spacing: 0.6em)
    [#text(weight: "bold")[#number]#h(0.5em)#body]
  },
)

// Where the notes of a page stand: beside their words, pushed down where they crowd, and up again
// from the foot of the page.
#let tops(starts, heights, bottom) = {
  let found = ()
  let free = 0pt
  for (start, height) in starts.zip(heights) {
    let top = calc.max(start, free)
    found.push(top)
    free = top + height + note-gap
  }
  let limit = bottom
  for i in range(found.len()).rev() {
    found.at(i) = calc.min(found.at(i), limit - heights.at(i))
    limit = found.at(i) - note-gap
  }
  found
}

#let margin-note(number, name, body) = {
  super(text(size: 0.8em)[#number])
  box(width: 0pt, context {
    let own = here().position()
    let shown = note-block(number, name, body)
    let height = measure(shown).height
    let all = query(<margin-note>).filter(one => one.location().page() == own.page)
    let starts = all.map(one => one.location().position().y)
    let heights = all.map(one => one.value.height)
    let index = all.position(one => one.value.number == number)
    let y = own.y
    if index != none { y = tops(starts, heights, page.height - 16mm).at(index) }
    let x = page.width - 12mm - note-width
    [#metadata((number: number, height: height)) <margin-note>]
    place(top + left, dx: x - own.x, dy: y - own.y - 6pt, shown)
  })
}

#let long-note(number, name, body) = block(
  inset: (left: 8pt, y: 2pt), stroke: (left: line-of(name)), above: 0.9em, below: 0.9em,
  {
    set text(size: 8.8pt)
    [#text(weight: "bold")[#number]#h(0.5em)#body]
  },
)

#let box-to-tick = box(width: 0.72em, height: 0.72em, stroke: 0.6pt + ink, baseline: 8%)
#let blank = box(width: 2.2em, stroke: (bottom: 0.6pt + ink), height: 0.8em)
#let writing-line = block(width: 100%, height: 1.9em, below: 0pt, above: 0pt,
  stroke: (bottom: 0.4pt + faint))
#let task(body) = text(size: 0.88em, fill: faint, body)
#let choices(..items) = pad(left: 0.6em, stack(spacing: 0.62em,
  ..items.pos().map(one => grid(columns: (1.3em, 1fr), box-to-tick, one))))
#let plain-lines(..items) = pad(left: 0.6em, stack(spacing: 0.62em, ..items.pos()))
#let blanks(..items) = pad(left: 0.6em, stack(spacing: 0.72em,
  ..items.pos().map(one => grid(columns: (2.7em, 1fr), blank, one))))
#let letters(..items) = pad(left: 0.6em, enum(numbering: "a)", tight: true, ..items.pos()))
#let asked(number, body) = block(breakable: false, above: 1.5em, below: 0pt,
  grid(columns: (2.2em, 1fr), text(weight: "bold")[#number.], body))
#let key-entry(number, answer, why) = block(breakable: false, above: 0.95em, below: 0pt,
  grid(columns: (2.2em, 1fr), text(weight: "bold")[#number.], {
    strong(answer)
    if why != [] { linebreak(); task(why) }
  }))

#let margins-with-notes = (left: 20mm, right: 68mm, top: 22mm, bottom: 20mm)
#let margins-full = (left: 20mm, right: 20mm, top: 22mm, bottom: 20mm)

#let guide(title: "", authors: (), language: "en", body) = {
  set document(title: title, author: authors)
  set page(
    paper: "a4", margin: margins-full, numbering: "1",
    header: context {
      if counter(page).get().first() > 1 {
        set text(size: 8pt, fill: faint)
        align(left, title)
      }
    },
  )
  set text(font: ("Libertinus Serif", "Noto Serif", "DejaVu Serif"), size: 10.5pt, fill: ink,
    lang: language)
  set par(justify: true, leading: 0.66em, spacing: 1em)
  set heading(numbering: none)
  show heading: set block(above: 1.6em, below: 0.8em, sticky: true)
  show heading: set par(justify: false)
  show heading.where(level: 1): set text(size: 1.25em)
  show heading.where(level: 2): set text(size: 1.05em)
  show link: set text(fill: rgb("#1f4e8c"))
  show raw: set text(font: "DejaVu Sans Mono", size: 0.9em)
  show raw.where(block: true): block.with(fill: luma(245), inset: 7pt, radius: 2pt, width: 100%)
  show quote.where(block: true): it => block(
    stroke: (left: 1.5pt + luma(200)), inset: (left: 9pt, y: 2pt), it.body,
  )
  set table(stroke: 0.4pt + luma(170), inset: 5pt)
  show table: set text(size: 0.88em)
  show table: set par(justify: false)
  show table.cell.where(y: 0): set text(weight: "bold")
  show outline.entry.where(level: 1): set block(above: 0.9em)
  body
}
"""
