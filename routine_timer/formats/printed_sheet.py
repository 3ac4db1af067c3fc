"""A routine as a page to print or send: one self-contained HTML file.

Everything in the routine is treated as text, never as markup. Figures are pictures inside the page, so nothing in them
can run or fetch.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import TypeAlias

from routine_timer.formats.printed_sheet_style import STYLE
from routine_timer.routine.model import Circuit, FormCue, Hold, Reps, Routine, Step, leaves
from routine_timer.text.doses import hold_in_words, rep_count
from routine_timer.text.durations import short
from routine_timer.text.muscle_and_day_words import position_text
from routine_timer.text.needs import STOP_RULE, you_need
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain
from routine_timer.text.sources import named
from routine_timer.timeline import Timeline, in_words

FigureOf: TypeAlias = Callable[[str], str | None]
"""The id of an exercise -> its figure as SVG, or None if it has none."""
SourceOf: TypeAlias = Callable[[str], str | None]
"""The id of an exercise -> where its dose and cues come from."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_DENSITIES = ((3, "roomy"), (5, "normal"), (7, "dense"))
"""Up to how many exercises fit at each size of figure; with more, the page is set tight, without notes."""
_WEEKS = 4
_CAUTION = f"{STOP_RULE} See a doctor or physiotherapist about pain that lasts."


def write(
    routine: Routine, timeline: Timeline, figure_svg: FigureOf | None = None, source: SourceOf | None = None
) -> str:
    """The whole page."""
    return "\n".join(_Sheet(routine, timeline, figure_svg, source).lines()) + "\n"


class _Sheet:
    def __init__(
        self, routine: Routine, timeline: Timeline, figure_svg: FigureOf | None, source: SourceOf | None
    ) -> None:
        self._routine = routine
        self._timeline = timeline
        self._figure_of = figure_svg or (lambda _: None)
        self._source_of = source or (lambda _: None)
        self._number = 0

    def lines(self) -> Iterator[str]:
        count = len(leaves(self._routine.steps))
        density = next((word for most, word in _DENSITIES if count <= most), "tight")
        name = _text(self._routine.name)
        yield "<!doctype html>"
        yield '<html lang="en"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{name}</title><style>{STYLE}</style></head>"
        yield f'<body class="{density}"><main>'
        yield from self._head(name, count)
        for entry in self._routine.steps:
            yield from self._entry(entry)
        yield from self._foot()
        yield "</main></body></html>"

    def _head(self, name: str, count: int) -> Iterator[str]:
        yield f"<header><div><h1>{name}</h1>{_tag('p', 'about', self._routine.about)}"
        facts = [short(self._timeline.duration_s), pluralize(count, "exercise")]
        if self._routine.targets:
            facts.append(", ".join(self._routine.targets))
        needs = you_need(self._timeline.steps)
        yield f"{_tag('p', 'facts', ' · '.join(facts))}{_tag('p', 'facts', needs)}</div>"
        yield '<div class="blanks"><p>For <i></i></p><p>By <i></i></p><p>Date <i></i></p></div></header>'

    def _entry(self, entry: Step | Circuit) -> Iterator[str]:
        if isinstance(entry, Step):
            yield from self._step(entry)
            return
        rounds = f"{entry.rounds} rounds" if entry.rounds > 1 else "one after the other"
        rest = f", {short(entry.rest)} rest between" if entry.rest and entry.rounds > 1 else ""
        yield f'<section class="circuit"><h2>{_text(entry.name or "Circuit")} <span>{rounds}{rest}</span></h2>'
        for inner in entry.steps:
            yield from self._entry(inner)
        yield "</section>"

    def _step(self, step: Step) -> Iterator[str]:
        step = in_words(step)
        self._number += 1
        yield "<article>"
        svg = self._figure_of(step.exercise) if step.exercise else None
        if svg:
            data = base64.b64encode(svg.encode()).decode()
            yield f'<img alt="" src="data:image/svg+xml;base64,{data}">'
        yield f'<div class="words"><h3><b>{self._number}</b> {_text(step.name)}</h3>'
        yield f'<p class="dose">{_text(dose(step))}</p>{_tag("p", "position", _position(step))}'
        if isinstance(step.dose, tuple):
            yield from _list("ol", "parts", (f"{hold_in_words(part.hold)}: {part.cue}" for part in step.dose))
        yield from _list("ul", "cues", map(_cue, step.cues))
        yield f'</div><div class="more">{_labelled("avoid", "Avoid", "; ".join(step.avoid))}'
        yield f"{_labelled('easier', 'Easier', step.easier)}{_labelled('harder', 'Harder', step.harder)}"
        yield _tag("p", "note", named(step.note or ""))
        yield f"{_labelled('source', 'Source', self._source(step))}</div></article>"

    def _source(self, step: Step) -> str | None:
        return named(self._source_of(step.exercise) or "") if step.exercise else None

    def _foot(self) -> Iterator[str]:
        days = "".join(f"<th>{day}</th>" for day in "MTWTFSS")
        boxes = "<td></td>" * 7
        weeks = "".join(f"<table><tr>{days}</tr><tr>{boxes}</tr></table>" for _ in range(_WEEKS))
        yield f'<footer><div class="ticks"><span>Done</span>{weeks}</div>'
        yield f"<p>{_CAUTION}</p>"
        yield "</footer>"


def dose(step: Step) -> str:
    """The dose in words for paper: "2 × 30 s each side, 10 s rest between"."""
    match step.dose:
        case Hold() as hold:
            words = hold_in_words(hold)
        case Reps() as reps:
            words = rep_count(reps)
        case phases:
            words = short(sum(phase.hold.seconds for phase in phases))
    sides = {
        "both": " each side" + (", right first" if step.first == "right" else ""),
        "alternating": " each side, in turn",
        "left": ", left",
        "right": ", right",
    }
    words += sides.get(step.sides, "")
    if isinstance(step.dose, Reps):
        words += _pace(step.dose)
    if step.sets > 1:
        of = ":" if isinstance(step.dose, Reps) and step.dose.by_set else " of"
        words = f"{step.sets} sets{of} {words}" + (f", {short(step.rest)} rest between" if step.rest else "")
    return words


def _pace(reps: Reps) -> str:
    if reps.rep_s is None:
        return ", at your own pace"
    if reps.tempo is None:
        return ""
    tempo = reps.tempo
    return f", tempo {tempo.move:g}-{tempo.hold:g}-{tempo.back:g}-{tempo.rest:g}"


def _position(step: Step) -> str | None:
    muscles = [
        f"{what} {', '.join(names)}"
        for what, names in (("stretches", step.stretches), ("works", step.strengthens))
        if names
    ]
    words = "; ".join(filter(None, [position_text(step.position or ""), *muscles]))
    return words[:1].upper() + words[1:] if words else None


def _cue(cue: FormCue) -> str:
    match cue.at:
        case "halfway":
            return f"Halfway: {cue.say}"
        case float() as at if at > 0:
            return f"After {short(at)}: {cue.say}"
        case _:
            return cue.say


def _text(text: str) -> str:
    return escape(plain(text))


def _tag(tag: str, kind: str, text: str | None) -> str:
    if not text:
        return ""
    words = escape(plain(text, lines=True)).replace("\n", "<br>")
    return f'<{tag} class="{kind}">{words}</{tag}>'


def _labelled(kind: str, label: str, text: str | None) -> str:
    return f'<p class="{kind}"><b>{label}</b> {_text(text)}</p>' if text else ""


def _list(tag: str, kind: str, entries: Iterable[str]) -> Iterator[str]:
    rows = "".join(f"<li>{_text(entry)}</li>" for entry in entries)
    if rows:
        yield f'<{tag} class="{kind}">{rows}</{tag}>'
