"""Every sentence of the catalogue and the bundled routines that a voice may have to say, rendered by espeak-ng."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pytest

from routine_timer import paths
from routine_timer.audio.phrase_renderer import PhraseRenderer
from routine_timer.audio.voice_engines import Espeak, VoiceSettings
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.library import Library
from routine_timer.timeline import Coaching, Timeline, compile_routine
from routine_timer.timeline.segments import with_side

from ..debian import needs

FIRST_SESSION = Coaching(safety=True)


@lru_cache
def library() -> Library:
    return Library(paths.bundled_routines(), paths.bundled_routines(), (paths.bundled_exercises(),))


def routines() -> list[str]:
    """The ids of the bundled routines."""
    return sorted(path.stem for path in paths.bundled_routines().glob("*.toml"))


@lru_cache
def session(routine: str) -> Timeline:
    """A first session of a bundled routine."""
    found = library().reading(routine).routine
    assert found, routine
    return compile_routine(found, coaching=FIRST_SESSION)


@lru_cache
def sentences() -> tuple[str, ...]:
    """Every set-up and cue of the catalogue, for both sides."""
    catalogue: Catalogue = library().catalogue
    texts = [text for one in catalogue.exercises.values() for text in (one.setup or "", *(cue.say for cue in one.cues))]
    return tuple(dict.fromkeys(with_side(text, side) for text in texts if text for side in ("left", "right")))


class SpokenLengths:
    """The lengths of phrases as espeak-ng speaks them at the default rate, in seconds. Renders what it is asked for."""

    def __init__(self, folder: Path) -> None:
        needs("espeak-ng")
        self.voice = PhraseRenderer(Espeak(), folder, VoiceSettings())

    def prepare(self, texts: Iterable[str]) -> None:
        self.voice.prepare(texts)
        assert self.voice.wait(300)

    def __call__(self, text: str) -> float | None:
        if self.voice.find(text) is None:
            self.prepare([text])
        return self.voice.length_s(text)


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """A cache folder for all workers of a test run."""
    base = factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "espeak-voice"
