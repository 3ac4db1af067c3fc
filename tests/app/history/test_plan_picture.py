"""The plan in the history: stages, pain, measures and activities under one time axis."""

from __future__ import annotations

from datetime import date
from itertools import takewhile

import pytest

from routine_timer.app.screens.history.panels import shown
from routine_timer.app.screens.history.plan_picture import NOTHING, plan_picture
from routine_timer.care.outcomes import PlanOutcome
from routine_timer.care.plan_progress import StageSpan
from tests.app.history.pasts import plan_records
from tests.app.history.test_screen import PastOf
from tests.app.history.test_screen import shown as shown_screen
from tests.app.shell.test_home import text

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 30)
OUTCOME = PlanOutcome(
    "One hip higher",
    FIRST,
    LAST,
    [StageSpan(0, "Align", FIRST, date(2026, 11, 9)), StageSpan(1, "Stretch and activate", date(2026, 11, 9), LAST)],
    [(FIRST, 5.0), (date(2026, 11, 16), 3.0), (LAST, 0.0)],
    {"back-on-floor": [(FIRST, "gap"), (LAST, "flat")], "plank": [(FIRST, "20"), (LAST, "35")]},
    {"climbing stairs": [(FIRST, 3), (LAST, 6)]},
)


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("height", [12, 18, 40])
def test_every_plot_is_as_wide_as_there_is_room_with_first_and_last_under_the_same_days(
    width: int, height: int
) -> None:
    sentence, picture = plan_picture(OUTCOME, width, height)
    rows = picture.plain.splitlines()
    assert max(map(len, rows)) <= width
    assert "Since 2 November: pain from 5 to 0 (less, a change that matters), activities from 3 to 6" in sentence
    assert sentence.endswith("lower back from gap to flat, plank from 20 s to 35 s.")
    dates, stage = rows[:2]
    begin = dates.index("2 Nov")
    assert stage[begin:].startswith("▏Ali")
    assert "▏Stre" in stage
    plots = {name: plot_rows(rows, name) for name in ("Pain", "Lower back", "Plank", "Climbing")}
    for plot in plots.values():
        assert [row for row in plot if row[begin] == "●"], "the first day is under its date"
        assert [row for row in plot if row.rstrip().endswith("●")], "and so is the last"
    assert plots["Pain"][-1].rstrip().endswith("●"), "no pain is at the foot"
    assert plots["Lower back"][0].rstrip().endswith("●"), "flat is at the top"
    assert plots["Lower back"][0][:begin].split()[-1] == "flat"
    assert "20 → 35 s" in plots["Plank"][1]
    assert "3 → 6" in plots["Climbing"][1]


def plot_rows(rows: list[str], name: str) -> list[str]:
    """The rows of a plot: from its name to the next one, or to an empty row."""
    first = next(at for at, row in enumerate(rows) if row.startswith(name))
    return [rows[first], *takewhile(lambda row: row.startswith(" ") or "→" in row[:30], rows[first + 1 :])]


def test_a_line_through_all_plots_marks_where_a_stage_starts() -> None:
    _, picture = plan_picture(OUTCOME, 80, 20)
    rows = picture.plain.splitlines()
    column = rows[1].index("▏Stretch")
    others = [row[column] for row in rows[2:] if row.strip()]
    assert others.count("│") >= len(others) // 2


def test_both_sides_are_in_one_plot_with_a_mark_each() -> None:
    sides = {"single-leg-left": [(FIRST, "12"), (LAST, "30")], "single-leg-right": [(FIRST, "30"), (LAST, "30")]}
    sentence, picture = plan_picture(PlanOutcome("x", FIRST, LAST, measures=sides), 80, 10)  # type: ignore[arg-type]
    plot = plot_rows(picture.plain.splitlines(), "One-leg stand")
    assert "○ 12→30  ● 30" in plot[1]
    begin = picture.plain.splitlines()[0].index("2 Nov")
    assert {row[begin] for row in plot} >= {"○", "●"}
    assert plot[0].rstrip().endswith("◉") or plot[1].rstrip().endswith("◉"), "both sides are the same now"
    assert "standing on the left leg from 12 s to 30 s" in sentence
    assert "right leg" not in sentence, "what did not change is not told"


def test_without_a_plan_the_panel_is_not_there() -> None:
    for size in ((80, 24), (120, 30), (120, 40), (200, 60)):
        pages = shown(size, 0)[1]
        assert not any("plan" in shown(size, page)[0] for page in range(pages))
        more = shown(size, 0, plan=True)[1]
        assert any("plan" in shown(size, page, plan=True)[0] for page in range(more))
    assert plan_picture(None, 60, 20)[0] == NOTHING


async def test_the_history_of_a_person_with_a_plan_has_its_panel(past_of: PastOf) -> None:
    services = past_of("a month")
    services.history.care_records.start_plan("weak-core", services.today())
    async with shown_screen(services, "p", "p", "p") as (app, _):
        assert "Your plan   4 of 7" in text(app)
        assert "▏Align" in text(app)


async def test_on_a_small_terminal_the_plan_takes_the_place_of_the_calendar_and_gives_it_back(past_of: PastOf) -> None:
    services = past_of("a month")
    services.history.merge(plan_records())
    async with shown_screen(services, "p", "p", "p") as (app, pilot):
        assert all(name in text(app) for name in ("Pain", "Lower back", "One-leg stand", "Leg raise", "Plank"))
        await pilot.press("p")
        await pilot.pause()
        assert "Mon" in text(app)
        await pilot.press("tab", "up")
        await pilot.pause()
        assert "Friday 20 November" in text(app), "the days can have the keys again"
