"""Letters that a terminal has not, and files that can't be opened."""

from __future__ import annotations

import encodings.aliases
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from routine_timer.cli.streams import accept_any_text, replaced
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2 × 30 s → left", "2 x 30 s -> left"),
        ("Übung, café", "Ubung, cafe"),
        ("e\N{COMBINING ACUTE ACCENT}", "e"),
        ("□ ■ · …", "_ # - ..."),
        ("漢字", "??"),
    ],
)
def test_a_letter_that_is_missing_is_replaced(text: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    accept_any_text()
    out.write(text)
    out.flush()
    assert out.buffer.getvalue().decode() == shown


def test_a_terminal_that_has_them_all_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict")
    monkeypatch.setattr(sys, "stdout", out)
    accept_any_text()
    assert out.errors == "strict"


def test_another_trouble_of_a_codec_is_not_its_business() -> None:
    with pytest.raises(UnicodeDecodeError):
        replaced(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "wrong"), "utf-8")


def test_a_file_that_is_not_there_ends_in_a_sentence(run: Run) -> None:
    done = run("history", "import", "nowhere.jsonl")
    assert done.code == 1
    assert done.err.startswith("routine-timer: ")
    assert "nowhere.jsonl" in done.err


def test_what_the_system_refuses_is_named(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    place = tmp_path_factory.mktemp("place")
    (place / "file").write_text("in the way")
    done = run("history", "export", str(place / "file" / "x.jsonl"))
    assert done.code == 1
    assert f"{place / 'file'} is not a folder" in done.err


def test_streams_that_were_closed_from_the_start_take_everything_and_lead_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as without:
        without.setattr(sys, "stdout", None)
        without.setattr(sys, "stderr", None)
        accept_any_text()
        made = sys.stdout, sys.stderr
        for stream in made:
            stream.write("→ é 漢")
            stream.close()
    assert {stream.name for stream in made} == {os.devnull}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the C library reads TZ only there")
@pytest.mark.parametrize("verb", [["status"], ["streak"], ["history"], ["log", "after-workout", "--on", "2026-11-20"]])
def test_a_time_zone_that_python_cannot_express_is_utc(home: Path, verb: list[str]) -> None:
    environ = {**os.environ, "TZ": "XXX-24:59:59"}
    done = subprocess.run(
        [sys.executable, "-m", "routine_timer", *verb], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "using UTC" in done.stderr
    assert "Traceback" not in done.stderr


def _text_encodings() -> list[str]:
    names = sorted(set(encodings.aliases.aliases.values()))
    return [name for name in names if _takes_text(name)]


def _takes_text(name: str) -> bool:
    try:
        return isinstance("a".encode(name), bytes)
    except (LookupError, UnicodeError):
        return False


@pytest.mark.parametrize("encoding", _text_encodings())
def test_any_text_is_printed_in_every_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    accept_any_text()
    out.write("Stretch → é 漢 🧘 🇩🇪 \u202e ﷽\n")
    out.write("".join(map(chr, range(32, 127))))  # cp864 lacks even the percent sign
    out.flush()
    assert "Stretch" in out.buffer.getvalue().decode(encoding)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["status", "--json"],
        ["list"],
        ["streak"],
        ["--version"],
        ["--help"],
        ["help", "run"],
        ["list", "-h"],
        ["completion", "--names", "bash"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_full_disk_behind_stdout_is_reported_in_a_line(home: Path, words: list[str], unbuffered: str) -> None:
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(home), "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "routine_timer", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
        )
    assert (done.returncode, done.stderr) == (1, "routine-timer: No space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes it")
@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_status_takes_a_closed_stream_as_the_other_verbs_do(home: Path, closed: str) -> None:
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(home)}
    command = f"'{sys.executable}' -m routine_timer status {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the C library reads TZ only there")
@pytest.mark.parametrize("stderr", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize("verb", ["status", "list"])
def test_an_odd_time_zone_that_cannot_be_reported_stops_nothing(home: Path, stderr: str, verb: str) -> None:
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(home), "TZ": "XXX-24:59:59"}
    command = f"'{sys.executable}' -m routine_timer {verb} {stderr}"
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, text=True)
    assert (done.returncode, bool(done.stdout)) == (0, True)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes it")
@pytest.mark.parametrize("words", ["import -", "history import -", "history import --dry-run -"])
def test_a_closed_stdin_is_not_a_file_to_import(home: Path, words: str) -> None:
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(home)}
    command = f"'{sys.executable}' -m routine_timer {words} <&-"
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, text=True)
    assert (done.returncode, done.stderr) == (1, "routine-timer: standard input is closed\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes it")
def test_no_file_takes_the_place_of_a_closed_stdin(home: Path) -> None:
    script = "import os; from routine_timer.cli import main; main(['list']); print(os.open('/', os.O_RDONLY))"
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(home)}
    command = f"'{sys.executable}' -c \"{script}\" <&-"
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, text=True)
    assert int(done.stdout.splitlines()[-1]) > 2


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "euc_jp", "utf-16"])
@pytest.mark.parametrize("words", ["history export", "history --json", "history --json --since 2026-01-01"])
def test_json_loses_no_letter_in_any_encoding(home: Path, encoding: str, words: str) -> None:
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(home), "PYTHONIOENCODING": encoding}

    def routine_timer(words: str) -> bytes:
        command = [sys.executable, "-m", "routine_timer", *words.split()]
        return subprocess.run(command, env=environment, capture_output=True, check=True).stdout

    routine_timer("log after-workout --on 2026-11-20 --note é漢🧘")
    text = routine_timer(words).decode(encoding)
    record, _ = json.JSONDecoder().raw_decode(text.lstrip("[ \n"))
    assert record["note"] == "é漢🧘"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices have no names there")
@pytest.mark.parametrize("words", ["history export --force", "schema"])
@pytest.mark.parametrize("is_link", [False, True])
def test_no_pipe_or_device_is_replaced_by_a_file(run: Run, tmp_path: Path, words: str, is_link: bool) -> None:
    file = tmp_path / "x.schema.json"
    os.mkfifo(tmp_path / "pipe" if is_link else file)
    if is_link:
        file.symlink_to(tmp_path / "pipe")
    done = run(*words.split(), str(file))
    assert (done.code, "not a regular file" in done.err) == (1, True)
    assert file.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="no devices there")
def test_a_link_among_the_devices_is_not_replaced(run: Run) -> None:
    done = run("history", "export", "--force", "/dev/stdout")
    assert (done.code, "not a regular file" in done.err) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell closes it")
@pytest.mark.parametrize("words", ["", "check-in", "edit desk-hips", "edit desk-hips --plain"])
def test_nothing_breaks_where_stdin_is_closed(home: Path, words: str) -> None:
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(home), "EDITOR": "true"}
    command = f"'{sys.executable}' -m routine_timer {words} <&-"
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, text=True, timeout=60)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
