"""How the printed page looks. Fits A4 and Letter paper, and works without colour."""

STYLE = """
@page { margin: 11mm 12mm }
:root { --ink: #1b2326; --soft: #5b686d; --line: #cfd8da; --mark: #0b6e6e; --tint: #f1f6f6 }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { font: 9.4pt/1.36 "Avenir Next", "Segoe UI", Inter, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  color: var(--ink); background: #e9eded; -webkit-print-color-adjust: exact; print-color-adjust: exact }
main { max-width: 196mm; margin: 8mm auto; padding: 11mm 12mm; background: #fff; box-shadow: 0 1mm 6mm #0002 }
header { display: flex; justify-content: space-between; gap: 8mm; align-items: flex-end;
  border-bottom: .7mm solid var(--mark); padding-bottom: 2.6mm; margin-bottom: 1mm }
h1 { font-size: 21pt; line-height: 1.1; font-weight: 700; letter-spacing: -.01em; overflow-wrap: anywhere }
.about { margin-top: 1.4mm; font-size: 10.4pt; max-width: 112mm; overflow-wrap: anywhere }
.facts { margin-top: 1.2mm; color: var(--soft); font-size: 9.4pt }
.blanks { flex: none; width: 52mm; color: var(--soft); font-size: 8.4pt }
.blanks p { display: flex; gap: 2mm; align-items: baseline; line-height: 6.4mm }
.blanks i { flex: 1; border-bottom: .25mm solid var(--soft) }
article { break-inside: avoid; display: flex; gap: 4mm; border-bottom: .25mm solid var(--line); padding: 2.6mm 0;
  overflow-wrap: anywhere }
article:last-child { border-bottom: 0 }
article + footer { border-top: 0 }
article img { flex: none; width: 34mm; max-height: 30mm; object-fit: contain; align-self: center }
.words { flex: 1.25; min-width: 0 }
.more { flex: 1; min-width: 0; font-size: .9em; line-height: 1.32; padding-top: .6mm }
h3 { font-size: 1.2em; line-height: 1.2; font-weight: 700; padding-left: 6.6mm; text-indent: -6.6mm }
h3 b { display: inline-block; text-indent: 0; width: 5.2mm; height: 5.2mm; margin-right: 1.4mm; border-radius: 50%;
  background: var(--mark); color: #fff; font-size: 8pt; line-height: 5.2mm; text-align: center; vertical-align: .3mm }
.dose { font-weight: 700; color: var(--mark); font-size: 1.1em; line-height: 1.3; margin-top: .4mm }
.position { color: var(--soft); font-size: .9em; line-height: 1.3 }
ul, ol { padding-left: 4mm; margin-top: .5mm }
ol.parts { font-weight: 600 }
li::marker { color: var(--mark) }
.more p + p { margin-top: .5mm }
.more b { font-weight: 700; color: var(--soft); margin-right: .6mm }
.more .avoid b { color: #a33a1c }
.note, .source { color: var(--soft) }
.circuit { border-left: 1mm solid var(--mark); background: var(--tint); border-radius: 0 1.8mm 1.8mm 0;
  padding: 2mm 2.6mm .4mm 3mm; margin: 1.6mm 0 }
.circuit h2 { font-size: 1.15em; break-after: avoid }
.circuit h2 span { font-weight: 400; color: var(--soft); font-size: .88em; margin-left: 1.5mm }
footer { margin-top: 1mm; padding-top: 2.4mm; border-top: .25mm solid var(--line); display: flex; gap: 6mm;
  justify-content: space-between; align-items: flex-end; break-inside: avoid; color: var(--soft); font-size: 8pt }
.ticks { display: flex; gap: 3mm; align-items: flex-end; flex: none }
.ticks span { font-weight: 700; line-height: 4mm }
table { border-collapse: collapse }
th { font-weight: 400; font-size: 6.6pt; line-height: 3mm }
td { width: 3.9mm; height: 3.9mm; border: .25mm solid var(--soft) }
.roomy { font-size: 11pt }
.roomy article { padding: 4mm 0 }
.roomy article img { width: 50mm; max-height: 46mm }
.dense { font-size: 8.2pt }
.dense article { padding: 1.5mm 0; gap: 3mm }
.dense article img { width: 27mm; max-height: 23mm }
.dense .circuit { padding: 1.4mm 2.2mm 0 2.6mm; margin: 1mm 0 }
body.tight { font-size: 7.6pt }
.tight article { padding: 1mm 0; gap: 3mm }
.tight article img { width: 23mm; max-height: 19mm }
.tight .note, .tight .source { display: none }
.tight .circuit { padding: 1mm 2.2mm 0 2.6mm; margin: .8mm 0 }
@media (max-width: 640px) { header, footer, article { flex-wrap: wrap } .words, .more { flex-basis: 100% }
  .ticks { flex-wrap: wrap } }
@media print { body { background: none } main { max-width: none; margin: 0; padding: 0; box-shadow: none } }
"""
