"""The plan in the history: stages, pain, measures and activities under one time axis."""

from __future__ import annotations

from datetime import date

import pytest

from routine_timer.app.screens.history.panels import shown
from routine_timer.app.screens.history.plan_picture import NOTHING, plan_picture
from routine_timer.care.outcomes import PlanOutcome
from routine_timer.care.plan_progress import StageSpan
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
def test_every_row_is_as_wide_as_there_is_room_with_first_and_last_under_the_same_days(width: int) -> None:
    sentence, picture = plan_picture(OUTCOME, width)
    rows = picture.plain.splitlines()
    assert max(map(len, rows)) <= width
    assert "Since the plan began on 2 November: pain from 5.0 to 0.0 (less, a change that matters)" in sentence
    dates, stage, pain, back, plank, stairs = rows
    begin = dates.index("2 Nov")
    assert stage[begin:].startswith("▏Align")
    assert "▏Stretch" in stage
    assert pain[begin] == "▅"
    assert pain.rstrip()[-1] == "▁"
    assert back[begin:].startswith("gap")
    assert back.rstrip().endswith("flat")
    assert plank.split()[-2:] == ["20s", "35s"]
    assert stairs.split()[-2:] == ["3", "6"]


def test_of_two_texts_without_room_the_later_one_is_shown() -> None:
    close = PlanOutcome("x", FIRST, LAST, measures={"back-on-floor": [(date(2026, 11, 29), "gap"), (LAST, "flat")]})
    row = plan_picture(close, 40)[1].plain.splitlines()[-1]
    assert row.rstrip().endswith("flat")
    assert "gap" not in row


def test_without_a_plan_the_panel_is_not_there() -> None:
    for size in ((80, 24), (120, 30), (120, 40), (200, 60)):
        pages = shown(size, 0)[1]
        assert not any("plan" in shown(size, page)[0] for page in range(pages))
        more = shown(size, 0, plan=True)[1]
        assert any("plan" in shown(size, page, plan=True)[0] for page in range(more))
    assert plan_picture(None, 60)[0] == NOTHING


async def test_the_history_of_a_person_with_a_plan_has_its_panel(past_of: PastOf) -> None:
    services = past_of("a month")
    services.history.start_plan("weak-core", services.today())
    async with shown_screen(services, "p", "p", "p") as (app, _):
        assert "Your plan   4 of 7" in text(app)
        assert "▏Align" in text(app)
