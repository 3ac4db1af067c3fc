"""TimeR Machine: its backups, read and written.

A timer is steps and groups of steps in milliseconds, looped, with a start and an end step outside the loop. What a step
does besides lasting are its behaviours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from routine_timer.formats.interval_sequence import HALFWAY_CUE, Beat, Notes, Pause, Repeat, Sequence, Work, tell_cues
from routine_timer.formats.jawt import is_rest
from routine_timer.formats.json_node import LONGEST_TEXT, Node
from routine_timer.formats.repeat_blocks import Block, at_the_end, one_sided, to_blocks
from routine_timer.formats.seconds_writer import Identify, Table
from routine_timer.routine.model import FormCue
from routine_timer.routine.value_parsing import LONGEST_S

TITLE = "TimeR Machine"
FOLDER, TRASH = 1, 2

_ROOT_KEYS = ("timers", "folders", "notifier", "timerStamps", "schedulers")
_SIGNALS = {
    "MUSIC": "music",
    "VIBRATION": "vibration",
    "SCREEN": "keeping the screen on",
    "BEEP": "beeps",
    "NOTIFICATION": "notifications",
    "FLASHLIGHT": "the flashlight",
    "IMAGE": "pictures",
}
_COUNTED = 3
_MOST_BEHAVIOURS = 50
_TEMPLATE = re.compile(r"\{(\w{1,40})\}")
_SELF, _NEXT = ("sname", "stepname", "step_name"), ("snamenext", "nextstepname", "next_step_name")


def recognises(root: Node) -> bool:
    return root.has(*_ROOT_KEYS)


def read(root: Node, notes: Notes) -> Iterator[Sequence]:
    """Each timer, but those in the trash.

    Raises:
        ImportProblem
    """
    folders = {folder.integer("id", 0, most=2**62): folder.text("name", "Folder") for folder in root.entries("folders")}
    trashed: list[str] = []
    used: list[str] = []
    for timer in root.entries("timers"):
        name = timer.text("name", "Timer")
        folder = timer.integer("folderId", FOLDER, most=2**62)
        if folder == TRASH:
            trashed.append(name)
            continue
        if folder != FOLDER:
            used.append(folders.get(folder, f"folder {folder}"))
        yield Sequence(name, tuple(_Timer(timer, name, notes).beats()), path=timer.path)
    notes.add_names("left out, because they are in the trash", trashed)
    notes.add_names("folders are not imported, but the timers in them are", used)
    for key, what in (
        ("notifier", "the notifier"),
        ("timerStamps", "the activity record"),
        ("schedulers", "the schedule"),
    ):
        if (child := root.child(key)) is not None and child.value:
            notes.add(f"{what} of the backup is not imported")


class _Timer:
    """One timer on its way, with what is found in it on the way."""

    def __init__(self, node: Node, name: str, notes: Notes) -> None:
        self._node = node
        self._name = name
        self._notes = notes
        self._empty: list[str] = []
        self._signals: list[str] = []
        self._unknown: list[str] = []
        self._labels: list[str] = []
        self._at = 0

    def beats(self) -> Iterator[Beat]:
        node = self._node
        start, end = node.child("startStep"), node.child("endStep")
        steps = node.entries("steps")
        self._labels = [*_labels([start] if start else []), *_labels(steps), *_labels([end] if end else [])]
        if start is not None:
            yield from self._step(start)
        times = node.integer("loop", 1)
        inside = tuple(beat for step in steps for beat in self._step_or_group(step))
        if times:
            yield Repeat(times, inside)
        else:
            self._notes.add(f"{self._name}: left out, because its steps loop 0 times")
        if end is not None:
            yield from self._step(end)
        self._tell()

    def _tell(self) -> None:
        name, notes = self._name, self._notes
        notes.add_names(f"{name}: steps of 0 s are left out", self._empty)
        if self._signals:
            what = ", ".join(dict.fromkeys(self._signals))
            notes.add(f"{name}: not imported, because this program has its own signals: {what}")
        notes.add_names(f"{name}: unknown behaviours are left out", self._unknown)
        if self._node.has("more") and self._node.object()["more"]:
            notes.add(f'{name}: its other settings ("more") are not imported')

    def _step_or_group(self, node: Node) -> Iterator[Beat]:
        if node.text("step_type", "step") != "group":
            yield from self._step(node)
            return
        called = node.text("name", "")
        times = node.integer("loop", 1)
        inside: list[Beat] = []
        for step in node.entries("steps"):
            if step.text("step_type", "step") == "group":
                raise step.problem("a group can't contain a group")
            inside.extend(self._step(step))
        if times:
            yield Repeat(times, tuple(inside), name=called or None)
        else:
            self._notes.add(f"{self._name}: left out the group {called!r}, because it loops 0 times")

    def _step(self, node: Node) -> Iterator[Beat]:
        label = node.text("label", "Step")
        seconds = round(node.number("length", most=LONGEST_S * 1000) / 1000, 3)
        self._at += 1
        following = self._labels[self._at] if self._at < len(self._labels) else None
        cues: list[FormCue] = []
        waits = False
        for behaviour in node.entries("behaviour", most=_MOST_BEHAVIOURS):
            kind = behaviour.text("type").upper()
            if kind == "HALT":
                waits = True
            elif kind == "HALF":
                cues.append(HALFWAY_CUE)
            elif kind == "VOICE":
                said = self._said(behaviour, label, following)
                cues.extend([FormCue(said, 0.0)] if said else [])
            elif kind == "COUNT":
                self._count(behaviour)
            elif kind in _SIGNALS:
                self._signals.append(_SIGNALS[kind])
            else:
                self._unknown.append(kind)
        if waits:
            if seconds:
                self._notes.add(f"{self._name}: {label!r} waits for you; its {seconds:g} s are not imported")
            yield Work(label, None, cues=tuple(dict.fromkeys(cues)))
        elif not seconds:
            self._empty.append(label)
        elif is_rest(label):
            yield Pause(seconds)
        else:
            yield Work(label, seconds, cues=tuple(dict.fromkeys(cues)))

    def _said(self, voice: Node, label: str, following: str | None) -> str:
        """The words of a VOICE, its templates filled in; empty where only the name is said, as it is here anyway."""
        words = {**dict.fromkeys(_SELF, label), **(dict.fromkeys(_NEXT, following) if following else {})}
        lost: list[str] = []

        def fill(match: re.Match[str]) -> str:
            known = words.get(match[1].casefold())
            if known is None:
                lost.append(match[0])
            return known or ""

        said = " ".join(_TEMPLATE.sub(fill, voice.text("content", "", longest=LONGEST_TEXT)).split())
        self._notes.add_names(f"{self._name}: placeholders in spoken text are left out", lost)
        said = re.sub(r"\s+([.,;:!?])", r"\1", said).removeprefix(f"{label}. ")
        bare = said.strip(" .,;:!?")
        return "" if not bare or bare.casefold() == label.casefold() else Node(said).as_text()

    def _count(self, behaviour: Node) -> None:
        """Seconds counted aloud before the end. Three are, here, and no more."""
        label = behaviour.child("label")
        if label is not None and str(label.value).strip() not in ("", *map(str, range(_COUNTED + 1))):
            self._notes.add(f"{self._name}: the countdown before the end is {_COUNTED} seconds")


def _labels(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if node.text("step_type", "step") == "group":
            yield from _labels(node.entries("steps"))
        else:
            yield node.text("label", "Step")


# -- writing


def write(sequence: Sequence, identify: Identify, notes: Notes) -> Table:  # noqa: ARG001
    """The sequence as a backup with one timer. Its steps speak, count, and wait as the routine's do."""
    tell_cues(TITLE, sequence.items, notes, kept=lambda cue: cue == HALFWAY_CUE or cue.at == 0)
    items = tuple(one_sided(sequence.items))
    inside, times = _outer(items, notes)
    steps: list[Table] = []
    for block in to_blocks(inside, notes, within=times > 1):
        steps.extend(_entries(block))
    timer: Table = {"id": 1, "name": sequence.name, "loop": times, "steps": steps, "folderId": FOLDER}
    return {"folders": [{"id": FOLDER, "name": "Default"}], "timers": [timer]}


def _outer(items: tuple[Beat, ...], notes: Notes) -> tuple[tuple[Beat, ...], int]:
    """What a timer loops, and how often: the inside of the circuit, if there is one and everything is in it.

    Its loop has no rest of its own. So the rest between rounds is looped with the steps, the pause before them first.
    """
    before = items[0].seconds if items and isinstance(items[0], Pause) else 0.0
    match items[1:] if before else items:
        case (Repeat() as whole,) if before <= whole.rest and any(isinstance(i, Repeat) for i in whole.items):
            trail = whole.rest - before
            if trail:
                notes.add(at_the_end(trail))
            return (*items[:-1], *whole.items, *([Pause(trail)] if trail else [])), whole.times
        case _:
            return items, 1


def _entries(block: Block) -> list[Table]:
    steps = [_step(item) for item in block.items]
    if block.times == 1:
        return steps
    return [{"step_type": "group", "name": block.name or "Rounds", "loop": block.times, "steps": steps}]


def _step(item: Work | Pause) -> Table:
    behaviour: list[Table] = []
    seconds = item.seconds
    if isinstance(item, Work):
        said = [cue.say for cue in item.cues if cue.at == 0]
        said[:1] = [f"{{SName}}. {first}" for first in said[:1]] or [""]
        behaviour.extend(_behaviour("VOICE", content=words) for words in said)
        if HALFWAY_CUE in item.cues:
            behaviour.append(_behaviour("HALF", label="0"))
        if seconds is None:
            behaviour.append(_behaviour("HALT"))
            seconds = item.estimate_s
        else:
            behaviour.append(_behaviour("COUNT", label=str(_COUNTED)))
    return {
        "step_type": "step",
        "label": item.name,
        "length": round((seconds or 0.0) * 1000),
        "behaviour": behaviour,
        "type": "NORMAL",
    }


def _behaviour(kind: str, label: str = "", content: str = "") -> Table:
    return {"type": kind, "label": label, "content": content}
