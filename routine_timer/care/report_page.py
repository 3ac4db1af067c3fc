"""One page for a physiotherapist: adherence, pain, measures, activities, doses and notes. HTML in one file. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from statistics import mean

import msgspec

from routine_timer.care.check_in import NOT_A_DIAGNOSIS
from routine_timer.care.measures import title, with_unit
from routine_timer.care.outcomes import (
    PlanOutcome,
    activity_change,
    activity_words,
    change_sentence,
    pain_change,
    pain_words,
)
from routine_timer.history.records import SegmentRecord, SegmentSide, SessionRecord
from routine_timer.text.durations import short
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

MOST_NOTES, MOST_DOSES, MOST_DATES, MOST_NAMES, MOST_STAGES = 5, 10, 6, 4, 4
"""So much fits on one printed page; a test prints a year of the longest words."""
_NOTE, _NAME, _TITLE = 150, 40, 50
"""How many characters of a note, a name and the title fit."""
_LETTER, _SHORTEST = 4.6, 6
"""How wide a letter of the chart is, on average, and the fewest characters that are worth showing."""
_WIDTH, _HEIGHT = 680, 130
_BANDS = (
    "Pain and activities: 0 to 10. A change of pain by 2 points or 30% matters (consensus on the numeric rating "
    "scale). Patient-Specific Functional Scale: 1.3 is a small, 2.3 a medium and 2.7 a large change (JOSPT, 2014)."
)
_STYLE = """
@page { size: A4; margin: 10mm 12mm }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { font: 10pt/1.4 "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif; color: #1b2326;
  background: #e9eded }
main { max-width: 190mm; margin: 6mm auto; padding: 10mm 12mm; background: #fff }
h1 { font-size: 18pt; line-height: 1.2; overflow-wrap: anywhere }
h2 { font-size: 11pt; color: #0b6e6e; margin: 4mm 0 1mm }
p { margin-top: 1mm; overflow-wrap: anywhere }
.soft { color: #5b686d }
table { border-collapse: collapse; width: 100%; margin-top: 1mm }
th, td { text-align: left; padding: .6mm 2mm .6mm 0; border-bottom: .25mm solid #cfd8da; vertical-align: top }
th { font-weight: 600; color: #5b686d }
svg { width: 100%; height: auto; margin-top: 2mm }
.columns { display: flex; gap: 8mm }
.columns > section { flex: 2; min-width: 0 }
.columns > section:first-child { flex: 3 }
.columns th { white-space: nowrap }
.bands { margin-top: 3mm; font-size: 8pt }
@media print {
  body { background: none; font-size: 8.5pt; line-height: 1.25 }
  main { max-width: none; margin: 0; padding: 0 }
  h1 { font-size: 15pt }
  h2 { font-size: 10pt; margin: 2.5mm 0 .5mm }
  p { margin-top: .5mm }
  th, td { padding-top: .35mm; padding-bottom: .35mm }
  .bands { margin-top: 2mm; font-size: 7.5pt }
  tr, svg { break-inside: avoid }
}
"""


class Dose(msgspec.Struct, frozen=True):
    """An exercise: in how many sessions it was done, and how much of it at first and in the last one."""

    name: str
    sessions: int
    first: str
    last: str


def doses_of(sessions: Sequence[SessionRecord]) -> list[Dose]:
    """The exercises of these sessions (oldest first), the most frequent first."""
    found: dict[str, dict[str, list[SegmentRecord]]] = {}
    for session in sessions:
        for segment in session.segments:
            if segment.is_work and segment.outcome != "skipped":
                found.setdefault(segment.label, {}).setdefault(session.id, []).append(segment)
    doses = [
        Dose(name, len(by_session), _amount(next(iter(by_session.values()))), _amount(list(by_session.values())[-1]))
        for name, by_session in found.items()
    ]
    return sorted(doses, key=lambda dose: -dose.sessions)


def _amount(segments: Sequence[SegmentRecord]) -> str:
    """`2 × 20 s each side`, `left 30 s, right 21 s`, `16 reps, alternating sides`."""
    by_side: dict[SegmentSide | None, list[str]] = {}
    for one in segments:
        amount = f"{one.reps} reps" if one.kind == "reps" else short(round(one.actual_s))
        by_side.setdefault(one.side, []).append(amount)
    sides = {side: _sets(amounts) for side, amounts in by_side.items()}
    left, right = sides.get("left"), sides.get("right")
    if left is not None and left == right and len(sides) == 2:
        return f"{left} each side"
    words = {None: "{}", "left": "left {}", "right": "right {}", "alternating": "{}, alternating sides"}
    return ", ".join(words[side].format(amount) for side, amount in sides.items())


def _sets(amounts: Sequence[str]) -> str:
    """`4 × 20 s`, or the first and the others."""
    first, *others = amounts
    return f"{len(amounts)} × {first}" if set(others) == {first} else " + ".join(amounts)


def report_page(outcome: PlanOutcome, sessions: Sequence[SessionRecord], names: Mapping[str, str]) -> str:
    """The page.

    Args:
        sessions: those of its days, oldest first.
        names: of the routines, by id; one that is missing is shown by its id.
    """
    since, today = outcome.since, outcome.today
    share = f" ({round(100 * min(outcome.days_done / outcome.days_asked, 1))}%)" if outcome.days_asked else ""
    done = f"Done on {pluralize(outcome.days_done, 'day')}; the plan asked for {outcome.days_asked}{share}. "
    minutes = pluralize(round(sum(one.active_s for one in sessions) / 60), "minute")
    counts = Counter(sorted(one.routine for one in sessions)).most_common(MOST_NAMES)
    often = ": " * bool(counts) + ", ".join(f"{_name(names.get(name, name))} {count} ×" for name, count in counts)
    stages = _stages(outcome)
    parts = [
        f"<h1>{_text(_cut(outcome.name, _TITLE))}</h1>",
        f'<p class="soft">{_span(since, today)} · self-reported · {NOT_A_DIAGNOSIS}</p>',
        f"<p><b>{_text(change_sentence(outcome))}</b></p>",
        "<h2>Adherence</h2>",
        f"<p>{done if outcome.stages else ''}{pluralize(len(sessions), 'session')}, {minutes}{often}.</p>",
        f"<p>Stages: {stages}.</p>" if stages else "",
        *_pain(outcome, sessions),
        '<div class="columns"><section>',
        *_measures(outcome),
        "</section><section>",
        *_activities(outcome),
        "</section></div>",
        *_doses(sessions),
        *_notes(sessions),
        f'<p class="soft bands">{_BANDS}</p>',
    ]
    head = f'<meta charset="utf-8"><title>{_text(outcome.name)}</title><style>{_STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body><main>\n'
        + "\n".join(filter(None, parts))
        + "\n</main></body></html>\n"
    )


def _stages(outcome: PlanOutcome) -> str:
    """Since when the person was in which stage: the first one and the last ones."""
    spans = [f"{_name(span.name)} from {_day(span.first)}" for span in outcome.stages]
    left_out = len(spans) - MOST_STAGES
    if left_out > 0:
        spans[1 : 1 + left_out] = [f"{pluralize(left_out, 'other change')}"]
    return "; ".join(spans)


def _pain(outcome: PlanOutcome, sessions: Sequence[SessionRecord]) -> list[str]:
    if not outcome.pain:
        return ["<h2>Pain</h2>", "<p>Not entered.</p>"]
    both = [
        (one.pain_before, one.pain_after)
        for one in sessions
        if one.pain_before is not None and one.pain_after is not None
    ]
    change = pain_change(outcome)
    last_day, last = outcome.pain[-1]
    words = [f"Last entry: {round(last, 1):g} of 10, on {_day(last_day)}."]
    words += [f"First week {change[0]:.1f}, last week {change[1]:.1f} ({pain_words(*change)})."] if change else []
    if both:
        words.append(f"Sessions: {mean(one for one, _ in both):.1f} before, {mean(one for _, one in both):.1f} after.")
    return ["<h2>Pain</h2>", f"<p>{' '.join(words)}</p>", _chart(outcome)]


def _chart(outcome: PlanOutcome) -> str:
    """Pain over the days, with the stages below."""
    days = max((outcome.today - outcome.since).days, 1)

    def x(day: date) -> float:
        return 24 + (_WIDTH - 34) * (day - outcome.since).days / days

    def y(pain: float) -> float:
        return 8 + (_HEIGHT - 38) * (10 - pain) / 10

    points = " ".join(f"{x(day):.1f},{y(pain):.1f}" for day, pain in outcome.pain)
    lines = "".join(
        f'<path d="M24 {y(pain):.1f}H{_WIDTH - 10}" stroke="#cfd8da"/><text x="4" y="{y(pain) + 3:.1f}">{pain}</text>'
        for pain in (0, 5, 10)
    )
    starts = [x(span.first) for span in outcome.stages]
    ends = [*starts, _WIDTH, _WIDTH][2:]  # where the next one on the same line starts
    stages = "".join(
        f'<path d="M{starts[n]:.1f} 8V{_HEIGHT - 18}" stroke="#0b6e6e" stroke-dasharray="2 3"/>'
        f'<text x="{starts[n] + 2:.1f}" y="{_HEIGHT - 6 - 11 * (n % 2)}">'
        f"{_text(_fitted(span.name, ends[n] - starts[n]))}</text>"
        for n, span in enumerate(outcome.stages)
    )
    dots = "".join(f'<circle cx="{x(day):.1f}" cy="{y(pain):.1f}" r="2"/>' for day, pain in outcome.pain)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" font-size="9" font-family="sans-serif" fill="#5b686d" role="img" '
        f'aria-label="Pain from 0 to 10">{lines}{stages}<polyline points="{points}" fill="none" stroke="#a33a1c" '
        f'stroke-width="1.5"/><g fill="#a33a1c">{dots}</g></svg>'
    )


def _measures(outcome: PlanOutcome) -> list[str]:
    if not outcome.measures:
        return ["<h2>Measures</h2>", "<p>Not taken.</p>"]
    first, *others = sorted({day for values in outcome.measures.values() for day, _ in values})
    shown = [first, *others[1 - MOST_DATES :]]
    rows = [
        [title(name), *(with_unit(name, dict(values)[day]) if day in dict(values) else "" for day in shown)]
        for name, values in outcome.measures.items()
    ]
    return ["<h2>Measures</h2>", _table(["", *map(_short_day, shown)], rows)]


def _activities(outcome: PlanOutcome) -> list[str]:
    if not outcome.activities:
        return ["<h2>Activities (PSFS)</h2>", "<p>Not scored.</p>"]
    rows = [[_cut(name, _NAME), str(scores[0][1]), str(scores[-1][1])] for name, scores in outcome.activities.items()]
    change = activity_change(outcome)
    if change is not None:
        rows.append([f"mean: {activity_words(*change)}", f"{change[0]:.1f}", f"{change[1]:.1f}"])
    return ["<h2>Activities (PSFS)</h2>", _table(["", "first", "last"], rows)]


def _doses(sessions: Sequence[SessionRecord]) -> list[str]:
    doses = doses_of(sessions)
    if not doses:
        return []
    rows = [
        [_cut(one.name, _NAME), str(one.sessions), _cut(one.first, _NAME), _cut(one.last, _NAME)]
        for one in doses[:MOST_DOSES]
    ]
    more = f"<p>And {pluralize(len(doses) - MOST_DOSES, 'other exercise')}.</p>" if len(doses) > MOST_DOSES else ""
    return ["<h2>Doses</h2>", _table(["Exercise", "sessions", "first", "last"], rows), more]


def _notes(sessions: Sequence[SessionRecord]) -> list[str]:
    notes = [(one.day, one.note) for one in sessions if one.note][-MOST_NOTES:]
    return (
        ["<h2>Notes</h2>", *(f"<p>{_day(day)}: {_text(_cut(note, _NOTE))}</p>" for day, note in notes)] if notes else []
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _fitted(name: str, width: float) -> str:
    """As much of a stage's name as fits below the chart; nothing where it would say nothing."""
    most = int(width / _LETTER)
    return _cut(name, most) if most >= min(len(name), _SHORTEST) else ""


def _name(name: str) -> str:
    return _text(_cut(name, _NAME))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{_text(cell)}</{tag}>" for cell in cells) + "</tr>"

    return "<table>" + row(head, "th") + "".join(row(cells, "td") for cells in rows) + "</table>"


def _span(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _short_day(day: date) -> str:
    return f"{day.day} {day:%b}"


def _text(text: str) -> str:
    return escape(plain(text))
