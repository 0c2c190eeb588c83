import { ACCENT, CALLOUTS, INK, LINK, MUTED, PLAIN, RULE, TONES, WASH } from './palette.ts';

const colour = (hex: string) => `rgb("#${hex}")`;
const tint = ({ ink, wash }: { readonly ink: string; readonly wash: string }) =>
  `(ink: ${colour(ink)}, wash: ${colour(wash)})`;

/** The fonts of a PDF, first choice first. All but the first are built into the compiler, so that every machine makes the same bytes. */
export const PDF_FONTS = ['Source Sans 3', 'DejaVu Sans Mono', 'Libertinus Serif', 'New Computer Modern Math'];

const CONSTANTS = `
#let ink = ${colour(INK)}
#let accent = ${colour(ACCENT)}
#let muted = ${colour(MUTED)}
#let rule = ${colour(RULE)}
#let wash = ${colour(WASH)}
#let link-colour = ${colour(LINK)}
#let tones = (${[PLAIN, TONES[1], TONES[2], TONES[3], TONES[4]].map(tint).join(', ')})
#let callouts = (info: ${tint(CALLOUTS.info)}, warning: ${tint(CALLOUTS.warning)})
#let fonts = (${PDF_FONTS.map((name) => `"${name}"`).join(', ')})
`;

const SETTINGS = `
#let tree = json(bytes(sys.inputs.tree))
#let when = tree.date
#set document(
  title: tree.metaTitle,
  author: tree.organisation,
  description: if tree.subtitle == "" { none } else { tree.subtitle },
  date: datetime(year: when.year, month: when.month, day: when.day, hour: 0, minute: 0, second: 0),
)
#set text(font: fonts, fallback: false, size: 10.5pt, fill: ink, lang: "en", region: "gb", hyphenate: false)
#set par(leading: 0.7em, spacing: 1.15em, justify: false, linebreaks: "optimized")
#let small(body) = text(size: 8.5pt, fill: muted, body)
#set page(
  paper: "a4",
  margin: (left: 24mm, right: 24mm, top: 27mm, bottom: 25mm),
  header-ascent: 9mm,
  footer-descent: 8mm,
  header: context if counter(page).get().first() > 1 {
    small(grid(columns: (1fr, auto), column-gutter: 8mm, tree.running.organisation, align(right, tree.running.title)))
    v(-0.5em)
    line(length: 100%, stroke: 0.5pt + rule)
  },
  footer: context {
    line(length: 100%, stroke: 0.5pt + rule)
    v(-0.4em)
    let place = "Page " + str(counter(page).get().first()) + " of " + str(counter(page).final().first())
    small(grid(columns: (1fr, auto), column-gutter: 8mm, tree.running.foot, align(right, place)))
  },
)
#show title: set text(size: 27pt, weight: 600, fill: accent)
#show title: set par(leading: 0.4em)
#show title: set block(above: 0pt, below: 0pt)
#show heading: set par(leading: 0.45em)
#show heading: set text(weight: 600, fill: accent)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 1): set block(above: 1.9em, below: 0.8em, sticky: true)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 2): set block(above: 1.9em, below: 0.85em, sticky: true)
#show heading.where(level: 3): set text(size: 11pt, fill: ink)
#show heading.where(level: 3): set block(above: 1.6em, below: 0.7em, sticky: true)
#show link: set text(fill: link-colour)
#show figure: set block(breakable: true, above: 2em, below: 1.7em)
#show list: set par(spacing: 0.8em)
#show enum: set par(spacing: 0.8em)
#show figure: set align(left)
#show figure.caption: it => block(width: 100%, sticky: true, below: 0.75em, text(weight: 600, size: 10pt, fill: ink, it.body))
#set figure.caption(position: top)
#set list(indent: 0.4em, body-indent: 0.7em, spacing: 0.8em, marker: ([•], [–], [•]))
#set enum(indent: 0.4em, body-indent: 0.7em, spacing: 0.8em)
#set table(stroke: none)
`;

const PARTS = `
#let inline(part) = {
  if part.kind == "text" { part.text }
  else if part.kind == "strong" { strong([#part.content.map(inline).join()]) }
  else if part.kind == "emphasis" { emph([#part.content.map(inline).join()]) }
  else if part.kind == "code" { text(font: ("DejaVu Sans Mono", ..fonts), size: 0.85em, part.text) }
  else if part.kind == "link" { link(part.href, underline(offset: 1.5pt, stroke: 0.4pt, [#part.content.map(inline).join()])) }
  else if part.kind == "anchor-link" { link(label(part.id), underline(offset: 1.5pt, stroke: 0.4pt, [#part.content.map(inline).join()])) }
  else if part.kind == "reference" { link(label(part.id), super(typographic: false, size: 0.68em, "[" + str(part.number) + "]")) }
  else if part.kind == "line-break" { linebreak() }
}
#let inlines(content) = [#content.map(inline).join()]

#let facts(pairs, width) = grid(
  columns: (width, 1fr),
  column-gutter: 5mm,
  row-gutter: 0.95em,
  ..pairs.map(pair => (text(fill: muted, pair.label), text(weight: 500, pair.value))).flatten(),
)

#let cover = {
  par(text(size: 11pt, weight: 600, fill: muted, tree.organisation))
  v(9mm, weak: true)
  title(tree.title)
  if tree.subtitle != "" { v(5mm, weak: true); par(text(size: 17pt, fill: ink, tree.subtitle)) }
  v(7mm, weak: true)
  line(length: 100%, stroke: 1.6pt + accent)
  v(6mm, weak: true)
  facts(tree.details, 56mm)
  if tree.classification != "" {
    v(6mm, weak: true)
    block(fill: wash, inset: (x: 4mm, y: 2.6mm), radius: 1pt, text(weight: 600, size: 10pt, fill: accent, tree.classification))
  }
  v(6mm, weak: true)
  line(length: 100%, stroke: 0.5pt + rule)
  v(9mm, weak: true)
}

#let data-table(it) = {
  let sides = it.columns.map(column => if column.align == "number" { right } else { left })
  let cell(row, index) = {
    set text(weight: 600) if it.headerColumn and index == 0
    inlines(row.at(index))
  }
  let grid = table(
    columns: it.columns.map(column => column.width * 100fr),
    align: (x, y) => sides.at(x) + if y == 0 { bottom } else if it.roomy { horizon } else { top },
    inset: (x, y) => (x: 2.4mm, y: if it.roomy and y > 0 { 4mm } else { 2mm }),
    stroke: (x, y) => (bottom: if y == 0 { 0.9pt + accent } else { 0.5pt + rule }),
    fill: (x, y) => if y == 0 { wash },
    table.header(..it.columns.map(column => text(weight: 600, fill: accent, column.header))),
    ..it.rows.map(row => range(row.len()).map(index => cell(row, index))).flatten(),
  )
  set text(size: 9.5pt, number-width: "tabular", number-type: "lining")
  set par(leading: 0.55em)
  show table.cell: set block(breakable: false)
  if it.caption == "" { block(above: 1.3em, below: 1.3em, grid) }
  else { figure(kind: table, supplement: none, numbering: none, caption: it.caption, grid) }
  if it.note != "" { block(above: 0.7em, below: 1.5em, small(it.note)) }
}

#let judgements(it) = {
  let badge(line) = {
    let tone = tones.at(line.tone)
    block(width: 100%, fill: tone.wash, stroke: (left: 3pt + tone.ink), inset: (x: 3mm, y: 2mm), text(weight: 600, fill: tone.ink, line.grade))
  }
  let row(line) = {
    let cells = (text(weight: 600, line.title), badge(line))
    if it.hasPrevious { cells.push(text(fill: muted, line.previous)) }
    cells
  }
  let headers = ("Judgement", "Grade") + if it.hasPrevious { ("Previous grade",) } else { () }
  block(above: 1.3em, below: 1.4em, table(
    columns: if it.hasPrevious { (1fr, 52mm, 48mm) } else { (1fr, 64mm) },
    align: (x, y) => left + horizon,
    inset: (x, y) => (left: if x == 0 { 0mm } else { 3mm }, right: 0mm, y: if y == 0 { 1.2mm } else { 1.5mm }),
    stroke: (x, y) => (bottom: if y == 0 { 0.9pt + accent } else { 0.5pt + rule }),
    table.header(..headers.map(name => text(size: 9pt, weight: 600, fill: muted, name))),
    ..it.lines.map(row).flatten(),
  ))
}

#let evidence(it) = {
  block(sticky: true, above: 1.8em, below: 0.8em, text(weight: 600, fill: accent, "Evidence"))
  set text(size: 9.5pt)
  for entry in it.entries {
    let line = block(above: 0.8em, below: 0.8em, grid(columns: (9mm, 1fr), text(fill: muted, "[" + str(entry.number) + "]"), entry.text))
    if entry.id == "" { line } else [#line#label(entry.id)]
  }
}
`;

const BODY = `
#let render(it) = {
  let all(blocks) = [#blocks.map(render).join()]
  if it.kind == "heading" [#heading(level: it.level, it.text)#label(it.id)]
  else if it.kind == "paragraph" { par(inlines(it.content)) }
  else if it.kind == "list" and it.ordered { enum(start: it.start, tight: false, ..it.items.map(all)) }
  else if it.kind == "list" { list(tight: false, ..it.items.map(all)) }
  else if it.kind == "table" { data-table(it) }
  else if it.kind == "key-facts" { block(above: 1.2em, below: 1.3em, facts(it.facts, 56mm)) }
  else if it.kind == "judgements" { judgements(it) }
  else if it.kind == "callout" {
    let tone = callouts.at(it.tone)
    block(width: 100%, breakable: it.blocks.len() > 4, above: 1.5em, below: 1.6em, fill: tone.wash, stroke: (left: 3pt + tone.ink), inset: (x: 5mm, y: 4mm), {
      block(sticky: true, below: 0.85em, text(weight: 600, fill: tone.ink, it.title))
      all(it.blocks)
    })
  }
  else if it.kind == "quote" {
    block(above: 1.2em, below: 1.3em, inset: (left: 5mm, y: 0.5mm), stroke: (left: 1.5pt + rule), {
      emph(all(it.blocks))
      if it.source != "" { block(above: 0.6em, small("— " + it.source)) }
    })
  }
  else if it.kind == "evidence" { evidence(it) }
  else if it.kind == "page-break" { pagebreak(weak: true) }
}
#cover
#for it in tree.blocks { render(it) }
`;

/** The one Typst program. The document reaches it as JSON in "sys.inputs.tree", and its strings are only ever inserted as text. */
export const PDF_TEMPLATE = CONSTANTS + SETTINGS + PARTS + BODY;
