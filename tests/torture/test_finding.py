"""Each scenario would find what it looks for: shown by putting it there."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("signals and pseudo-terminals as Unix has them", allow_module_level=True)

from routine_timer.app.system.image_loader import load
from routine_timer.routine.read import read_text
from torture import damage, documents, file_names, hostile, kills
from torture.mutating import HOSTILE, STRANGE, mutated
from torture.scenario import RunOptions
from torture.terminal import Terminal
from torture.view import View


def test_a_history_is_filled_the_same_each_time_so_that_a_trial_can_be_done_again(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        damage.fill(tmp_path / folder)
    assert (tmp_path / "one" / "history.db").read_bytes() == (tmp_path / "two" / "history.db").read_bytes()


@pytest.mark.parametrize(
    ("screen", "obeyed"),
    [("▸ [red]markup[/red]  0:47", False), ("▸ markup  0:47", True), ("[red]markup  markup", True)],
)
def test_markup_that_is_obeyed_is_seen(screen: str, obeyed: bool) -> None:
    assert hostile.is_obeyed_in(screen, "[red]markup[/red]") is obeyed


def test_only_what_is_plain_to_say_must_be_seen_to_the_letter() -> None:
    assert hostile.as_shown("--speed=1") == "--speed=1"
    assert hostile.as_shown("x" * 5000) == "x" * 16
    assert hostile.as_shown("\x1b[31mred") == hostile.as_shown("  ") == hostile.as_shown("ä") == ""


def test_quotes_in_a_table_are_read_as_its_format_writes_them() -> None:
    assert hostile.in_cells('id,note\r\n1,"\'""\\"\r\n') == "id\nnote\n1\n'\"\\"


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_each_hostile_text_is_in_a_routine_that_can_be_followed(text: str) -> None:
    read = read_text(hostile.routine_saying(text), Path("hostile.toml"), {})
    assert read.routine is not None, read.errors
    assert read.routine.name[:8] == text.encode("utf-8", "replace").decode()[:8]


def test_the_picture_of_one_colour_can_be_decoded(tmp_path: Path) -> None:
    picture = tmp_path / "one colour.png"
    picture.write_bytes(file_names._png(8, 4))
    found = load(str(picture)).convert("RGB")
    assert (found.size, found.getpixel((7, 3))) == ((8, 4), file_names._COLOUR)


def test_what_is_written_in_pieces_is_seen_whole() -> None:
    view = View(20, 3)
    for piece in (b"\x1b[?10", b"49h\x1b", b"[2;3Hover \x1b[31", b"mthere\x1b[", b"<u"):
        view.feed(piece)
    assert view.text.rstrip() == "\n  over there"


def test_documents_that_were_put_together_never_hold_themselves() -> None:
    before = json.dumps(STRANGE, default=str)
    random = RunOptions(Path(), 3).random("documents")
    for _ in range(300):
        mutated([b'{"a": [1, {"b": []}], "c": {}}'], random)
    assert json.dumps(STRANGE, default=str) == before


class Readers:
    """Readers of one kind of document, which goes wrong."""

    def __init__(self, _folder: Path) -> None:
        self.all = {"settings": ([b"a = 1\n"], self.read, 1)}

    def read(self, _data: bytes) -> None:
        raise KeyError("no typed error")

    def close(self) -> None:
        """There is nothing to close."""


class SlowReaders(Readers):
    def read(self, _data: bytes) -> None:
        until = time.process_time() + 1.05
        while time.process_time() < until:
            pass


@pytest.mark.parametrize(("readers", "said"), [(Readers, "KeyError"), (SlowReaders, "took ")])
def test_a_reader_that_raises_or_dawdles_would_be_found(
    readers: type[Readers], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "Readers", readers)
    [problem] = documents.batch(seed=1, first=0, count=1)["problems"]
    assert said in problem


@pytest.mark.terminal
def test_a_segment_that_is_not_kept_would_be_found(tmp_path: Path) -> None:
    from routine_timer.history.history import History

    with History(tmp_path / "history.db", tmp_path / "state") as history:
        killed = kills._Killed(told=4, finished=False, ran_s=1.0)
        problems, _ = kills._judged(history, killed, {"gone": ()})
    assert any("0 new sessions" in problem for problem in problems)
    assert any("session gone" in problem for problem in problems)


@pytest.mark.terminal
def test_a_traceback_in_colours_and_frames_is_found(tmp_path: Path) -> None:
    head = r"\x1b[31m╭─\x1b[0m \x1b[1mTraceback \x1b[2m(most recent call last)\x1b[0m ─╮"
    code = f"print('{head}\\n│ ❱ 3 │ boom() │\\n╰──╯\\nKeyError: 0')"
    with Terminal([sys.executable, "-c", code], {"PATH": "/bin"}, folder=tmp_path) as terminal:
        assert terminal.wait()
        assert terminal.traceback.splitlines() == ["❱ 3 │ boom()", "KeyError: 0"]


@pytest.mark.terminal
def test_what_is_echoed_after_a_traceback_does_not_hide_it(tmp_path: Path) -> None:
    code = "print('Traceback (most recent call last):\\n  File x\\nKeyError: 0\\n' + 'echo ' * 2000)"
    with Terminal([sys.executable, "-c", code], {"PATH": "/bin"}, folder=tmp_path) as terminal:
        assert terminal.wait()
        assert terminal.traceback.startswith("KeyError: 0")
