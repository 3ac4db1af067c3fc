"""A short session in real time, recorded from a virtual output: what a person in the room hears."""

from __future__ import annotations

from statistics import median

import pytest

from routine_timer.audio.phrase_priority import GAP
from routine_timer.routine.read import read_file
from routine_timer.timeline import compile_routine

from ..debian import needs
from .capture import Heard, due, listen, record
from .catalogue import FIRST_SESSION

ROUTINE = """
format = 1
name = "Short"
get_ready = "5s"

[[step]]
name = "Bridge"
hold = "5s"
setup = "Lie on your back, knees bent."
cues = ["Lift your hips"]

[[step]]
name = "Clam"
reps = 2
tempo = "2-0-2-0"
sides = "both"
between = "8s"
cues = ["Open the top knee"]
"""


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    needs("espeak-ng", "pulseaudio", "paplay", "parec")
    folder = tmp_path_factory.mktemp("room")
    file = folder / "short.toml"
    file.write_text(ROUTINE)
    routine = read_file(file, {}).routine
    assert routine
    timeline = compile_routine(routine, coaching=FIRST_SESSION)
    assert 40 <= timeline.duration_s <= 60
    sounds = due(timeline, folder)
    return listen(record(str(file), timeline, folder), sounds)


@pytest.mark.real_time
@pytest.mark.debian
def test_a_session_is_heard_as_it_was_planned(heard: Heard) -> None:
    """All phrases, none over another, a breath between them, in time, loud and slow enough."""
    assert heard.missing == []
    assert heard.overlaps_s == []
    assert len(heard.gaps_s) >= 3
    assert min(heard.gaps_s) > GAP - 0.08
    assert median(heard.gaps_s) < GAP + 0.2, "starting a player takes longer on a busy machine"
    assert all(abs(late) < 0.4 for late in heard.late_s)
    assert heard.loudness == pytest.approx(-16, abs=1)
    assert heard.true_peak_db <= -1
    assert heard.words_a_minute == pytest.approx(140, abs=20)
