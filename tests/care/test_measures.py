"""What can be measured: how values are read, shown, compared and plotted, and when a plan asks for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from routine_timer.care import measures
from routine_timer.care.measures import NAMES, BadMeasure, MeasureName
from routine_timer.errors import NotFound

MONDAY = date(2026, 11, 2)
SECONDS, DEGREES, WORDS = "single-leg-left", "leg-raise-right", "back-on-floor"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        (SECONDS, "30", "30"),
        (SECONDS, " 30 s ", "30"),
        (SECONDS, "30sec", "30"),
        (SECONDS, "30 SECS", "30"),
        (SECONDS, "1 second", "1"),
        (SECONDS, "0 seconds", "0"),
        (SECONDS, "1:30", "90"),
        (SECONDS, "10:05", "605"),
        (SECONDS, "60:00", "3600"),
        (SECONDS, "3600", "3600"),
        (SECONDS, "3601", None),
        (SECONDS, "60:01", None),
        (SECONDS, "1:60", None),
        (SECONDS, "1:5", None),
        (SECONDS, "100:00", None),
        (SECONDS, "-1", None),
        (SECONDS, "2.5", None),
        (SECONDS, "٣", None),
        (SECONDS, "30°", None),
        (SECONDS, "s", None),
        (SECONDS, "", None),
        (SECONDS, "00030", None),
        (SECONDS, "0030", "0030"),
        (DEGREES, "70", "70"),
        (DEGREES, "70°", "70"),
        (DEGREES, "70 deg", "70"),
        (DEGREES, "1 degree", "1"),
        (DEGREES, "180 Degrees", "180"),
        (DEGREES, "181", None),
        (DEGREES, "70 s", None),
        (DEGREES, "1:30", None),
        (WORDS, " Flat ", "flat"),
        (WORDS, "almost", "almost"),
        (WORDS, "gap", "gap"),
        (WORDS, "even", None),
        (WORDS, "3", None),
        ("standing", "EVEN", "even"),
        ("standing", "left", "left"),
        ("standing", "right", "right"),
        ("standing", "flat", None),
    ],
)
def test_a_value_is_read_with_its_unit_or_without(name: MeasureName, typed: str, value: str | None) -> None:
    assert measures.completed(name, typed) == value
    if value is None:
        with pytest.raises(BadMeasure):
            measures.parse_measure(f"{name}={typed}")
    else:
        assert measures.parse_measure(f" {name} = {typed}") == (name, value)


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        (
            "plank=long",
            "'plank=long': plank must be seconds, a whole number from 0 to 3600",
            "write plank=35 or plank=35s or plank=1:05",
        ),
        (
            "plank",
            "'plank': plank must be seconds, a whole number from 0 to 3600",
            "write plank=35 or plank=35s or plank=1:05",
        ),
        (
            "leg-raise-left=x",
            "'leg-raise-left=x': leg-raise-left must be degrees, a whole number from 0 to 180",
            "write leg-raise-left=70 or leg-raise-left=70°",
        ),
        (
            "standing=x",
            "'standing=x': standing must be even, left or right",
            "write standing=even or standing=left or standing=right",
        ),
    ],
)
def test_what_is_not_a_value_is_refused_with_what_to_write(text: str, message: str, help_: str) -> None:
    with pytest.raises(BadMeasure) as refused:
        measures.parse_measure(text)
    assert (str(refused.value), refused.value.help) == (message, help_)


def test_a_measure_that_there_is_not_is_refused_with_a_near_one_or_all_of_them() -> None:
    with pytest.raises(NotFound, match="planc") as near:
        measures.parse_measure("planc=30")
    assert (near.value.what, near.value.name, near.value.near) == ("measure", "planc", ("plank",))
    assert near.value.help == "did you mean plank?"
    with pytest.raises(NotFound) as nearest:
        measures.parse_measure("leg-raise=70")
    assert nearest.value.with_help == (
        "There is no measure called 'leg-raise'. Write leg-raise-left=70 or leg-raise-right=70"
    )
    with pytest.raises(NotFound) as cut:
        measures.parse_measure("leg-raise=123456789 123456789 123")
    assert cut.value.help == "write leg-raise-left=123456789 123456789  or leg-raise-right=123456789 123456789 "
    assert (nearest.value.what, nearest.value.near) == ("measure", ("leg-raise-left", "leg-raise-right"))
    with pytest.raises(NotFound, match="single-leg-le") as nearer:
        measures.parse_measure("single-leg-le=3")
    assert nearer.value.near == ("single-leg-left",)
    with pytest.raises(NotFound) as far:
        measures.parse_measure("plank" * 20 + "=30")
    assert far.value.help == f"there are: {', '.join(NAMES)}"


@pytest.mark.parametrize(
    ("name", "value", "shown", "from_20", "is_timed"),
    [
        ("plank", "35", "35 s", "20 → 35 s", True),
        ("single-leg-right", "20", "20 s", "20 s", True),
        ("leg-raise-left", "70", "70°", "20 → 70°", False),
        ("back-on-floor", "flat", "flat", "20 → flat", False),
        ("standing", "even", "even", "20 → even", False),
    ],
)
def test_a_value_is_shown_with_its_unit(
    name: MeasureName, value: str, shown: str, from_20: str, is_timed: bool
) -> None:
    assert measures.with_unit(name, value) == shown
    assert measures.from_to(name, "20", value) == from_20
    assert measures.is_timed(name) is is_timed


@pytest.mark.parametrize(
    ("name", "value", "before", "is_worse"),
    [
        ("plank", "20", "21", True),
        ("plank", "100", "21", False),
        ("plank", "21", "21", False),
        ("back-on-floor", "gap", "almost", True),
        ("back-on-floor", "almost", "flat", True),
        ("back-on-floor", "flat", "gap", False),
        ("back-on-floor", "gap", "gap", False),
        ("standing", "left", "even", True),
        ("standing", "right", "even", True),
        ("standing", "right", "left", False),
        ("standing", "left", "right", False),
        ("standing", "even", "left", False),
        ("standing", "even", "even", False),
    ],
)
def test_whether_a_value_is_worse_than_an_earlier_one(
    name: MeasureName, value: str, before: str, is_worse: bool
) -> None:
    assert measures.is_worse(name, value, before) is is_worse


@pytest.mark.parametrize(
    ("name", "values", "on_scale", "axis"),
    [
        ("back-on-floor", ("gap", "almost", "flat"), (0, 1, 2), ("gap", "flat")),
        ("standing", ("left", "even", "right"), (0, 1, 2), ("left", "right")),
        ("plank", ("20", "40"), (20, 40), ("20", "40")),
        ("plank", ("21", "39"), (21, 39), ("20", "40")),
        ("plank", ("19", "41"), (19, 41), ("10", "50")),
        ("plank", ("30",), (30,), ("30", "50")),
        ("plank", ("30", "31"), (30, 31), ("30", "50")),
        ("leg-raise-left", ("0",), (0,), ("0", "20")),
    ],
)
def test_values_on_an_axis_from_the_worst_to_the_best(
    name: MeasureName, values: tuple[str, ...], on_scale: tuple[float, ...], axis: tuple[str, str]
) -> None:
    plotted = [measures.on_scale(name, value) for value in values]
    assert plotted == list(on_scale)
    assert measures.ends(name, iter(plotted)) == axis


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("plank", "35", 35),
        ("plank", "x", "x"),
        ("plank", "4000", "4000"),
        ("standing", "even", "even"),
        ("other", "35", "35"),
    ],
)
def test_a_number_is_one_only_in_a_measure_of_numbers(name: str, value: str, number: int | str) -> None:
    assert measures.as_number(name, value) == number


def test_words_have_meanings_and_numbers_have_none() -> None:
    assert measures.words_of("standing") == {
        "even": "both feet carry the same weight",
        "left": "the left foot carries more weight",
        "right": "the right foot carries more weight",
    }
    assert list(measures.words_of("back-on-floor")) == ["flat", "almost", "gap"]
    assert measures.words_of("plank") == {}


def test_every_measure_has_a_heading_a_short_name_and_a_way_to_measure_it() -> None:
    assert [measures.title(name) for name in NAMES[:2]] == ["Lower back on the floor", "Standing on the left leg"]
    assert [measures.short_title(name) for name in NAMES[:2]] == ["lower back", "standing on the left leg"]
    assert all(measures.how_to(name).endswith((".", "?")) for name in NAMES)


@pytest.mark.parametrize(
    ("today", "measured", "is_due"),
    [
        pytest.param(-1, [], False, id="before the plan"),
        pytest.param(0, [], True, id="on its first day"),
        pytest.param(0, [0], False, id="measured then"),
        pytest.param(0, [-3], False, id="measured three days before"),
        pytest.param(0, [-4], True, id="measured four days before"),
        pytest.param(6, [0], False, id="not before a week is over"),
        pytest.param(7, [0], True, id="after a week"),
        pytest.param(7, [4], False, id="measured shortly before"),
        pytest.param(7, [3], True, id="measured too long before"),
        pytest.param(7, [8], True, id="what is measured later doesn't count yet"),
        pytest.param(20, [7], False, id="two weeks later, but for a day"),
        pytest.param(21, [7], True, id="two weeks later"),
        pytest.param(34, [21], False, id="again, but for a day"),
        pytest.param(35, [21], True, id="and again"),
        pytest.param(30, [21, 0], False, id="in between"),
        pytest.param(30, [7], True, id="missed, and still due"),
    ],
)
def test_a_plan_asks_at_first_after_a_week_and_then_every_two_weeks(
    today: int, measured: list[int], is_due: bool
) -> None:
    days = [MONDAY + timedelta(day) for day in measured]
    assert measures.due(MONDAY, days, MONDAY + timedelta(today)) is is_due


@pytest.mark.parametrize("given", ["leg-raise", "single-leg"])
@pytest.mark.parametrize(("value", "shown"), [("70", "70"), ("", "VALUE")])
def test_one_number_for_a_measure_of_both_sides_names_both(given: str, value: str, shown: str) -> None:
    with pytest.raises(NotFound) as refused:
        measures.parse_measure(f"{given}={value}")
    assert refused.value.help == f"write {given}-left={shown} or {given}-right={shown}"


def test_the_latest_values_pass_over_what_a_known_measure_cannot_have() -> None:
    values = [("plank", "35"), ("plank", "\x1b[31mred"), ("standing", "even"), ("standing", "both"), ("newer", "x")]
    assert measures.latest_values(values) == {"plank": 35, "standing": "even", "newer": "x"}
