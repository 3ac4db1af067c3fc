"""Each check on a machine where its thing is there and on one where it is missing."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from routine_timer import machine_checks, settings
from routine_timer.audio.self_test import AudioCheck
from routine_timer.history.history import History
from routine_timer.machine_checks import Surroundings
from routine_timer.paths import Folders, folders
from routine_timer.settings import Settings


@pytest.fixture
def own(tmp_path: Path) -> Folders:
    return folders({"ROUTINE_TIMER_HOME": str(tmp_path / "home")})


@pytest.fixture
def good(own: Folders) -> Surroundings:
    """A machine where all is well."""
    return Surroundings(
        environ={"TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "Europe/Berlin"},
        size=(120, 40),
        encoding="utf-8",
        folders=own,
        settings=Settings(),
        problems=(),
        now=datetime(2026, 11, 21, 18, tzinfo=UTC),
        play=lambda: AudioCheck(True, "paplay"),
        say=lambda: AudioCheck(True, "espeak-ng"),
        keep_awake=lambda: "org.freedesktop.PowerManagement",
    )


def test_where_all_is_well_nothing_is_missing_and_nothing_is_made(good: Surroundings) -> None:
    found = list(machine_checks.examine(good))
    assert [one.what for one in found if one.state == "missing"] == []
    assert len({one.what for one in found}) == len(found) == 11
    assert not good.folders.data.exists()


@pytest.mark.parametrize(
    ("what", "change", "state", "said"),
    [
        ("terminal", {"encoding": "ascii"}, "missing", "UTF-8"),
        ("terminal", {"environ": {"TERM": "dumb"}}, "missing", "cursor"),
        ("terminal", {"size": None}, "note", "--plain"),
        ("colours", {"environ": {"NO_COLOR": "1"}}, "ok", "NO_COLOR"),
        ("colours", {"environ": {"TERM": "xterm"}}, "note", "16"),
        ("colours", {"environ": {"TERM": "screen-256color"}}, "ok", "256"),
        ("colours", {"size": None}, "note", "no terminal"),
        ("size", {"size": (39, 24)}, "missing", "39 × 24"),
        ("size", {"size": (79, 24)}, "note", "digits"),
        ("graphics", {"environ": {"KITTY_WINDOW_ID": "1"}}, "ok", "kitty"),
        ("graphics", {"environ": {"KITTY_WINDOW_ID": "1", "TMUX": "x"}}, "ok", "half blocks"),
        (
            "sound",
            {"play": lambda: AudioCheck(False, "No sound: paplay failed; install aplay")},
            "missing",
            "paplay failed",
        ),
        ("sound", {"settings": Settings(sound=False)}, "note", "off"),
        ("voice", {"say": lambda: AudioCheck(False, "No voice: install espeak-ng.")}, "missing", "there is none"),
        ("voice", {"say": lambda: AudioCheck(False, "No sound: paplay failed")}, "note", "see sound"),
        ("voice", {"settings": Settings(voice="off")}, "note", "off"),
        ("keep awake", {"keep_awake": lambda: None}, "missing", "awake"),
        ("clock", {"now": datetime(1970, 1, 2, tzinfo=UTC)}, "missing", "1970"),
        ("clock", {}, "ok", "Europe/Berlin; a day begins at 04:00"),
    ],
)
def test_a_check_says_how_it_is(
    good: Surroundings, what: str, change: dict[str, object], state: str, said: str
) -> None:
    around = replace(good, **change)  # type: ignore[arg-type]
    [found] = [one for one in machine_checks.examine(around) if one.what == what]
    assert (found.state, said in found.said) == (state, True), found
    assert found.fix or state != "missing"


def test_the_fix_for_no_sound_is_what_the_audio_package_advises(good: Surroundings) -> None:
    around = replace(good, play=lambda: AudioCheck(False, "No sound: paplay failed; install alsa-utils"))
    assert machine_checks.sound(around).fix == "install alsa-utils"


def test_a_setting_that_makes_no_sense_is_named_with_its_line(good: Surroundings) -> None:
    file = good.folders.settings_file
    file.parent.mkdir(parents=True)
    file.write_text("\nvolume = 300\n")
    _, problems = settings.load(file)
    found = machine_checks.settings(replace(good, problems=tuple(problems)))
    assert found.state == "missing"
    assert "line 2" in found.said


def test_a_file_where_a_folder_should_be_is_named(good: Surroundings) -> None:
    good.folders.data.parent.mkdir(exist_ok=True)
    good.folders.data.write_text("in the way")
    found = machine_checks.folders(good)
    assert found.state == "missing"
    assert str(good.folders.data) in found.fix


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(good: Surroundings) -> None:
    good.folders.data.mkdir(parents=True)
    good.folders.data.chmod(0o500)
    assert machine_checks.folders(good).state == "missing"


def test_a_sound_database_is_counted_and_a_damaged_one_is_missing_but_not_moved(good: Surroundings) -> None:
    file = good.folders.history_file
    with History(file, good.folders.state) as history:
        history.log("after-workout", date(2026, 11, 20))
    assert machine_checks.database(good).said == "sound, 1 session"
    file.write_bytes(b"not a database at all" * 500)
    found = machine_checks.database(good)
    assert found.state == "missing"
    assert file.read_bytes().startswith(b"not a database")


def test_without_the_extra_for_pictures_it_is_named(good: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    found = machine_checks.graphics(good)
    assert (found.state, found.fix) == ("note", "pip install textual-image")


def test_an_installation_that_lost_its_files_is_to_be_made_anew(
    good: Surroundings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("routine_timer.paths.bundled_sounds", lambda: tmp_path / "gone")
    found = machine_checks.folders(good)
    assert (found.state, found.fix) == ("missing", "install routine-timer anew")


def test_a_folder_of_somebody_else_is_named(good: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    found = machine_checks.folders(good)
    assert found.state == "missing"
    assert "can't be written" in found.said
    assert found.fix.startswith("chmod u+rwx ")


def test_a_disk_that_is_nearly_full_is_named(good: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=3_000_000))
    found = machine_checks.folders(good)
    assert (found.state, found.fix) == ("missing", "make room")
    assert "only 3 MB are free" in found.said


def test_what_another_hand_altered_in_the_database_is_named(good: Surroundings) -> None:
    file = good.folders.history_file
    with History(file, good.folders.state) as history:
        id_ = history.log("after-workout", date(2026, 11, 20)).id
    with sqlite3.connect(file) as db:
        db.execute("UPDATE session SET active_s = 9999.0")
    db.close()
    found = machine_checks.database(good)
    assert found.state == "missing"
    assert found.said.startswith(f"session {id_}: ")
    assert "routine-timer history" in found.fix
