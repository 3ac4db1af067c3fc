"""The player that makes sound, in a background thread.

One thread, which lives as long as the player, imports playsound3, starts every sound and waits for it, so nothing slow,
missing or broken in an audio library reaches the screen. It holds one job at a time: a new job replaces one that has
not started and stops the one that is playing. A job that can't start in time is dropped.

Knows nothing about sessions or the screen: trouble and the terminal's bell are callbacks.
"""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from routine_timer.audio.outputs import Output, Process, advice, find_outputs
from routine_timer.audio.phrase_renderer import PhraseRenderer
from routine_timer.audio.player_interface import Announcement, audible
from routine_timer.audio.silent_stream import SilentStream
from routine_timer.audio.tone_files import RINGS_A_BELL, TONES, ToneName, ToneSet
from routine_timer.audio.volume import Volume
from routine_timer.audio.wav import BadWav, length_s

LATE = 0.6
"""Seconds after which a sound that has not started is dropped: a late tick is misleading."""
HANDOVER_S = 0.005
"""Seconds at most that a caller waits until the thread is about to start the sound. Otherwise the caller goes on to
paint and write, and holds Python's global lock meanwhile, which made sounds 20 ms late."""
LAST_WORDS = 5.0
"""Seconds that `close` waits for what is playing: the last tone and "Finished. Well done" take 4."""
HUNG = 2.0
"""Seconds past its length after which a sound's process counts as hung."""
GIVE_UP_FOR = 20.0
"""Seconds with only the bell after no output could play a sound. Then the outputs are tried again."""

Trouble: TypeAlias = Literal["no output", "bad file", "no volume"]
Outcome: TypeAlias = Literal["played", "cut off", "failed"]
BREATH = 0.27
"""Seconds of quiet that are added between two phrases. Starting a player takes the rest of the 0.35 s."""


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A request and its time. Compared by identity: the same tone twice is two jobs."""

    due: float
    tone: ToneName | None = None
    phrases: tuple[str, ...] = ()
    file: Path | None = None
    taken: threading.Event = field(default_factory=threading.Event)
    """Set when the job is about to be played or has been dropped."""


class SoundPlayer:
    """A `Player` that makes sound.

    Args:
        bell: rings the terminal's bell, which replaces the important tones when nothing can be played.
        on_trouble: called with one line that says what is wrong and how to fix it, once for each kind of trouble.
        voice: renders the phrases; without one only tones are played. Closed with the player, like `stream`.
        stream: keeps the output awake while the player is open.
        volume: how loud.
        outputs: finds the ways to play a file. Called once, in the player's thread.
        clock: a monotonic clock, in seconds.

    Both callbacks are called in the player's thread. They must be safe there and must not raise.
    """

    def __init__(
        self,
        bell: Callable[[], None],
        on_trouble: Callable[[str], None],
        *,
        voice: PhraseRenderer | None = None,
        stream: SilentStream | None = None,
        volume: Volume | None = None,
        outputs: Callable[[], list[Output]] = find_outputs,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bell = bell
        self._on_trouble = on_trouble
        self._voice = voice
        self._stream = stream
        self._volume = volume or Volume()
        self._tones = ToneSet()
        self._find_outputs = outputs
        self._clock = clock
        self._changed = threading.Condition()
        """Guards the fields below it, and wakes the thread."""
        self._job: _Job | None = None
        """The job that waits or plays; None while there is none."""
        self._muted = False
        self._voice_muted = False
        self._is_open = False
        self._closing = False
        self._is_in_library = True
        """Whether the thread is in a library, which may take any time. Callers don't wait for it then."""
        self._thread: threading.Thread | None = None
        # Used by the thread only:
        self._outputs: list[Output] = []
        self._silent_until: float | None = None
        self._reported: set[Trouble] = set()
        self._output: str | None = None

    # -- called by the app

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        with self._changed:
            self._muted = muted
            if self._is_open and not muted:
                self._start_thread()
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

    def use_tones(self, tones: ToneSet) -> None:
        self._tones = tones

    @property
    def output(self) -> str | None:
        """The name of the output that played the last sound, None before the first."""
        return self._output

    def open(self) -> None:
        """Find the outputs in the thread, so the first tone doesn't wait for that. A muted player waits until it is to
        be heard: a session without sound needs no library, nor an output that is kept awake.
        """
        with self._changed:
            self._is_open = True
            if not self._muted:
                self._start_thread()

    def prepare(self, phrases: Iterable[str]) -> None:
        if self._voice is not None:
            self._voice.prepare(phrases)

    def phrase_s(self, phrase: str) -> float | None:
        return None if self._voice is None else self._voice.length_s(phrase)

    def announce(self, announcement: Announcement) -> None:
        audible_part = audible(announcement, muted=self._muted, voice_muted=self._voice_muted)
        if audible_part:
            self._put(_Job(self._clock(), audible_part.tone, audible_part.phrases))
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
                self._start_thread()
                self._changed.notify()
            is_ready = not (self._closing or self._is_in_library)
        if is_ready:
            job.taken.wait(HANDOVER_S)

    def _start_thread(self) -> None:
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._run, name="routine-timer sound", daemon=True)
            self._thread.start()
            if self._stream is not None:
                self._stream.open()

    # -- the thread

    def _run(self) -> None:
        try:
            self._outputs = self._find_outputs()
        except Exception as error:  # noqa: BLE001 - the search runs code of every library that it finds
            self._report("no output", f"No sound: {error}")
        self._is_in_library = False
        self._scale_tones()
        while (job := self._next()) is not None:
            self._perform(job)
            job.taken.set()
            with self._changed:
                if self._job is job:
                    self._job = None

    def _next(self) -> _Job | None:
        """Wait for the next job. None when the player is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._job is not None or self._closing)
            return self._job

    def _perform(self, job: _Job) -> None:
        if self._clock() - job.due > LATE:
            return
        spoke = False
        for sound, spoken in self._sounds(job):
            if spoke and spoken:
                self._take_a_breath(job)
            spoke = spoken
            if self._is_wanted(job, spoken=spoken):
                outcome = self._play(sound, job, spoken=spoken)
                if outcome == "failed" and job.tone in RINGS_A_BELL and not spoken:
                    self._bell()

    def _take_a_breath(self, job: _Job) -> None:
        """Leave the quiet between two phrases, unless the job is replaced."""
        with self._changed:
            self._changed.wait_for(lambda: self._job is not job, BREATH)

    def _sounds(self, job: _Job) -> Iterator[tuple[Path, bool]]:
        """The files of a job in order, each with whether it is speech."""
        if job.file is not None:
            yield job.file, False
        if job.tone is not None:
            yield self._tones.path(job.tone), False
        for text in job.phrases:
            if self._voice is not None and (path := self._voice.path(text)) is not None:
                yield path, True

    def _is_wanted(self, job: _Job, *, spoken: bool) -> bool:
        with self._changed:
            return self._job is job and not (spoken and self._voice_muted)

    def _play(self, sound: Path, job: _Job, *, spoken: bool) -> Outcome:
        """Play one file to its end with the first output that works."""
        if self._volume.level == 0:
            return "played"
        try:
            seconds = length_s(sound)
        except (OSError, BadWav) as error:
            self._report("bad file", f"A sound can't be read: {error}")
            return "failed"
        if self._silent_until is not None and self._clock() < self._silent_until:
            return "failed"
        file = self._scaled(sound)
        for output in tuple(self._outputs):
            started = self._clock()
            outcome = self._play_with(output, file, seconds, job, spoken=spoken)
            if outcome != "failed":
                self._silent_until = None
                self._output = output.name
                return outcome
            # From now on an output that failed is tried last.
            self._outputs.remove(output)
            self._outputs.append(output)
            if self._clock() - started > LATE:
                return "failed"
        self._silent_until = self._clock() + GIVE_UP_FOR
        self._report("no output", advice([output.name for output in self._outputs]))
        return "failed"

    def _play_with(self, output: Output, file: Path, seconds: float, job: _Job, *, spoken: bool) -> Outcome:
        self._is_in_library = True
        job.taken.set()
        try:
            process = output.start(file)
        except Exception:  # noqa: BLE001 - each backend of playsound3 raises its own; reported when none is left
            return "failed"
        finally:
            self._is_in_library = False
        latest = self._clock() + seconds + HUNG
        pause = 0.004
        while (code := process.poll()) is None:
            with self._changed:
                self._changed.wait_for(lambda: not self._is_wanted(job, spoken=spoken), pause)
                cut_off = not self._is_wanted(job, spoken=spoken)
            if cut_off or self._clock() > latest:
                _end(process)
                return "cut off" if cut_off else "failed"
            pause = min(pause * 1.5, 0.02)
        # A negative code is a signal: someone stopped the process, so the device is not at fault.
        return "failed" if code > 0 else "played"

    def _scale_tones(self) -> None:
        """Write the copies at this volume ahead of time, while there is no job."""
        self._volume.tidy()
        for name in TONES:
            if self._job is None and not self._closing:
                self._scaled(self._tones.path(name))

    def _scaled(self, sound: Path) -> Path:
        try:
            return self._volume.of(sound)
        except (OSError, BadWav) as error:
            self._report("no volume", f"The volume can't be set: {error}")
            return sound

    def _report(self, trouble: Trouble, message: str) -> None:
        if trouble not in self._reported:
            self._reported.add(trouble)
            self._on_trouble(message)


def _end(process: Process) -> None:
    """Stop a sound and wait for its process, so none is left behind."""
    process.terminate()
    if not isinstance(process, subprocess.Popen):
        process.wait()
        return
    try:
        process.wait(timeout=0.3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
