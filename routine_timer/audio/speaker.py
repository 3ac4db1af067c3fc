"""The player that makes sound, in a thread of its own.

One thread, as long-lived as the player, imports playsound3, begins every sound and waits for it, so that nothing slow,
missing or broken down there reaches the screen. It is handed one thing at a time: what comes later takes the place of
what was not begun yet and stops what is playing. What can't be begun in time is not played at all.

Knows nothing of sessions, nor of the screen: trouble and the terminal's bell are callbacks.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from routine_timer.audio.outputs import Output, Process, advice, find_outputs
from routine_timer.audio.player import Announcement, audible
from routine_timer.audio.tones import RINGS_A_BELL, TONES, ToneName, tone_path
from routine_timer.audio.volume import Volume
from routine_timer.audio.wav import BadWav, length_s

LATE = 0.6
"""Seconds after which a sound that could not begin is left out: a tick that comes late misleads."""
HANDED_OVER = 0.005
"""Seconds at most that whoever asks for a sound waits until it is about to be played. It would go on to paint and to
write, and keep Python's one lock from this thread meanwhile, which made the sound 20 ms late."""
LAST_WORDS = 3.0
"""Seconds that closing waits for what is playing."""
HUNG = 2.0
"""Seconds past its length after which a sound's process is taken for hung."""
GIVE_UP_FOR = 20.0
"""Seconds of bell alone after nothing could play a sound, before it is tried again."""

Trouble: TypeAlias = Literal["no output", "bad file", "no volume"]
Outcome: TypeAlias = Literal["played", "cut off", "failed"]


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """What was asked for, and when. Compared by identity: the same tone twice is two jobs."""

    due: float
    tone: ToneName | None = None
    phrases: tuple[str, ...] = ()
    file: Path | None = None
    taken: threading.Event = field(default_factory=threading.Event)
    """Set when it is about to be played, or will not be."""


class Phrasebook(Protocol):
    """Has phrases ready as files (see `Voice`)."""

    def prepare(self, texts: Iterable[str]) -> None: ...
    def path(self, text: str) -> Path | None: ...
    def length_s(self, text: str) -> float | None: ...
    def close(self) -> None: ...


class Stream(Protocol):
    """Keeps an output awake (see `SilentStream`)."""

    def open(self) -> None: ...
    def close(self) -> None: ...


class Speaker:
    """A `Player` that is heard.

    Args:
        bell: rings the terminal's bell; stands in for the tones that matter where nothing can be played.
        on_trouble: is told in one line what is wrong and what would help; once for each kind of trouble.
        voice: has the phrases; without one there are tones alone. Closed with the player, as the stream is.
        stream: keeps the output awake as long as the player is open.
        volume: how loud.
        outputs: finds the ways to play a file; called once, in the player's thread.
        clock: a steady clock, in seconds.

    Both callbacks are called in the player's thread: they must be safe there, and must not raise.
    """

    def __init__(
        self,
        bell: Callable[[], None],
        on_trouble: Callable[[str], None],
        *,
        voice: Phrasebook | None = None,
        stream: Stream | None = None,
        volume: Volume | None = None,
        outputs: Callable[[], list[Output]] = find_outputs,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bell = bell
        self._on_trouble = on_trouble
        self._voice = voice
        self._stream = stream
        self._volume = volume or Volume()
        self._find_outputs = outputs
        self._clock = clock
        self._changed = threading.Condition()
        """Guards the fields below it, and wakes the thread."""
        self._job: _Job | None = None
        """What is to be heard, or is being heard; None while all is quiet."""
        self._muted = False
        self._voice_muted = False
        self._closing = False
        self._is_away = True
        """Whether the thread is in code that is not ours and may take any time: then nobody waits for it."""
        self._thread: threading.Thread | None = None
        # The thread's own:
        self._outputs: list[Output] = []
        self._silent_until: float | None = None
        self._told: set[Trouble] = set()
        self._output: str | None = None

    # -- the player, called from the app

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        with self._changed:
            self._muted = muted
        if muted:
            self.stop()

    @property
    def voice_muted(self) -> bool:
        return self._voice_muted

    @voice_muted.setter
    def voice_muted(self, muted: bool) -> None:
        with self._changed:
            self._voice_muted = muted
            self._changed.notify()

    @property
    def volume(self) -> Volume:
        return self._volume

    @volume.setter
    def volume(self, volume: Volume) -> None:
        self._volume = volume

    @property
    def output(self) -> str | None:
        """The name of what played the last sound, None before the first."""
        return self._output

    def open(self) -> None:
        """Start the thread and find the outputs, so that the first tone need not wait for that."""
        with self._changed:
            self._begin()
        if self._stream is not None and not self._closing:
            self._stream.open()

    def prepare(self, phrases: Iterable[str]) -> None:
        if self._voice is not None:
            self._voice.prepare(phrases)

    def phrase_s(self, phrase: str) -> float | None:
        return None if self._voice is None else self._voice.length_s(phrase)

    def hear(self, heard: Announcement) -> None:
        left = audible(heard, muted=self._muted, voice_muted=self._voice_muted)
        if left:
            self._put(_Job(self._clock(), left.tone, left.phrases))
        else:
            self.stop()

    def play(self, sound: Path) -> None:
        if not self._muted:
            self._put(_Job(self._clock(), file=sound))

    def stop(self) -> None:
        with self._changed:
            self._job = None
            self._changed.notify()

    def close(self, *, wait: bool = False) -> None:
        with self._changed:
            self._closing = True
            if not wait:
                self._job = None
            self._changed.notify()
            thread = self._thread
        if thread is not None:
            thread.join(LAST_WORDS if wait else LATE)
            if wait and thread.is_alive():
                self.stop()
                thread.join(LATE)
        for part in (self._voice, self._stream):
            if part is not None:
                part.close()

    def _put(self, job: _Job) -> None:
        with self._changed:
            if not self._closing:
                self._job = job
                self._begin()
                self._changed.notify()
            listens = not (self._closing or self._is_away)
        if listens:
            job.taken.wait(HANDED_OVER)

    def _begin(self) -> None:
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._run, name="routine-timer sound", daemon=True)
            self._thread.start()

    # -- the thread

    def _run(self) -> None:
        try:
            self._outputs = self._find_outputs()
        except Exception as error:  # noqa: BLE001 - looking for players runs whatever each of them brings
            self._tell("no output", f"No sound: {error}")
        self._is_away = False
        self._soften_tones()
        while (job := self._next()) is not None:
            self._perform(job)
            job.taken.set()
            with self._changed:
                if self._job is job:
                    self._job = None

    def _next(self) -> _Job | None:
        """The next thing to hear, waited for; None when the player is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._job is not None or self._closing)
            return self._job

    def _perform(self, job: _Job) -> None:
        if self._clock() - job.due > LATE:
            return
        for sound, spoken in self._sounds(job):
            if self._wanted(job, spoken=spoken):
                outcome = self._play(sound, job, spoken=spoken)
                if outcome == "failed" and job.tone in RINGS_A_BELL and not spoken:
                    self._bell()

    def _sounds(self, job: _Job) -> Iterator[tuple[Path, bool]]:
        """The files of a job one after the other, each with whether it is voice."""
        if job.file is not None:
            yield job.file, False
        if job.tone is not None:
            yield tone_path(job.tone), False
        for text in job.phrases:
            if self._voice is not None and (path := self._voice.path(text)) is not None:
                yield path, True

    def _wanted(self, job: _Job, *, spoken: bool) -> bool:
        with self._changed:
            return self._job is job and not (spoken and self._voice_muted)

    def _play(self, sound: Path, job: _Job, *, spoken: bool) -> Outcome:
        """Play one file to its end with the first output that can."""
        if self._volume.level == 0:
            return "played"
        try:
            seconds = length_s(sound)
        except (OSError, BadWav) as error:
            self._tell("bad file", f"A sound can't be read: {error}")
            return "failed"
        if self._silent_until is not None and self._clock() < self._silent_until:
            return "failed"
        file = self._softened(sound)
        for output in tuple(self._outputs):
            begun = self._clock()
            outcome = self._play_with(output, file, seconds, job, spoken=spoken)
            if outcome != "failed":
                self._silent_until = None
                self._output = output.name
                return outcome
            # An output that fails is asked last from now on.
            self._outputs.remove(output)
            self._outputs.append(output)
            if self._clock() - begun > LATE:
                return "failed"
        self._silent_until = self._clock() + GIVE_UP_FOR
        self._tell("no output", advice([output.name for output in self._outputs]))
        return "failed"

    def _play_with(self, output: Output, file: Path, seconds: float, job: _Job, *, spoken: bool) -> Outcome:
        self._is_away = True
        job.taken.set()
        try:
            process = output.start(file)
        except Exception:  # noqa: BLE001 - each library behind playsound3 raises its own; told when none is left
            return "failed"
        finally:
            self._is_away = False
        latest = self._clock() + seconds + HUNG
        pause = 0.004
        while (code := process.poll()) is None:
            with self._changed:
                self._changed.wait_for(lambda: not self._heard_on(job, spoken), pause)
                cut_off = not self._heard_on(job, spoken)
            if cut_off or self._clock() > latest:
                _end(process)
                return "cut off" if cut_off else "failed"
            pause = min(pause * 1.5, 0.02)
        # A code below zero is a signal: somebody stopped it, the device is not at fault.
        return "failed" if code > 0 else "played"

    def _heard_on(self, job: _Job, spoken: bool) -> bool:
        return self._job is job and not (spoken and self._voice_muted)

    def _soften_tones(self) -> None:
        """Make the softer copies ahead of time, as long as nothing is asked for."""
        self._volume.tidy()
        for name in TONES:
            if self._job is None and not self._closing:
                self._softened(tone_path(name))

    def _softened(self, sound: Path) -> Path:
        try:
            return self._volume.of(sound)
        except (OSError, BadWav) as error:
            self._tell("no volume", f"The volume can't be set: {error}")
            return sound

    def _tell(self, trouble: Trouble, message: str) -> None:
        if trouble not in self._told:
            self._told.add(trouble)
            self._on_trouble(message)


def _end(process: Process) -> None:
    """Stop a sound and see it off, so that no process is left behind."""
    process.terminate()
    if not isinstance(process, subprocess.Popen):
        process.wait()
        return
    try:
        process.wait(timeout=0.3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
