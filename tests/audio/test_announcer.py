"""The cue schedule as it is heard: whole sessions on the test's own clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_timer.audio.announcer import Announcer
from routine_timer.audio.player_interface import Announcement
from routine_timer.audio.tone_files import ToneName, tone_s
from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step
from routine_timer.session.engine import Command, Session
from routine_timer.session.events import Event
from routine_timer.timeline import Timeline, compile_routine

BRIDGE = Step("Bridge", Hold(20.0))
CLAM = Step("Clam", Reps(4), sides="both")
PIGEON = Step(
    "Pigeon",
    (Phase(Hold(30.0), "Draw both legs in"), Phase(Hold(30.0), "Press the knee away")),
    sides="both",
    first="right",
)


def timeline(*steps: Step | Circuit) -> Timeline:
    return compile_routine(Routine("r", "R", steps))


def spoken_s(text: str) -> float:
    """As a voice takes: about fifteen letters a second."""
    return 0.25 + len(text) / 15


def no_voice(_text: str) -> float | None:
    return None


@dataclass
class Listener:
    """Runs a session on its own clock and writes down what is heard when."""

    timeline: Timeline
    phrase_s: Callable[[str], float | None] = spoken_s
    speed: float = 1.0
    language: str = "en"
    now: float = 100.0
    heard: list[tuple[float, Announcement]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.began = self.now
        self.session = Session(self.timeline, self.now)
        self.announcer = Announcer(self.timeline, tone_s, self.phrase_s, speed=self.speed, language=self.language)

    def to(self, seconds: float) -> Listener:
        """Follow until so many seconds after the beginning, waking whenever something happens."""
        until = self.began + seconds
        while (change := self.session.next_change(self.now)) is not None and change <= until:
            self.now = change
            self._take(self.session.advance(change))
        self.now = until
        return self

    def sleep_to(self, seconds: float) -> Listener:
        """Wake only then."""
        self.now = self.began + seconds
        self._take(self.session.advance(self.now))
        return self

    def do(self, command: Command) -> Listener:
        self._take(self.session.do(command, self.now))
        return self

    def to_end(self) -> Listener:
        return self.to(10_000)

    def _take(self, events: list[Event]) -> None:
        heard = self.announcer.announce(events, self.session.snapshot(self.now), self.now)
        if heard is not None:
            self.heard.append((round(self.now - self.began, 3), heard))

    def tones(self, *, small: bool = True) -> list[tuple[float, ToneName]]:
        return [(at, h.tone) for at, h in self.heard if h.tone and (small or h.tone not in ("tick", "rep", "turn"))]

    def said(self) -> list[tuple[float, str]]:
        return [(at, text) for at, heard in self.heard for text in heard.phrases]

    def last(self) -> Announcement:
        return self.heard[-1][1]


def test_a_hold_from_get_ready_to_the_end() -> None:
    assert Listener(timeline(BRIDGE)).to_end().heard == [
        (0, Announcement("get-ready", ("Bridge, 20 seconds",))),
        (7, Announcement("tick")),
        (8, Announcement("tick")),
        (9, Announcement("tick")),
        (10, Announcement("go")),
        (15, Announcement(None, ("Keep breathing",))),
        (27, Announcement("tick")),
        (28, Announcement("tick")),
        (29, Announcement("tick")),
        (30, Announcement("finished", ("Finished. Well done",))),
    ]


def test_both_sides_and_what_comes_next() -> None:
    hold = replace(BRIDGE, sides="both")
    listener = Listener(timeline(hold, replace(CLAM, sides="none"))).to(60)
    assert listener.tones(small=False) == [
        (0, "get-ready"),
        (10, "go"),
        (30, "switch"),
        (35, "go"),
        (55, "end"),
    ]
    assert listener.said() == [
        (0, "Bridge, left side, 20 seconds"),
        (15, "Keep breathing"),
        (20, "Next: right side"),
        (30, "Switch: right"),
        (55, "Clam, 4 reps"),
    ]


def test_halfway_is_announced_from_thirty_seconds_on() -> None:
    assert (25, Announcement("halfway", ("Halfway",))) in Listener(timeline(Step("A", Hold(30.0)))).to_end().heard
    assert not [1 for _, h in Listener(timeline(Step("A", Hold(29.0)))).to_end().heard if h.tone == "halfway"]


def test_each_part_of_a_hold_opens_with_go_and_its_own_instruction() -> None:
    listener = Listener(timeline(PIGEON)).to(75)
    assert (10, Announcement("go", ("Draw both legs in",))) in listener.heard
    assert (40, Announcement("go", ("Press the knee away",))) in listener.heard
    assert (60, "Next: left side") in listener.said()
    assert (30, "Next: Pigeon") not in listener.said()


def test_reps_are_tapped_and_counted_aloud() -> None:
    listener = Listener(timeline(replace(CLAM, sides="none", dose=Reps(6)))).to_end()
    work = [(at, h.tone, h.phrases) for at, h in listener.heard if 10 <= at < 28]
    assert work == [
        (10, "go", ()),
        (11.5, "turn", ()),
        (13, "rep", ("2",)),
        (14.5, "turn", ()),
        (16, "rep", ("3",)),
        (17.5, "turn", ()),
        (19, "rep", ("4",)),
        (20.5, "turn", ()),
        (22, "rep", ("5",)),
        (23.5, "turn", ()),
        (25, "rep", ("Last one",)),
        (26.5, "turn", ()),
    ]


def test_a_cue_about_form_takes_the_place_of_a_number_and_the_tap_stays() -> None:
    step = Step("Clam", Reps(6), cues=(FormCue("Hips still", at=6.0),))
    assert (16, Announcement("rep", ("Hips still",))) in Listener(timeline(step)).to_end().heard


def test_a_cue_longer_than_a_rep_is_spoken_completely_and_its_taps_are_left_out() -> None:
    long = "Keep your hips stacked and still while the top knee opens slowly"
    step = Step("Clam", Reps(12), cues=(FormCue("Open the knee"), FormCue(long)))
    listener = Listener(timeline(step)).to_end()
    assert [text for _, text in listener.said()].count(long) == 1
    (began,) = [at for at, text in listener.said() if text == long]
    taps = [at for at, tone in listener.tones() if tone in ("rep", "turn")]
    assert not [at for at in taps if began < at < began + spoken_s(long)]
    assert [at for at in taps if at > began + spoken_s(long)]


def test_alternating_reps_count_every_movement() -> None:
    step = Step("Dead bug", Reps(3), sides="alternating")
    said = [text for _, text in Listener(timeline(step)).to_end().said()]
    assert said[0] == "Dead bug, 6 reps, alternating sides"
    assert said[1:-1] == ["2", "3", "4", "5", "Last one"]


def test_a_hold_without_an_upper_end_chimes_at_its_least() -> None:
    step = Step("Plank", Hold(20.0, 40.0, "at-least"))
    listener = Listener(timeline(step)).to_end()
    assert (30, Announcement("least", ("That's enough. Stay if it feels good",))) in listener.heard
    assert listener.tones(small=False)[-1] == (50, "finished")


def test_sets_have_a_rest_between_and_say_which_comes() -> None:
    step = Step("Bridge", Hold(20.0), sets=2, rest=15.0)
    listener = Listener(timeline(step)).to(40)
    assert (20, "Next: Rest") in listener.said()
    assert (30, Announcement("rest", ("Rest, 15 seconds", "Bridge, 20 seconds, set 2 of 2"))) in listener.heard


def test_a_short_rest_says_the_set_and_the_dose_rather_than_the_name() -> None:
    step = Step("Lying hamstring stretch with a towel", Hold(20.0), sets=2, rest=8.0)
    said = [text for _, text in Listener(timeline(step)).to_end().said()]
    assert "Set 2 of 2, 20 seconds" in said


def test_a_new_position_is_announced_with_the_step_that_needs_it() -> None:
    back = replace(BRIDGE, position="lying on the back")
    bug = Step("Dead bug", Hold(20.0), position="lying on the back")
    plank = Step("Plank", Hold(20.0), position="face down")
    said = [text for _, text in Listener(timeline(back, bug, plank)).to_end().said()]
    assert said.count("Lying on the back") == 1
    assert said.count("Face down") == 1


def test_a_round_is_announced_in_the_rest_before_it() -> None:
    circuit = Circuit((Step("A", Hold(10.0)), Step("B", Hold(10.0))), rounds=2, rest=20.0)
    said = [text for _, text in Listener(timeline(circuit)).to_end().said()]
    assert "A, 10 seconds, round 2 of 2" in said
    assert "B, 10 seconds, round 2 of 2" not in said


def test_without_a_voice_the_tones_are_the_same() -> None:
    routine = timeline(BRIDGE, CLAM, PIGEON)
    silent = Listener(routine, no_voice).to_end()
    assert silent.said() == []
    assert silent.tones(small=False) == Listener(routine).to_end().tones(small=False)


def test_a_skip_has_no_closing_tone_but_says_where_one_is() -> None:
    listener = Listener(timeline(replace(BRIDGE, sides="both"), CLAM)).to(15).do(Command.SKIP).to(15.5)
    assert listener.last() == Announcement(None, ("Switch sides: right",))
    listener.do(Command.SKIP).to(16)
    assert listener.last() == Announcement("go")
    listener.do(Command.SKIP).to(17)
    assert listener.last() == Announcement(None, ("Clam, left side, 4 reps",))


def test_skipping_the_last_step_sounds_no_finish() -> None:
    listener = Listener(timeline(BRIDGE)).to(15).do(Command.SKIP)
    assert listener.last() == Announcement(None, ("Finished. Well done",))


def test_skipping_without_a_voice_silences_what_plays() -> None:
    listener = Listener(timeline(replace(BRIDGE, sides="both")), no_voice).to(15).do(Command.SKIP)
    assert listener.last() == Announcement()


def test_done_before_the_end_closes_like_the_end() -> None:
    step = Step("Psoas", Hold(60.0, 60.0, "up-to"), sides="both")
    listener = Listener(timeline(step)).to(30).do(Command.DONE).to(30.5)
    assert listener.last() == Announcement("switch", ("Switch: right",))


def test_a_pause_is_silent_but_for_its_word_and_going_on_gets_ready_again() -> None:
    listener = Listener(timeline(BRIDGE)).to(15).do(Command.PAUSE)
    assert listener.last() == Announcement(None, ("Paused",))
    listener.to(60).do(Command.RESUME)
    assert listener.last() == Announcement("get-ready", ("Bridge",))
    listener.to(63.5)
    assert listener.heard[-1] == (63, Announcement("go"))


def test_after_a_pause_in_a_rest_nothing_says_go() -> None:
    listener = Listener(timeline(BRIDGE)).to(2).do(Command.PAUSE).to(20).do(Command.RESUME).to(23.5)
    assert "go" not in [tone for at, tone in listener.tones() if at > 1]


def test_a_skip_while_paused_says_where_one_is_and_sounds_no_go() -> None:
    listener = Listener(timeline(BRIDGE)).to(2).do(Command.PAUSE).do(Command.SKIP)
    assert listener.last() == Announcement(None, ("Bridge",))


def test_stopping_is_silent() -> None:
    assert Listener(timeline(BRIDGE)).to(15).do(Command.STOP).last() == Announcement()


def test_a_session_that_starts_paused_is_silent() -> None:
    routine = timeline(BRIDGE)
    session = Session(routine, 0.0, at=1, elapsed_s=4.0, paused=True)
    announcer = Announcer(routine, tone_s, spoken_s)
    assert announcer.announce(session.advance(0.0), session.snapshot(0.0), 0.0) == Announcement()


def test_swapping_sides_says_the_side_and_all_that_follows_says_the_other() -> None:
    listener = Listener(timeline(replace(BRIDGE, sides="both"))).to(15).do(Command.SWAP)
    assert listener.last() == Announcement(None, ("Bridge, right side",))
    listener.to(31)
    assert listener.last() == Announcement("switch", ("Switch: left",))


def test_of_a_long_sleep_only_the_last_is_heard_and_no_stale_tone() -> None:
    listener = Listener(timeline(BRIDGE, CLAM, PIGEON)).to(1).sleep_to(32)
    assert listener.heard[1:] == [(32, Announcement(None, ("Clam, left side, 4 reps",)))]


def test_a_little_late_is_still_in_time() -> None:
    listener = Listener(timeline(replace(BRIDGE, sides="both"))).to(29.5).sleep_to(30.2)
    assert listener.last() == Announcement("switch", ("Right side",))


def test_a_missed_tick_is_not_made_up_for() -> None:
    listener = Listener(timeline(BRIDGE)).to(26).sleep_to(28.8)
    assert "tick" not in [tone for at, tone in listener.tones() if at > 20]


def test_ten_seconds_more_push_the_countdown_back() -> None:
    listener = Listener(timeline(BRIDGE)).to(25).do(Command.LONGER).to_end()
    assert [at for at, tone in listener.tones() if tone == "tick" and at > 10] == [37, 38, 39]


@pytest.mark.parametrize("speed", [10.0, 60.0])
def test_at_high_speed_small_tones_and_phrases_give_way(speed: float) -> None:
    listener = Listener(timeline(BRIDGE, CLAM), speed=speed).to_end()
    assert [tone for _, tone in listener.tones() if tone == "tick"] == ([] if speed > 5 else ["tick"])
    assert listener.tones(small=False)[-1][1] == "finished"


def test_the_words_are_those_of_the_language() -> None:
    listener = Listener(timeline(replace(BRIDGE, sides="both")), language="de").to(31)
    assert listener.last() == Announcement("switch", ("Jetzt rechts",))


doses = st.one_of(
    st.integers(5, 60).map(lambda n: Hold(float(n))),
    st.integers(5, 30).map(lambda n: Hold(float(n), 2.0 * n, "at-least")),
    st.builds(Reps, st.integers(1, 12), st.none(), st.sampled_from([1.5, 2.0, 3.0, 5.0])),
)
cues = st.lists(st.sampled_from(["Hips still", "Breathe out slowly and let the shoulders go", "Long neck"]), max_size=3)
steps = st.builds(
    Step,
    name=st.sampled_from(["Clam", "Supine pigeon", "Side-lying hip flexor stretch"]),
    dose=doses,
    sides=st.sampled_from(["none", "both", "alternating"]),
    sets=st.integers(1, 2),
    rest=st.sampled_from([0.0, 10.0]),
    switch=st.sampled_from([0.0, 5.0]),
    between=st.sampled_from([0.0, 3.0, 8.0]),
    cues=cues.map(lambda texts: tuple(FormCue(text) for text in texts)),
)


def commands() -> st.SearchStrategy[list[tuple[float, Command]]]:
    return st.lists(st.tuples(st.floats(0, 90), st.sampled_from(list(Command))), max_size=4)


def phrases_of(listener: Listener) -> Iterator[str]:
    yield from (text for _, heard in listener.heard for text in heard.phrases)


@settings(max_examples=60)
@given(st.lists(steps, min_size=1, max_size=3), commands())
def test_nothing_overlaps_whatever_happens_and_every_phrase_was_planned(
    routine: list[Step], given_commands: list[tuple[float, Command]]
) -> None:
    listener = Listener(timeline(*routine))
    foreseen = set(listener.announcer.phrases())
    commanded = []
    for at, command in sorted(given_commands, key=lambda pair: pair[0]):
        listener.to(at).do(command)
        commanded.append(at)
    listener.to(400)
    assert set(phrases_of(listener)) <= foreseen
    for (at, heard), (following, _) in pairwise(listener.heard):
        cut = any(at - 1e-3 <= command <= following + 1e-3 for command in commanded)
        if heard.phrases and not cut:
            ends = at + (tone_s(heard.tone) if heard.tone else 0) + sum(map(spoken_s, heard.phrases))
            assert ends <= following + 1e-3, (heard, following)


def test_what_is_needed_first_is_foreseen_first_and_nothing_twice() -> None:
    phrases = Announcer(timeline(BRIDGE, CLAM, PIGEON), tone_s).phrases()
    assert phrases[0] == "Bridge, 20 seconds"
    assert len(phrases) == len(set(phrases))
    assert {"Clam, right side", "Press the knee away", "4", "Paused"} <= set(phrases)
