"""Days as they are typed: the future can't be logged but can be skipped, and a typo is corrected."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from tests.cli.conftest import Run


def today(run: Run) -> date:
    return date.fromisoformat(run("streak", "--json").json["day"])


@pytest.mark.parametrize("word", ["tomorrow", "Tomorrow", "next-week", "next monday", "in 3 days", "tonight"])
def test_a_word_for_the_future_is_refused_with_the_way_out(run: Run, word: str) -> None:
    refused = run("log", "weak-core", "--on", word)
    assert (refused.code, refused.out) == (1, "")
    assert f"{word} is in the future, and only what you have done can be logged" in refused.err
    assert "`routine-timer skip DAY`" in refused.err
    assert run("history", "--json").json == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mondya", "monday"),
        ("tusday", "tuesday"),
        ("yesterdya", "yesterday"),
        ("tomorow", "tomorrow"),
        ("tody", "today"),
    ],
)
def test_a_typo_of_a_day_is_corrected(run: Run, typed: str, meant: str) -> None:
    refused = run("log", "weak-core", "--on", typed)
    assert refused.code == 2
    assert f"did you mean {meant}?" in refused.err


def test_days_near_today_can_be_skipped_by_their_names(run: Run) -> None:
    assert f"skipped: {today(run) + timedelta(days=1)}" in run("skip", "tomorrow").err
    assert run("skip", "today..tomorrow").code == 0
    assert run("skip", "yesterday").code == 0
    assert "3 days no longer skipped" in run("skip", "yesterday..tomorrow", "--remove").err


def test_a_day_that_was_not_skipped_has_nothing_to_undo(run: Run) -> None:
    assert run("skip", "2026-12-24", "--remove").err == "nothing to undo: 2026-12-24 was not skipped\n"
    assert "2026-12-24 to 2026-12-26 were not skipped" in run("skip", "2026-12-24..2026-12-26", "--remove").err


def test_a_weekday_to_skip_could_be_two_days_so_a_date_is_asked_for(run: Run) -> None:
    refused = run("skip", "monday")
    assert refused.code == 2
    assert "'monday' could be the last one or the next: write today, tomorrow, yesterday or a date" in refused.err
    assert "did you mean tomorrow?" in run("skip", "tomorow").err


def test_a_span_of_days_that_ends_before_it_starts_is_wrong_usage(run: Run) -> None:
    refused = run("skip", "tomorrow..today")
    assert refused.code == 2
    assert "ends before it starts" in refused.err


def test_other_verbs_take_the_same_words(run: Run) -> None:
    id = run("log", "weak-core", "--on", "yesterday", "--id").out.strip()
    assert run("history", "--json", "--since", "today").json == []
    assert run("history", "edit", id, "--day", "today").code == 0
    assert len(run("history", "--json", "--since", "today").json) == 1
    assert f"from {today(run)}: daily" in run("goal", "daily", "--from", "today").err


def test_the_id_is_printed_only_when_it_is_asked_for(run: Run) -> None:
    assert run("log", "weak-core").out == ""
    assert run("log", "weak-core", "--again", "--id").out.strip()


def test_a_day_that_is_done_has_nothing_to_skip(run: Run) -> None:
    run("log", "after-workout")
    skipped = run("skip", "today")
    assert (skipped.code, skipped.err) == (0, "That day is already done: there is nothing to skip.\n")
    assert '"skip"' not in run("history", "export").out
    days = today(run), today(run) + timedelta(days=1)
    assert run("skip", "today..tomorrow").err == (
        f"skipped: {days[0]} to {days[1]}, except 1 day that is already done\n"
    )
    assert [
        one["day"] for one in map(json.loads, run("history", "export").out.splitlines()) if one["type"] == "skip"
    ] == [days[1].isoformat()]
