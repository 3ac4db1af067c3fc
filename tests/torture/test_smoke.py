"""The torture works: a little of each scenario, in seconds. And it would find what it looks for."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from tests.making import bundled_catalogue
from torture import damage, editors, kills, signals, streams, together
from torture.mutating import mutated
from torture.scenario import ROUTINE, SEGMENTS, RunOptions, environment, program, run, side_by_side, write_routine
from torture.terminal import Terminal

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and pseudo-terminals as Unix has them"),
]


def options(tmp_path: Path, seed: int = 1) -> RunOptions:
    return RunOptions(tmp_path, seed)


def test_the_routine_of_the_torture_tests_has_as_many_segments_as_they_expect(tmp_path: Path) -> None:
    from routine_timer.routine.read import read_text
    from routine_timer.timeline import compile_routine

    read = read_text(ROUTINE, Path("ordeal.toml"), bundled_catalogue().exercises)
    assert read.routine is not None
    assert len(compile_routine(read.routine).segments) == SEGMENTS


def test_the_same_seed_makes_the_same_documents(tmp_path: Path) -> None:
    def made(seed: int) -> list[bytes]:
        random = options(tmp_path, seed).random("documents")
        return [mutated([ROUTINE.encode(), b'{"a": [1, 2]}'], random) for _ in range(30)]

    assert made(7) == made(7)
    assert made(7) != made(8)


def test_what_is_done_at_once_comes_back_in_order() -> None:
    assert side_by_side(lambda n: n * n, range(9), 3) == [n * n for n in range(9)]


def test_some_documents_raise_nothing_but_what_is_typed(tmp_path: Path) -> None:
    ended = run([sys.executable, "-m", "torture.documents", "1", "0", "60"], environment(tmp_path))
    assert not ended.returncode, ended.stderr
    told = json.loads(ended.stdout)
    assert told["problems"] == []
    assert sum(told["counts"].values()) >= 60


def test_some_damage_is_reported(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    damage.fill(whole)
    told = damage.batch(whole, seed=1, first=0, count=8)
    assert told["problems"] == []
    assert any(", told" in kind for kind in told["counts"])


def test_a_loss_that_nobody_tells_of_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from routine_timer.history.history import History

    whole = tmp_path / "whole"
    damage.fill(whole)
    monkeypatch.setattr(damage, "_harm", lambda data, _kind, _random: data.replace(b"note 33", b"note 34"))
    monkeypatch.setattr(History, "check", lambda _history: [])
    monkeypatch.setattr("routine_timer.history.store.tables.checksum", lambda *_: "", raising=False)
    told = damage.batch(whole, seed=1, first=0, count=1)
    assert told["problems"] or any(", told" in kind for kind in told["counts"])


def test_a_kill_leaves_a_history_with_everything_that_was_reported(tmp_path: Path) -> None:
    outcome = kills.one_home(options(tmp_path), 0, screen=False, times=2)
    assert outcome.problems == []
    assert outcome.counts["killed in plain lines"] == 2


def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    outcome = together.one_round(options(tmp_path), programs=2, number=0, turns=2)
    assert outcome.problems == []
    assert outcome.counts["programs run at once"] == 4


@pytest.mark.parametrize("bytes_", [b"\xff\xfe", b"\xc3z", b"\x80\x81\x82"], ids=["UTF-16's mark", "half", "stray"])
def test_bytes_that_are_no_text_do_not_end_the_app(tmp_path: Path, bytes_: bytes) -> None:
    write_routine(tmp_path)
    with Terminal(program(), environment(tmp_path), folder=tmp_path) as terminal:
        assert terminal.read_until(rb"Ordeal")
        terminal.type(bytes_)
        terminal.read_for(0.3)
        terminal.type(b"?")
        assert terminal.read_until(rb"Create a routine"), terminal.traceback
        terminal.type(b"\x11")
        assert terminal.wait()
        assert (terminal.exit_code, terminal.traceback, terminal.not_restored()) == (0, "", [])


def test_a_traceback_and_a_terminal_left_behind_would_be_found(tmp_path: Path) -> None:
    code = "print('\\x1b[?1049h\\x1b[?25l'); print('Traceback (most recent call last):'); raise SystemExit(3)"
    with Terminal([sys.executable, "-c", code], environment(tmp_path)) as terminal:
        assert terminal.wait()
        assert terminal.exit_code == 3
        assert terminal.traceback
        assert terminal.not_restored() == ["mode 25 is off", "mode 1049 is on"]


def test_a_fault_is_judged_by_what_is_kept(tmp_path: Path) -> None:
    import subprocess

    from torture.leading import Led, judged, led_plainly, prepared

    def judge(code: int, out: str, err: str) -> str:
        return " ".join(judged(tmp_path, led_plainly(subprocess.CompletedProcess(["run"], code, out, err))))

    prepared(tmp_path)
    assert "nobody was told" in judge(0, "  0:38  finished\n", "")
    assert judge(0, "  0:38  finished\n", "the disk is full\n") == ""
    assert "a traceback" in judge(1, "", "Traceback (most recent call last)\n")
    assert "did not go on" in judge(1, "", "the routine can't be read\n")
    assert judged(tmp_path, Led(False, "the routine can't be read"), may_refuse=True) == []
    assert "an earlier session is gone" in judged(tmp_path / "elsewhere", Led(True, ""))


def test_a_session_on_a_disk_that_is_full_tells_of_it_and_a_good_one_of_nothing(tmp_path: Path) -> None:
    from torture import disks
    from torture.leading import judged, on_screen, prepared

    outcome = disks._small_files(options(tmp_path), "app")
    assert outcome.problems == []
    home = prepared(tmp_path / "good")
    led = on_screen(home)
    assert (led.ended, led.told, judged(home, led)) == (True, "", [])


@pytest.mark.parametrize("encoding", ["idna", "gbk", "cp037"])
def test_any_text_is_printed_in_an_encoding_that_lacks_it(tmp_path: Path, encoding: str) -> None:
    outcome = streams.one_encoding(tmp_path, encoding)
    assert outcome.problems == []
    assert outcome.counts["verbs in an encoding"] == 4


@pytest.mark.parametrize("how", ["is killed", "leaves the terminal in another state", "puts a folder in its place"])
def test_an_editor_that_fails_does_not_take_the_app_along(tmp_path: Path, how: str) -> None:
    assert editors.one_editor(tmp_path, how).problems == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGPIPE], ids=lambda n: n.name)
def test_a_signal_ends_the_program_well_or_not_at_all(tmp_path: Path, number: signal.Signals) -> None:
    assert signals.one_signal(tmp_path, "editor", number).problems == []


def test_a_file_with_a_name_that_wants_to_be_obeyed_is_followed_and_edited_as_any_other(tmp_path: Path) -> None:
    from torture import file_names

    outcome = file_names.one(options(tmp_path), 0, "$(touch obeyed)")
    assert outcome.problems == []
