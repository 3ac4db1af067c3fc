"""The tones: that the files are what the script makes, and that they sound as they should."""

from __future__ import annotations

import importlib.util
import sys
from itertools import combinations
from pathlib import Path
from types import ModuleType

import pytest

from routine_timer.audio.tone_files import RINGS_A_BELL, TONES, ToneName, tone_path
from routine_timer.audio.wav import SoundClip, read_wav
from routine_timer.paths import bundled_sounds

from .listen import distance, dominant, loudest_db, onset_s, peak_db

HEARD = tuple(name for name in TONES if name != "silence")
SCRIPT = Path(__file__).parents[2] / "sounds" / "make.py"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    spec = importlib.util.spec_from_file_location("make_sounds", SCRIPT)
    assert spec
    assert spec.loader
    script: ModuleType = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "make_sounds", script)
        spec.loader.exec_module(script)
        folder = tmp_path_factory.mktemp("made")
        script.make(folder)
    return folder


@pytest.fixture(scope="module")
def clips() -> dict[ToneName, SoundClip]:
    return {name: read_wav(tone_path(name)) for name in TONES}


@pytest.mark.parametrize("name", TONES)
def test_the_file_kept_is_what_the_script_makes_to_the_last_bit(name: ToneName, made: Path) -> None:
    assert tone_path(name).read_bytes() == (made / f"{name}.wav").read_bytes()


def test_the_script_makes_every_tone_and_no_other(made: Path) -> None:
    assert {path.stem for path in made.iterdir()} == set(TONES)
    assert {path.stem for path in bundled_sounds().glob("*.wav")} == set(TONES)


@pytest.mark.parametrize("name", HEARD)
def test_a_tone_is_heard_at_once_and_has_no_click_at_either_end(
    name: ToneName, clips: dict[ToneName, SoundClip]
) -> None:
    clip = clips[name]
    assert clip.rate == 48_000
    assert onset_s(clip) < 0.005
    assert clip.samples[0] == 0
    assert clip.samples[-1] == 0
    peak = max(map(abs, clip.samples))
    for ending in (clip.samples[:6], clip.samples[-48:]):
        assert max(map(abs, ending)) < 0.02 * peak


@pytest.mark.parametrize("name", HEARD)
def test_tones_are_equally_loud_but_for_the_turn_of_a_rep_and_leave_headroom(
    name: ToneName, clips: dict[ToneName, SoundClip]
) -> None:
    assert peak_db(clips[name]) <= -3
    assert -18 <= loudest_db(clips[name]) - (-6 if name == "turn" else 0) <= -14


def test_silence_is_silent_and_long_enough_to_wake_an_output(clips: dict[ToneName, SoundClip]) -> None:
    assert not any(clips["silence"].samples)
    assert clips["silence"].seconds == pytest.approx(1)


def test_the_closing_sound_ends_within_the_time_that_closing_waits_for_it(clips: dict[ToneName, SoundClip]) -> None:
    assert clips["finished"].seconds <= 2.5


def test_ticks_end_before_the_next_one_and_reps_are_shorter_still(clips: dict[ToneName, SoundClip]) -> None:
    assert clips["rep"].seconds < clips["tick"].seconds < 0.5


def notes(clip: SoundClip) -> tuple[float, ...]:
    """The melody: the dominant pitch of each tenth of a second, as far as it lasts."""
    width = clip.rate // 10
    return tuple(
        dominant(SoundClip(clip.rate, clip.samples[i : i + width]))
        for i in range(0, min(len(clip.samples), 4 * width), width)
    )


def test_no_two_tones_have_the_same_melody(clips: dict[ToneName, SoundClip]) -> None:
    melodies = {name: notes(clips[name]) for name in HEARD}
    same = [
        (a, b) for a, b in combinations(HEARD, 2) if melodies[a][: len(melodies[b])] == melodies[b][: len(melodies[a])]
    ]
    assert not same


CLOSEST = 0.6
"""The distance that any two tones keep. Before the tones were moved apart, the closest pairs had 0.54 and 0.59."""


def test_no_two_tones_are_close_by_their_spectrograms(clips: dict[ToneName, SoundClip]) -> None:
    close = {(a, b): distance(clips[a], clips[b]) for a, b in combinations(HEARD, 2)}
    assert {pair: apart for pair, apart in close.items() if apart < CLOSEST} == {}


def test_the_start_and_the_end_of_an_exercise_have_nothing_in_common(clips: dict[ToneName, SoundClip]) -> None:
    assert distance(clips["go"], clips["end"]) > 0.95


def test_the_tap_of_a_rep_is_as_loud_as_the_tones_that_matter(clips: dict[ToneName, SoundClip]) -> None:
    assert loudest_db(clips["rep"]) == pytest.approx(-15, abs=0.5)


def test_the_countdown_rises_to_go(clips: dict[ToneName, SoundClip]) -> None:
    assert dominant(clips["tick"]) < dominant(clips["go"])


def test_the_bell_stands_in_for_all_that_matters() -> None:
    assert set(TONES) - RINGS_A_BELL == {"rep", "turn", "silence"}
