"""Commands that come from outside the keyboard, and the pipe that gives them."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from routine_timer.playback.control_pipe import ControlPipe, NotAPipe
from routine_timer.playback.outside_controls import control_named, unknown_control


@pytest.mark.parametrize(
    ("word", "control"),
    [("pause", "pause"), (" Skip ", "skip"), ("+", "longer"), ("-", "shorter"), ("STOP", "stop"), ("dance", None)],
)
def test_a_word_is_understood_in_any_case(word: str, control: str | None) -> None:
    assert control_named(word) == control


def test_an_unknown_word_is_reported_with_those_that_are_known() -> None:
    assert unknown_control("dance") == (
        "Unknown command 'dance'. Use one of: pause, skip, back, done, longer, shorter, swap, hurts, undo, mute, stop."
    )


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "pedal"
    os.mkfifo(path)
    return path


async def lines(pipe: ControlPipe, count: int) -> list[str]:
    """The next lines that come from a pipe."""
    queue: asyncio.Queue[str] = asyncio.Queue()
    pipe.listen(queue.put_nowait)
    async with asyncio.timeout(10):
        return [await queue.get() for _ in range(count)]


def write(path: Path, data: bytes) -> None:
    """Write to a pipe, as `echo` does: open it, write and leave."""
    file = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    os.write(file, data)
    os.close(file)


async def test_lines_come_from_one_writer_after_another(fifo: Path) -> None:
    pipe = ControlPipe(fifo)
    write(fifo, b"pause\nsk")
    write(fifo, b"ip\n\n  \n")
    write(fifo, b"done\n")
    assert await lines(pipe, 3) == ["pause", "skip", "done"]
    pipe.close()


async def test_a_line_without_end_is_reported_once_and_the_next_one_counts(fifo: Path) -> None:
    pipe = ControlPipe(fifo)
    write(fifo, b"x" * 5000)
    write(fifo, b"x\npause\n")
    first, second = await lines(pipe, 2)
    assert set(first) == {"x"}
    assert second == "pause"
    pipe.close()


def test_opening_a_pipe_waits_for_nobody(fifo: Path) -> None:
    ControlPipe(fifo).close()


def test_a_file_and_a_path_that_is_not_there_are_refused_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name, why in (("file", "it is not a pipe"), ("nothing", "it does not exist")):
        with pytest.raises(NotAPipe, match=why) as caught:
            ControlPipe(tmp_path / name)
        assert f"mkfifo {tmp_path / name}" in caught.value.with_help
