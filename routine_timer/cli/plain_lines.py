"""A session in lines of text, each complete in itself: for a screen reader, a pipe, a dumb terminal.

What happened goes in, lines come out. Doesn't know any clock or keyboard.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator

from routine_timer.playback.live_session import LiveSession
from routine_timer.session import (
    Command,
    CueDue,
    Event,
    Paused,
    Resumed,
    Resuming,
    Rewound,
    SegmentOver,
    SegmentStarted,
    SessionOver,
    SessionState,
    StepReplaced,
    Swapped,
)
from routine_timer.text import segment_words
from routine_timer.text.durations import clock, short
from routine_timer.text.muscle_and_day_words import position_text
from routine_timer.text.needs import STOP_RULE, extra_time, you_need
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain
from routine_timer.text.tempo_text import tempo_text
from routine_timer.timeline import Segment, in_words

COMMANDS = {
    "": "done, or resume",
    "p": "pause or resume",
    "s": "skip",
    "b": "back",
    "+": "10 seconds more",
    "-": "10 seconds less",
    "x": "swap sides",
    "h": "this hurts: swap the exercise",
    "u": "undo the swap",
    "m": "sound off or on",
    "q": "stop",
}
"""What can be typed, and what it does."""


def help_lines() -> list[str]:
    """What can be typed, in lines that fit a terminal."""
    keys = ", ".join(f"{key} {what}" for key, what in COMMANDS.items() if key)
    return textwrap.wrap(f"Enter: {COMMANDS['']}. Type a key, then Enter: {keys}", _HELP_WIDTH)


_HELP_WIDTH = 70
"""Eighty columns, less the room in front of a line without a time."""


def no_effect(command: Command, here: SessionState) -> str:
    """What to say when a command had no effect `here`."""
    match command:
        case Command.LONGER | Command.SHORTER if here.remaining_s is not None:
            return f"{short(round(here.remaining_s))} left here"
        case Command.LONGER | Command.SHORTER:
            return "take as long as you need"
        case Command.SWAP:
            return "this step has no sides"
        case Command.DONE if here.segment.until == "at-least":
            least = segment_words.dose(here.segment).removeprefix("at least ")
            return f"from {least} on, Enter finishes it; s skips it"
        case Command.DONE:
            return "Enter can't end this part early; s skips it"
        case _:
            return "no effect now"


class Lines:
    """The lines of one session.

    Args:
        write: writes one line, without its line end; control characters have been removed.
        answers: whether the person can type.
    """

    def __init__(self, live: LiveSession, write: Callable[[str], None], *, answers: bool) -> None:
        self._live = live
        self._write = write
        self._answers = answers
        self._introduced: set[int | None] = set()
        self._name = ""
        """Of what is followed."""

    def opening(self) -> None:
        for line in self._heading():
            self._print(line)
        if self._answers:
            for line in help_lines():
                self._print(line)

    def _heading(self) -> Iterator[str]:
        """The routine's name, how long it takes, and what you need."""
        timeline = self._live.timeline
        self._name = timeline.name
        doing = {segment.step for segment in timeline.segments}
        yield f"{timeline.name}: {pluralize(len(doing), 'step')}, {short(timeline.duration_s)}"
        if needs := you_need(step for number, step in enumerate(timeline.steps, 1) if number in doing):
            yield needs
        if why := extra_time(timeline):
            yield why

    def say(self, text: str) -> None:
        """Write a line without a time."""
        self._print(f"        {text}")

    def tell(self, events: Iterable[Event]) -> None:
        for event in events:
            for line in self._lines_of(event):
                self._print(line)

    def _lines_of(self, event: Event) -> Iterator[str]:
        match event:
            case SegmentStarted(at, segment):
                yield self._at(at, self._entered(segment))
                yield from self._introduction(segment)
                if segment.self_paced and self._answers:
                    yield "        press Enter when you are done"
            case CueDue(cue=cue, segment=segment):
                yield from self._cue(cue.kind, segment.with_side(cue.say), segment)
            case SegmentOver(outcome="skipped"):
                yield "        skipped"
            case Rewound():
                yield "        back"
            case Swapped(segments=segments):
                here = self._live.session.segment  # in a pause, the side to come
                side = here.figure_side or next(one.figure_side for one in segments if one.n > here.n)
                yield f"        sides swapped: now {side}"
            case StepReplaced(timeline=timeline) if timeline.name != self._name:
                self._introduced.clear()
                yield from self._heading()
            case StepReplaced():
                self._introduced.discard(self._live.session.segment.step)
            case Paused():
                yield "        paused" + (" (p: resume)" if self._answers else "")
            case Resuming(lead_in_s=seconds):
                yield f"        resuming in {seconds:g} seconds"
            case Resumed(at):
                left = self._live.session.snapshot(at).remaining_s
                yield "        go" + (f": {short(round(left))} left" if left is not None else "")
            case SessionOver(at, completed):
                reached = "finished" if self._live.finished_anything else "skipped to the end"
                yield self._at(at, reached if completed else "stopped")
            case _:
                pass

    def _entered(self, segment: Segment) -> str:
        if segment.is_work:
            step = f"step {segment_words.steps_reached(self._live.timeline, segment.n - 1)}"
            parts = [part for part in (step, segment_words.place(segment)) if part]
            return f"{segment_words.described(segment)}  ({', '.join(parts)})"
        if segment.kind == "switch":
            return f"{segment_words.STATES[segment.kind]} to the {segment.side} {segment_words.dose(segment)}"
        return f"{segment_words.STATES[segment.kind]} {segment_words.dose(segment)}: {segment.label}"

    def _introduction(self, segment: Segment) -> Iterator[str]:
        """How to do a step, said once, when it starts: in the pause before it if there is one."""
        step = self._live.timeline.step_of(segment)
        if step is None or segment.step in self._introduced:
            return
        self._introduced.add(segment.step)
        coming = segment if segment.is_work else self._live.timeline.next_work(segment.n - 1) or segment
        step = in_words(step, coming.side)
        tempo = "" if coming.tempo is None else tempo_text(coming.tempo, step.tempo_words)
        facts = {
            "position": position_text(step.position or ""),
            "set-up": step.setup or "",
            "tempo": tempo,
            "easier": step.easier or "",
            "avoid": "; ".join(step.avoid),
        }
        yield from (f"        {name}: {text}" for name, text in facts.items() if text)

    def _cue(self, kind: str, say: str, segment: Segment) -> Iterator[str]:
        match kind:
            case "form" | "action":
                yield f"        {say}"
            case "setup" if segment.kind == "switch":  # the whole of it is in the introduction
                yield f"        set-up: {say}"
            case "props" if segment.kind != "get-ready":  # what the whole session needs is in the opening
                yield f"        {say}"
            case "safety":
                yield f"        {STOP_RULE}"
            case "halfway":
                yield "        halfway"
            case "least":
                yield f"        {segment_words.dose(segment)} reached: stay as long as it feels right"
            case "next" if (following := self._live.timeline.next_work(segment.n - 1)) is not None:
                yield f"        next: {segment_words.described(following)}"

    def _at(self, instant: float, text: str) -> str:
        return f"{clock(self._live.active_s(instant)):>6}  {text}"

    def _print(self, line: str) -> None:
        self._write(plain(line))
