"""Each check, on a machine that has what it looks for and on one that lacks it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from routine_timer import machine_checks, settings
from routine_timer.audio.outputs import advice
from routine_timer.audio.self_test import AudioCheck
from routine_timer.history.history import History
from routine_timer.machine_checks import Environment
from routine_timer.paths import Folders, folders
from routine_timer.settings import Settings


@pytest.fixture
def own(tmp_path: Path) -> Folders:
    return folders({"ROUTINE_TIMER_HOME": str(tmp_path / "home")})


@pytest.fixture
def good(own: Folders) -> Environment:
    """A machine without problems."""
    return Environment(
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


def test_on_a_good_machine_nothing_is_missing_and_nothing_is_created(good: Environment) -> None:
    results = list(machine_checks.run_checks(good))
    assert [one.what for one in results if one.state == "missing"] == []
    assert len({one.what for one in results}) == len(results) == 11
    assert not good.folders.data.exists()


@pytest.mark.parametrize(
    ("what", "change", "state", "expected"),
    [
        ("terminal", {"encoding": "ascii"}, "missing", "UTF-8"),
        ("terminal", {"environ": {"TERM": "dumb"}}, "missing", "cursor"),
        ("terminal", {"size": None}, "note", "--plain"),
        ("colours", {"environ": {"NO_COLOR": "1"}}, "ok", "NO_COLOR"),
        ("colours", {"environ": {"TERM": "xterm"}}, "note", "16"),
        ("colours", {"environ": {"TERM": "screen-256color"}}, "ok", "256"),
        ("colours", {"size": None}, "note", "not a terminal"),
        ("size", {"size": (39, 24)}, "missing", "39 × 24"),
        ("size", {"size": (79, 24)}, "note", "countdown"),
        ("graphics", {"environ": {"KITTY_WINDOW_ID": "1"}}, "ok", "kitty"),
        ("graphics", {"environ": {"KITTY_WINDOW_ID": "1", "TMUX": "x"}}, "ok", "half blocks"),
        (
            "sound",
            {"play": lambda: AudioCheck(False, "No sound: paplay failed; install aplay")},
            "missing",
            "paplay failed",
        ),
        ("sound", {"settings": Settings(sound=False)}, "note", "off"),
        ("voice", {"say": lambda: AudioCheck(False, "No voice: install espeak-ng.")}, "missing", "not found"),
        ("voice", {"say": lambda: AudioCheck(False, "No sound: paplay failed")}, "note", "no sound"),
        ("voice", {"say": lambda: AudioCheck(False, advice(["aplay"], "linux"))}, "note", "no sound"),
        ("sound", {"play": lambda: AudioCheck(False, advice(["aplay"], "linux"))}, "missing", "No audio device found"),
        ("sound", {"play": lambda: AudioCheck(False, advice([], "linux"))}, "missing", "not found"),
        ("sound", {"play": lambda: AudioCheck(False, "A sound can't be read: go.wav")}, "missing", "can't be read"),
        ("voice", {"settings": Settings(voice="off")}, "note", "off"),
        ("keep awake", {"keep_awake": lambda: None}, "missing", "awake"),
        ("clock", {"now": datetime(1970, 1, 2, tzinfo=UTC)}, "missing", "1970"),
        ("clock", {}, "ok", "Europe/Berlin; a day starts at 04:00"),
    ],
)
def test_a_check_says_how_it_is(
    good: Environment, what: str, change: dict[str, object], state: str, expected: str
) -> None:
    environment = replace(good, **change)  # type: ignore[arg-type]
    [result] = [one for one in machine_checks.run_checks(environment) if one.what == what]
    assert (result.state, expected in result.message) == (state, True), result
    assert result.fix or state != "missing"


def test_the_fix_for_no_sound_is_what_the_audio_package_advises(good: Environment) -> None:
    environment = replace(good, play=lambda: AudioCheck(False, "No sound: paplay failed; install alsa-utils"))
    assert machine_checks.sound(environment).fix == "install alsa-utils"


def test_an_invalid_setting_is_named_with_its_line(good: Environment) -> None:
    file = good.folders.settings_file
    file.parent.mkdir(parents=True)
    file.write_text("\nvolume = 300\n")
    _, problems = settings.load(file)
    result = machine_checks.settings(replace(good, problems=tuple(problems)))
    assert result.state == "missing"
    assert "line 2" in result.message


def test_a_file_where_a_folder_should_be_is_named(good: Environment) -> None:
    good.folders.data.parent.mkdir(exist_ok=True)
    good.folders.data.write_text("in the way")
    result = machine_checks.folders(good)
    assert result.state == "missing"
    assert str(good.folders.data) in result.fix


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(good: Environment) -> None:
    good.folders.data.mkdir(parents=True)
    good.folders.data.chmod(0o500)
    assert machine_checks.folders(good).state == "missing"


def test_an_intact_database_is_counted_and_a_damaged_one_is_missing_but_not_moved(good: Environment) -> None:
    file = good.folders.history_file
    with History(file, good.folders.state) as history:
        history.ended.log("after-workout", date(2026, 11, 20))
    assert machine_checks.database(good).message == "intact, 1 session"
    file.write_bytes(b"not a database at all" * 500)
    result = machine_checks.database(good)
    assert result.state == "missing"
    assert file.read_bytes().startswith(b"not a database")


@pytest.mark.parametrize("silent", [Settings(sound=False), Settings(volume=0)], ids=["off", "zero"])
def test_sound_that_the_settings_turn_off_is_not_played_and_says_how_to_turn_it_on(
    good: Environment, silent: Settings
) -> None:
    def play() -> AudioCheck:
        raise AssertionError("it is off")

    result = machine_checks.sound(replace(good, settings=silent, play=play))
    assert (result.state, result.message) == ("note", "off in the settings")
    assert result.fix == "set sound = true and a volume in config.toml"


@pytest.mark.parametrize("quiet", [Settings(voice="off"), Settings(sound=False), Settings(volume=0)])
def test_a_voice_that_the_settings_turn_off_is_not_heard_and_says_how_to_turn_it_on(
    good: Environment, quiet: Settings
) -> None:
    def say() -> AudioCheck:
        raise AssertionError("it is off")

    result = machine_checks.voice(replace(good, settings=quiet, say=say))
    assert (result.state, result.message) == ("note", "off in the settings")
    assert result.fix == 'set sound = true, a volume and voice = "auto" in config.toml'


@pytest.mark.parametrize("backed_up", [True, False])
def test_a_database_that_has_gone_is_not_taken_for_none_yet(good: Environment, backed_up: bool) -> None:
    file = good.folders.history_file
    with History(file, good.folders.state) as history:
        history.ended.log("after-workout", date(2026, 11, 20))
        backup = history.database.back_up() if backed_up else None
    file.unlink()
    result = machine_checks.database(good)
    if backup is None:
        assert (result.state, result.message) == ("ok", "none yet; your first session creates it")
    else:
        assert (result.state, result.message) == ("missing", f"{file} is gone, but there are backups of it")
        assert result.fix == f"routine-timer history import {backup}"


def test_the_missing_extra_for_pictures_is_named(good: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    result = machine_checks.graphics(replace(good, prefix="/x/pipx/venvs/routine-timer"))
    assert (result.state, result.fix) == ("note", "pipx inject routine-timer textual-image")


def test_an_installation_that_lost_its_files_is_to_be_repeated(
    good: Environment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("routine_timer.paths.bundled_sounds", lambda: tmp_path / "gone")
    result = machine_checks.folders(replace(good, prefix="/x/uv/tools/routine-timer"))
    assert (result.state, result.fix) == ("missing", "uv tool install --reinstall routine-timer")


def test_a_folder_of_another_user_is_named(good: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: mode == os.F_OK and Path(place).exists())
    result = machine_checks.folders(good)
    assert result.state == "missing"
    assert "is not writable" in result.message
    assert result.fix.startswith("chmod u+rwx ")


def test_a_disk_that_is_nearly_full_is_named(good: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=3_000_000))
    result = machine_checks.folders(good)
    assert (result.state, result.fix) == ("missing", "free some space")
    assert "only 3 MB free" in result.message


def test_a_row_that_another_program_changed_is_named(good: Environment) -> None:
    file = good.folders.history_file
    with History(file, good.folders.state) as history:
        id_ = history.ended.log("after-workout", date(2026, 11, 20)).id
    with contextlib.closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE session SET active_s = 9999.0")
    db.close()
    result = machine_checks.database(good)
    assert result.state == "missing"
    assert result.message.startswith(f"session {id_}: ")
    assert "routine-timer history" in result.fix


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/a/.local/share/pipx/venvs/routine-timer", "pipx inject routine-timer textual-image"),
        ("/home/a/.local/share/uv/tools/routine-timer", "uv tool install --with textual-image routine-timer"),
        ("/home/a/my venv", "'/home/a/my venv/bin/python' -m pip install textual-image"),
    ],
)
def test_a_fix_is_the_command_for_the_way_the_program_was_installed(prefix: str, command: str) -> None:
    assert machine_checks.install_command("textual-image", prefix) == command


def test_played_is_told_apart_from_heard(good: Environment) -> None:
    for check in (machine_checks.sound(good), machine_checks.voice(good)):
        assert "Did you hear it?" in check.message
