"""The player that makes sound, with outputs that do as the test says."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from routine_timer.audio import sound_player as module
from routine_timer.audio import tone_files
from routine_timer.audio.outputs import Output
from routine_timer.audio.player_interface import Announcement
from routine_timer.audio.silent_stream import SilentStream
from routine_timer.audio.sound_player import GIVE_UP_FOR, LATE, SoundPlayer
from routine_timer.audio.tone_files import tone_path
from routine_timer.audio.volume import Volume
from routine_timer.audio.wav import read_wav

from .fakes import SOON, FakeOutput, FakeRenderer, eventually
from .listen import loudest_db

PHRASE = FakeRenderer.PHRASE


class Ear:
    """A speaker, and all that it says to the app."""

    def __init__(self) -> None:
        self.bells = 0
        self.troubles: list[str] = []
        self.speakers: list[SoundPlayer] = []
        self.voice = FakeRenderer()

    def speaker(
        self,
        *outputs: FakeOutput,
        volume: Volume | None = None,
        clock: Callable[[], float] = time.monotonic,
        find: Callable[[], list[Output]] | None = None,
    ) -> SoundPlayer:
        made = SoundPlayer(
            self._ring,
            self.troubles.append,
            voice=self.voice,
            volume=volume,
            outputs=find or (lambda: [output.output for output in outputs]),
            clock=clock,
        )
        self.speakers.append(made)
        return made

    def rings(self, times: int) -> bool:
        """Whether the bell has rung so often, soon."""
        return eventually(lambda: self.bells == times)

    def _ring(self) -> None:
        self.bells += 1


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear()
    yield ear
    for speaker in ear.speakers:
        speaker.close()


def test_a_tone_comes_first_and_its_phrases_follow(ear: Ear) -> None:
    output = FakeOutput()
    speaker = ear.speaker(output)
    speaker.announce(Announcement("switch", ("Switch sides", "unknown", "Hips still")))
    speaker.close(wait=True)
    assert output.names == ["switch", "rest", "rest"]
    assert all(sound.waited_for for sound in output.begun)


def test_the_voice_is_asked_to_prepare_and_is_closed_with_the_player(ear: Ear) -> None:
    speaker = ear.speaker(FakeOutput())
    speaker.prepare(["Clam"])
    assert ear.voice.prepared == ["Clam"]
    assert speaker.phrase_s("Clam") == 1.0
    assert speaker.phrase_s("unknown") is None
    speaker.close()
    assert ear.voice.closed


def test_the_output_is_kept_awake_from_opening_to_closing() -> None:
    class Stream(SilentStream):
        def __init__(self) -> None:
            self.calls: list[str] = []

        def open(self) -> None:
            self.calls.append("open")

        def close(self) -> None:
            self.calls.append("close")

    stream = Stream()
    speaker = SoundPlayer(lambda: None, print, stream=stream, outputs=lambda: [])
    speaker.open()
    assert stream.calls == ["open"]
    assert speaker.phrase_s("Clam") is None
    speaker.close()
    assert stream.calls == ["open", "close"]


def test_a_muted_player_looks_for_outputs_only_once_it_is_to_be_heard(ear: Ear) -> None:
    found = threading.Event()

    def find() -> list[Output]:
        found.set()
        return []

    speaker = ear.speaker(find=find)
    speaker.muted = True
    speaker.open()
    speaker.announce(Announcement("tick"))
    assert not found.wait(0.05)
    speaker.muted = False
    assert found.wait(SOON)


def test_playing_returns_at_once_however_slow_the_output_is(ear: Ear) -> None:
    gate = threading.Event()
    output = FakeOutput(before=gate.wait)
    speaker = ear.speaker(output)
    given_up = threading.Timer(SOON, gate.set)
    given_up.start()
    for _ in range(50):
        speaker.announce(Announcement("tick"))
    assert not gate.is_set()  # the output has not taken in the first of them
    given_up.cancel()
    gate.set()


def test_a_sound_is_handed_to_its_output_before_the_caller_continues(ear: Ear) -> None:
    """What comes next is painting and writing, and Python runs one thread at a time: the sound would wait for both."""
    output = FakeOutput()
    speaker = ear.speaker(output)
    speaker.open()
    assert eventually(lambda: not speaker._is_in_library)
    before = sys.getswitchinterval()
    sys.setswitchinterval(5.0)  # from now on a thread that computes gives no other one a turn
    try:
        for _ in range(1000):  # one is enough, but for a machine that is busy elsewhere
            speaker.announce(Announcement("tick"))
            if begun := len(output.begun):
                break
    finally:
        sys.setswitchinterval(before)
    assert begun


def test_the_newest_stops_what_plays_and_what_was_never_started_is_left_out(ear: Ear) -> None:
    held = threading.Event()
    output = FakeOutput(code=None)
    speaker = ear.speaker(output, find=lambda: [output.output] if held.wait(5) else [])
    speaker.announce(Announcement("tick"))
    speaker.announce(Announcement("go"))
    held.set()
    first = output.next()
    speaker.announce(Announcement("switch"))
    second = output.next()
    assert (first.path.stem, second.path.stem) == ("go", "switch")
    assert first.stopped
    assert not second.stopped


def test_what_cannot_start_in_time_is_not_played(ear: Ear) -> None:
    now = [0.0]
    output = FakeOutput()

    def find() -> list[Output]:
        now[0] += LATE + 0.1
        return [output.output]

    speaker = ear.speaker(find=find, clock=lambda: now[0])
    speaker.announce(Announcement("tick"))
    assert eventually(lambda: now[0] > 0 and speaker._job is None)
    speaker.announce(Announcement("go"))
    assert output.next().path.stem == "go"


def test_stopping_is_silent_at_once_and_the_player_continues_after_it(ear: Ear) -> None:
    output = FakeOutput(code=None)
    speaker = ear.speaker(output)
    speaker.announce(Announcement("rest"))
    sound = output.next()
    speaker.stop()
    assert eventually(lambda: sound.stopped)
    speaker.announce(Announcement("go"))
    assert output.next().path.stem == "go"


def test_muting_stops_what_plays_and_all_that_follows(ear: Ear) -> None:
    output = FakeOutput(code=None)
    speaker = ear.speaker(output)
    speaker.announce(Announcement("rest"))
    sound = output.next()
    speaker.muted = True
    assert eventually(lambda: sound.stopped)
    speaker.announce(Announcement("go", ("Clam",)))
    speaker.play(PHRASE)
    speaker.muted = False
    speaker.announce(Announcement("end"))
    output.next()
    assert output.names == ["rest", "end"]


def test_muting_the_voice_stops_the_phrase_and_leaves_the_tones(ear: Ear) -> None:
    output = FakeOutput(code=None)
    speaker = ear.speaker(output)
    speaker.announce(Announcement(None, ("Clam, left side", "Hips still")))
    phrase = output.next()
    speaker.voice_muted = True
    assert eventually(lambda: phrase.stopped)
    speaker.announce(Announcement("switch", ("Switch sides",)))
    tone = output.next()
    tone.over.set()
    speaker.close(wait=True)
    assert output.names == ["rest", "switch"]
    assert not tone.stopped


def test_muting_the_voice_lets_a_tone_that_plays_end(ear: Ear) -> None:
    output = FakeOutput(code=None)
    speaker = ear.speaker(output)
    speaker.announce(Announcement("switch", ("Switch sides",)))
    tone = output.next()
    speaker.voice_muted = True
    tone.over.set()
    speaker.close(wait=True)
    assert output.names == ["switch"]
    assert not tone.stopped


def test_an_output_that_fails_is_followed_by_the_next_which_is_asked_first_from_then_on(ear: Ear) -> None:
    deaf, good = FakeOutput("paplay", code=1), FakeOutput("aplay")
    speaker = ear.speaker(deaf, good)
    speaker.announce(Announcement("tick"))
    assert good.next().path.stem == "tick"
    speaker.announce(Announcement("go"))
    assert good.next().path.stem == "go"
    assert deaf.names == ["tick"]
    assert ear.troubles == []
    assert ear.bells == 0


def test_without_any_output_the_person_is_notified_once_and_the_bell_stands_in_for_what_matters(ear: Ear) -> None:
    speaker = ear.speaker()
    speaker.announce(Announcement("tick"))
    assert ear.rings(1)
    speaker.announce(Announcement("go", ("Clam",)))
    assert ear.rings(2)
    speaker.announce(Announcement("rep"))
    speaker.close(wait=True)
    assert ear.bells == 2
    assert len(ear.troubles) == 1
    assert "alsa-utils" in ear.troubles[0]


@pytest.mark.parametrize("error", [OSError("gone"), ValueError("odd"), RuntimeError("library")])
def test_whatever_an_output_raises_stays_in_the_player(ear: Ear, error: Exception) -> None:
    def refuse() -> None:
        raise error

    speaker = ear.speaker(FakeOutput("aplay", before=refuse))
    speaker.announce(Announcement("go"))
    assert ear.rings(1)
    speaker.announce(Announcement("end"))
    assert ear.rings(2)
    assert len(ear.troubles) == 1


def test_a_failure_to_look_for_players_is_reported_and_the_bell_stands_in(ear: Ear) -> None:
    def find() -> list[Output]:
        raise RuntimeError("a broken library")

    speaker = ear.speaker(find=find)
    speaker.announce(Announcement("go"))
    assert ear.rings(1)
    assert ear.troubles == ["No sound: a broken library"]


def test_a_device_that_comes_back_is_found_after_a_while(ear: Ear) -> None:
    now = [0.0]
    output = FakeOutput("aplay", code=1)
    speaker = ear.speaker(output, clock=lambda: now[0])
    speaker.announce(Announcement("tick"))
    assert ear.rings(1)
    speaker.announce(Announcement("tick"))
    assert ear.rings(2)
    assert output.names == ["tick"]
    output.code = 0
    now[0] += GIVE_UP_FOR
    speaker.announce(Announcement("go"))
    speaker.close(wait=True)
    assert output.names == ["tick", "go"]
    assert ear.bells == 2


@pytest.mark.parametrize("content", [None, b"", b"RIFF", b"not a sound at all" * 100])
def test_a_missing_or_broken_file_is_reported_once_and_harms_no_other(
    ear: Ear, content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "tick.wav"
    if content is not None:
        bad.write_bytes(content)
    monkeypatch.setattr(tone_files, "tone_path", lambda name: bad if name == "tick" else tone_path(name))
    output = FakeOutput()
    speaker = ear.speaker(output)
    for number in (1, 2):
        speaker.announce(Announcement("tick"))
        assert ear.rings(number)
    speaker.announce(Announcement("go"))
    assert output.next().path.stem == "go"
    assert len(ear.troubles) == 1
    assert "tick.wav" in ear.troubles[0]


def test_a_process_that_hangs_is_ended_and_taken_for_a_failure(ear: Ear) -> None:
    now = [0.0]
    output = FakeOutput("pw-play", code=None)
    speaker = ear.speaker(output, clock=lambda: now[0])
    speaker.announce(Announcement("go"))
    sound = output.next()
    now[0] += 10
    assert eventually(lambda: sound.stopped)
    assert ear.rings(1)


def test_closing_lets_the_last_sound_end_if_asked_to(ear: Ear) -> None:
    output = FakeOutput(code=None)
    speaker = ear.speaker(output)
    speaker.announce(Announcement("finished"))
    sound = output.next()
    threading.Timer(0.05, sound.over.set).start()
    speaker.close(wait=True)
    assert sound.waited_for
    assert not sound.stopped


def test_closing_waits_no_longer_than_it_says(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LAST_WORDS", 0.05)
    output = FakeOutput(code=None)
    speaker = ear.speaker(output)
    speaker.announce(Announcement("finished"))
    sound = output.next()
    speaker.close(wait=True)
    assert sound.stopped


def test_closing_stops_what_plays_and_nothing_is_heard_after_it(ear: Ear) -> None:
    output = FakeOutput(code=None)
    speaker = ear.speaker(output)
    speaker.announce(Announcement("rest"))
    sound = output.next()
    speaker.close()
    speaker.close()
    assert sound.stopped
    speaker.announce(Announcement("go"))
    speaker.open()
    assert output.names == ["rest"]
    assert not any(thread.name == "routine-timer sound" for thread in threading.enumerate())


def test_a_player_that_was_never_used_starts_no_thread(ear: Ear) -> None:
    ear.speaker().close(wait=True)
    assert not any(thread.name == "routine-timer sound" for thread in threading.enumerate())


def test_a_softer_copy_is_played_where_the_volume_is_lower(ear: Ear, tmp_path: Path) -> None:
    output = FakeOutput()
    speaker = ear.speaker(output, volume=Volume(0.5, tmp_path / "cache"))
    speaker.announce(Announcement("go"))
    softer = read_wav(output.next().path)
    full = read_wav(tone_path("go"))
    assert loudest_db(softer) == pytest.approx(loudest_db(full) - 12, abs=0.2)
    assert softer.seconds == full.seconds


def test_at_volume_nought_nothing_is_played_and_nothing_is_wrong(ear: Ear) -> None:
    output = FakeOutput()
    speaker = ear.speaker(output, volume=Volume(0))
    speaker.announce(Announcement("go"))
    speaker.close(wait=True)
    assert output.names == []
    assert ear.bells == 0
    assert ear.troubles == []


def test_where_no_copy_can_be_kept_the_tone_plays_in_full_and_that_is_reported_once(ear: Ear, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    output = FakeOutput()
    speaker = ear.speaker(output, volume=Volume(0.5, tmp_path / "cache"))
    speaker.announce(Announcement("go"))
    assert output.next().path == tone_path("go")
    speaker.announce(Announcement("end"))
    assert output.next().path == tone_path("end")
    assert len(ear.troubles) == 1


def test_a_process_that_will_not_stop_is_killed() -> None:
    stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", stubborn], stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        module._end(process)
        assert process.poll() is not None
