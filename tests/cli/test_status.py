"""`status`: its line, its placeholders, its JSON, and that a prompt does not wait for it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import platformdirs
import pytest
import time_machine

from routine_timer.care import weekly_dose
from routine_timer.care.daily_habits import habit_of
from routine_timer.care.weekly_dose import MuscleDose
from routine_timer.cli import main
from routine_timer.cli.verbs import status
from routine_timer.history.history import History
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.quick_folders import cache_folder

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    return tmp_path


def fill(home: Path, *days: date, goal: str | None = None) -> None:
    with History(home / "history.db", home / "state", lambda: NOON) as history:
        if goal:
            history.set_goal(parse_goal(goal), date(2020, 1, 1))
        for day in days:
            history.ended.log("after-workout", day)


def last(count: int, *, today: bool) -> list[date]:
    ends = NOON.date() - timedelta(days=0 if today else 1)
    return [ends - timedelta(days=n) for n in range(count)]


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with time_machine.travel(NOON, tick=False):
        assert main(["status", *words]) == 0
    return capsys.readouterr().out.removesuffix("\n")


@pytest.mark.parametrize("words", [[], ["--json"], ["--format", "{mark}"]])
def test_without_a_history_it_is_friendly_and_makes_nothing(
    words: list[str], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(words, capsys)
    assert ("no sessions yet" in out) or words == ["--format", "{mark}"]
    assert list(home.iterdir()) == []


def test_the_habit_of_the_day_has_its_source_and_can_be_off(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(["--habit"], capsys) == str(habit_of(NOON.date()))
    (home / "config.toml").write_text("habits = false\n")
    assert said(["--habit"], capsys) == ""


def test_the_line_tells_the_run_today_and_the_score(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(home, *last(12, today=False))
    assert said([], capsys).startswith("◌ 12 days, not done yet today · ")
    fill(home, NOON.date())
    assert said([], capsys).startswith("■ 13 days, done today · ")


def test_another_activity_is_shown_beside_the_streak(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with History(home / "history.db", home / "state", lambda: NOON) as history:
        history.ended.log("Swimming", NOON.date(), active_s=1800, done=False)
    assert said([], capsys) == "◌ 0 days, not done yet today · 0% · Swimming 30 min"
    assert json.loads(said(["--json"], capsys))["text"].endswith(" · Swimming 30 min")
    fill(home, NOON.date())
    assert said([], capsys) == "■ 1 day, done today · 5% · Swimming 30 min"


def test_an_activity_of_another_day_is_not_todays(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with History(home / "history.db", home / "state", lambda: NOON) as history:
        history.ended.log("Swimming", NOON.date() - timedelta(days=1), active_s=1800, done=False)
    assert said([], capsys) == "◌ 0 days, not done yet today · 0%"


def test_without_utf_8_it_is_still_told_apart(home: Path) -> None:
    fill(home, NOON.date())
    ran = subprocess.run(
        [sys.executable, "-m", "routine_timer", "status", "--format", "{mark} {streak}"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert ran.stdout.split()[0] in (b"#", b"o", b"-")


def test_one_is_one_day(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(home, NOON.date())
    assert "1 day," in said([], capsys)


def test_every_placeholder_is_filled_in_and_explained_in_the_help(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(home, *last(3, today=True), goal="3/week")
    line = said(["--format", "|".join(f"{{{name}}}" for name in status.PLACEHOLDERS)], capsys)
    values = dict(zip(status.PLACEHOLDERS, line.split("|"), strict=True))
    assert values["goal"] == "3/week"
    assert values["today"] == "done"
    assert (values["done"], values["target"]) == ("3", "3")
    assert values["unit"] in ("week", "weeks")
    assert values["day"] == "2026-11-21"
    with pytest.raises(SystemExit):
        main(["status", "--help"])
    told = capsys.readouterr().out
    assert all(f"{{{name}}}" in told for name in status.PLACEHOLDERS)


def test_text_around_placeholders_stays_as_it_is(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(home, *last(2, today=True))
    assert said(["--format=\x1b[32m{{{streak}}} 100%s\x1b[0m"], capsys) == "\x1b[32m{2} 100%s\x1b[0m"


@pytest.mark.parametrize("form", ["{nonsense}", "{streak", "}", "{}", "{streak.__class__}", "{\x1b[2J}"])
def test_an_unknown_placeholder_is_a_usage_error_that_lists_the_known_ones(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--format", form]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert all(f"{{{name}}}" in told.err for name in status.PLACEHOLDERS)
    assert "\x1b" not in told.err


@pytest.mark.parametrize("words", [["--nonsense"], ["more"], ["--json", "--format", "x"], ["--format"]])
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["status", *words])
    assert left.value.code == 2


def test_json_is_one_line_that_waybar_takes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(home, *last(12, today=True))
    out = said(["--json"], capsys)
    assert "\n" not in out
    found = json.loads(out)
    assert found["class"] == found["today"] == "done"
    assert found["current"] == {"length": 12, "unit": "days", "from": "2026-11-10", "to": "2026-11-21"}
    assert found["percentage"] == round(100 * found["score"])
    assert found["text"].startswith("■ 12 days")
    assert found["tooltip"] == found["why"]
    assert found["week_dose"].endswith(".")


def test_a_goal_that_someone_wrote_into_the_file_is_never_obeyed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3

    fill(home, NOON.date(), goal="3/week")
    with contextlib.closing(sqlite3.connect(home / "history.db")) as db, db:
        db.execute("UPDATE goal SET goal = ?", ("3/week\x1b[2J\x07",))
    db.close()
    for words in ([], ["--json"], ["--format", "{goal} {why}"]):
        assert "\x1b" not in said(words, capsys)


def test_a_damaged_history_is_reported_with_exit_code_1(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "history.db").write_bytes(b"not a database at all" * 500)
    assert main(["status"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "damaged" in told.err
    assert (home / "history.db").read_bytes().startswith(b"not a database")


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/home/ada"},
        {"HOME": "/home/ada/", "XDG_DATA_HOME": "/data"},
        {"HOME": "/home/ada", "XDG_DATA_HOME": "relative"},
        {"HOME": "/home/ada", "XDG_DATA_HOME": ""},
        {"HOME": "relative"},
        {"HOME": "/home/ada", "XDG_CACHE_HOME": "/cache/"},
        {"HOME": "/home/ada", "XDG_CACHE_HOME": "relative"},
    ],
)
def test_the_place_worked_out_by_hand_is_the_one_platformdirs_says(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ROUTINE_TIMER_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    said_by = platformdirs.PlatformDirs("routine-timer", appauthor=False)
    assert Path(status.history_file(os.environ)) == said_by.user_data_path / "history.db"
    cache = cache_folder(os.environ)  # where it isn't certain, nothing is cached
    assert cache is None or Path(cache) == said_by.user_cache_path


@pytest.mark.skipif(sys.platform == "win32", reason="posix paths")
@pytest.mark.parametrize("environ", [{"HOME": "/Users/ada"}, {"HOME": "/Users/a da/"}])
def test_on_a_mac_it_is_the_one_platformdirs_says_too(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs.macos import MacOS

    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", environ["HOME"])
    monkeypatch.setattr(sys, "platform", "darwin")
    said_by = MacOS("routine-timer", appauthor=False)
    assert Path(status.history_file(environ)) == said_by.user_data_path / "history.db"
    assert Path(cache_folder(environ) or "") == said_by.user_cache_path


def test_it_loads_nothing_that_takes_time(home: Path) -> None:
    fill(home, *last(12, today=True))
    script = (
        "import sys; from routine_timer.cli import main; code = main(['status']); "
        "print(sorted(set(sys.modules) & {'argparse', 'pathlib', 'platformdirs', 'zoneinfo', 'tomllib', 'textual', "
        "'dataclasses', 'typing', 'json', 'msgspec'}), file=sys.stderr); raise SystemExit(code)"
    )
    ran = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=True, env={
        **os.environ, "PYTHONPATH": str(Path(status.__file__).parents[3])
    })  # fmt: skip
    assert ran.stderr.strip() == "[]"


def test_the_sentence_on_the_week_is_worked_out_again_only_when_something_changed(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[int] = []

    def count(_history: object, _library: object) -> tuple[MuscleDose, ...]:
        worked_out.append(1)
        return (MuscleDose("glutes", wants_strength=True),)

    monkeypatch.setattr(weekly_dose, "load_week", count)
    fill(home, NOON.date())
    assert json.loads(said(["--json"], capsys))["week_dose"] == "Still to do this week: strengthen your glutes."
    said(["--json"], capsys)
    assert len(worked_out) == 1
    (home / "routines").mkdir()
    (home / "routines" / "mine.toml").write_text("format = 1\n", encoding="utf-8")
    said(["--json"], capsys)
    said(["--json"], capsys)
    assert len(worked_out) == 2, "a routine changed"
    fill(home, NOON.date() - timedelta(days=1))
    said(["--json"], capsys)
    assert len(worked_out) == 3, "there is another session"
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        main(["status", "--json"])
    capsys.readouterr()
    assert len(worked_out) == 4, "it is another day"
    for file in (home / "cache").glob("week*"):
        file.write_text("not of this program", encoding="utf-8")
    assert json.loads(said(["--json"], capsys))["week_dose"] == "Still to do this week: strengthen your glutes."
