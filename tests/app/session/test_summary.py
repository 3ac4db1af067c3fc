"""The screen after a session, on a real history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, timedelta

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static

from routine_timer.app.screens.session.screen import SessionScreen
from routine_timer.app.screens.summary import screen
from routine_timer.app.screens.summary.screen import SummaryScreen
from routine_timer.app.screens.summary.summary_history import SummaryHistory
from routine_timer.app.services import Services
from routine_timer.app.widgets.big_text import BigText
from routine_timer.app.widgets.digits import Digits
from routine_timer.app.widgets.note_input import NoteInput
from routine_timer.history.records import LONGEST_NOTE, DoseRecord
from routine_timer.paths import Folders
from routine_timer.playback.history_recorder import HistoryRecorder
from routine_timer.playback.live_session import LiveSession
from routine_timer.routine.model import Hold, Routine, Step
from routine_timer.session import Command, Session
from routine_timer.timeline import compile_routine
from tests.app.conftest import SATURDAY, no_sound
from tests.app.session.staging import Stage, seen
from tests.making import hold, routine

OPEN_DAY = "╭╌╮"
"""The mark of today while nothing has been done yet."""
TWO = routine(hold(20, "Plank"), hold(60, "Bridge", sides="both"), get_ready=0.0)
GROWS = Routine("grows", "Grows", (Step("Plank", Hold(20, 30, "range")),), get_ready=0.0)


@pytest.fixture
def services(folders: Folders) -> Iterator[Services]:
    found = Services(folders, player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


def stage(services: Services, made: Routine = TWO) -> Stage:
    """A session that is kept."""
    timeline = compile_routine(made)
    recorder = HistoryRecorder.begin(services.history.active, timeline, SATURDAY, "Europe/Berlin", lambda _: None)
    live = LiveSession(Session(timeline, 0.0), record=recorder.record)
    return Stage(live=live, recorder=recorder, summary_history=SummaryHistory(services, timeline), reduced_motion=True)


def done_before(services: Services, made: Routine, times: int) -> None:
    """The routine was followed to its end on as many days before."""
    timeline = compile_routine(made)
    for ago in range(times, 0, -1):
        began = SATURDAY - timedelta(days=ago)
        recorder = HistoryRecorder.begin(services.history.active, timeline, began, "Europe/Berlin", lambda _: None)
        LiveSession(Session(timeline, 0.0), record=recorder.record).step(1000.0)
        recorder.close()


def done_earlier_today(services: Services) -> None:
    """The day is done already: the routine was followed to its end two hours before."""
    began = SATURDAY - timedelta(hours=2)
    recorder = HistoryRecorder.begin(
        services.history.active, compile_routine(TWO), began, "Europe/Berlin", lambda _: None
    )
    LiveSession(Session(compile_routine(TWO), 0.0), record=recorder.record).step(1000.0)
    recorder.close()


def week_shown(app: Stage) -> str:
    """The days of the week as the summary marks them."""
    return str(app.screen.query_one("#week", Static).render())


async def settled(app: Stage, pilot: Pilot[None]) -> str:
    """The screen when all has been written and asked."""
    for _ in range(3):
        await pilot.pause()
        await app.workers.wait_for_complete()
    await pilot.pause()
    return seen(app.screen)


async def finish(app: Stage, pilot: Pilot[None]) -> str:
    app.loop.run_until(1000.0)
    return await settled(app, pilot)


async def stop(app: Stage, pilot: Pilot[None], at: float) -> str:
    app.loop.run_until(at)
    await pilot.press("q", "y")
    return await settled(app, pilot)


async def test_a_finished_session_shows_what_was_done_and_the_streak_it_makes(services: Services) -> None:
    done_before(services, TWO, 4)
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        shown = await finish(app, pilot)
        assert "DONE" in shown
        assert "2:33 active" in shown
        assert "1 min each side" in shown
        assert "Done · 3 min" in shown
        assert "5-day streak" in shown
        assert "■" in shown
        await pilot.press("enter")
        assert app.went_home
    (record,) = services.history.ended.sessions(limit=1)
    assert (record.status, record.done, len(record.segments)) == ("completed", True, 5)


async def test_a_session_that_ends_under_another_screen_makes_way_for_its_summary(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        session = app.screen
        await app.push_screen(Screen())  # as help and the palette lie over it
        assert isinstance(session, SessionScreen)
        session.driver.do(Command.RESUME)  # as a phone can
        await finish(app, pilot)
        assert [type(screen) for screen in app.screen_stack[1:]] == [SummaryScreen]


async def test_a_session_that_was_stopped_counts_when_the_person_says_so(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        shown = await stop(app, pilot, 25.0)
        assert "STOPPED" in shown
        assert "Saved as partly done" in shown
        assert "1 of 2 steps done" in shown
        assert "streak" not in app.screen.query_one("#streak", BigText).text
        await pilot.press("d")
        shown = await settled(app, pilot)
        assert "Counted as done." in shown
        assert "1-day streak" in shown
    (record,) = services.history.ended.sessions()
    assert (record.status, record.done) == ("partial", True)


async def test_a_session_in_which_all_was_skipped_is_not_called_partial(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        await pilot.press(*["right"] * 5)
        shown = await settled(app, pilot)
        assert "SKIPPED" in shown
        assert "DONE" not in shown
        assert not app.screen.has_class("-completed"), "the colour of what was done would say it was"
        assert "Too much was skipped, so it doesn't count as done. Press d if you did it anyway." in shown
        assert "partial" not in shown
        assert "streak" not in app.screen.query_one("#streak", BigText).text
        await pilot.press("d")
        assert "DONE" in await settled(app, pilot), "the person's word is the last one"


async def test_a_session_that_does_not_count_shows_no_streak(services: Services) -> None:
    done_before(services, TWO, 2)
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        await pilot.press(*["right"] * 5)
        await settled(app, pilot)
        assert "streak" not in app.screen.query_one("#streak", BigText).text
        await pilot.press("d")
        await settled(app, pilot)
        assert app.screen.query_one("#streak", BigText).text == "3-day streak"


async def test_a_session_of_which_too_much_was_skipped_is_not_headed_as_done(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        app.loop.run_until(21.0)
        await pilot.press(*["right"] * 4)
        shown = await settled(app, pilot)
        assert "PARTLY DONE" in shown
        assert "Too much was skipped, so it doesn't count as done" in shown


async def test_a_session_deleted_by_mistake_can_be_restored(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        await stop(app, pilot, 1.0)
        await pilot.press("x")
        shown = await settled(app, pilot)
        assert "Deleted. Press u to restore it." in shown
        assert len(services.history.ended.sessions()) == 0
        await pilot.press("d", "n")
        await settled(app, pilot)
        assert not app.screen.query_one(NoteInput).has_class("-open"), "there is nothing to write it with"
        await pilot.press("u")
        shown = await settled(app, pilot)
        assert "Saved as partly done" in shown
    (record,) = services.history.ended.sessions()
    assert (record.status, record.done) == ("partial", False)


async def test_a_day_that_a_session_made_is_open_again_when_it_is_deleted(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        await finish(app, pilot)
        assert OPEN_DAY not in week_shown(app)
        await pilot.press("x")
        assert "1-day streak" not in await settled(app, pilot)
        assert OPEN_DAY in week_shown(app)
        await pilot.press("u")
        assert "1-day streak" in await settled(app, pilot)


@pytest.mark.parametrize(
    ("already", "stopped_at", "filled_at_once"),
    [(True, 25.0, True), (True, None, True), (False, None, False)],
    ids=["a part of another", "another to its end", "the first"],
)
async def test_the_day_fills_only_under_the_session_that_made_it_done(
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
    already: bool,
    stopped_at: float | None,
    filled_at_once: bool,
) -> None:
    monkeypatch.setattr(screen, "_FILLS_AFTER", 3600.0)  # what is still open is seen, however slow the machine
    if already:
        done_earlier_today(services)
    app = stage(services)
    app.session.reduced_motion = False
    async with app.run_test(size=(90, 26)) as pilot:
        await (finish(app, pilot) if stopped_at is None else stop(app, pilot, stopped_at))
        assert (OPEN_DAY not in week_shown(app)) == filled_at_once


@pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=["40x12", "80x24"])
async def test_no_dose_and_no_sentence_is_cut(services: Services, size: tuple[int, int]) -> None:
    made = routine(hold(60, "Lying hamstring stretch", sides="both"), hold(20), get_ready=0.0)
    app = stage(services, made)
    async with app.run_test(size=size) as pilot:
        shown = await stop(app, pilot, 95.0)
        words = " ".join(shown.translate(str.maketrans("", "", "▐▌◧□■")).split())
        for text in ("left 1 min", "right", "30 s of 1 min", "not reached", "Press d to count it as done."):
            assert text in words
        assert ("Lying hamstring stretch" in words) == (size[0] > 40)


def large(app: Stage) -> list[str]:
    """What is drawn in large letters, from the top down."""
    texts = [text for text in app.screen.query(BigText) if text.region.height and text.is_on_screen]
    return [text.drawn for text in texts if text.drawn]


async def test_with_room_the_steps_and_what_was_done_of_them_can_be_read_from_the_floor(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await finish(app, pilot)
        assert large(app) == ["Done · 3 min", "1-day streak", "Plank", "20 s", "Bridge", "1 min each side"]


async def test_a_list_of_steps_that_has_no_room_for_large_letters_is_shown_whole_in_small_ones(
    services: Services,
) -> None:
    names = [f"Exercise {n}" for n in range(1, 15)]
    app = stage(services, routine(*[hold(20, name) for name in names], get_ready=0.0))
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await finish(app, pilot)
        assert large(app) == ["Done · 6 min", "1-day streak"]
        assert all(name in shown for name in names)


async def test_what_comes_next_can_be_read_from_the_floor(services: Services) -> None:
    services.history.care_records.start_plan("weak-core", SATURDAY.date())
    app = stage(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await finish(app, pilot)
        assert large(app)[-1].startswith("Next: ")


async def test_a_stopped_session_says_in_large_letters_what_today_would_still_make(services: Services) -> None:
    done_before(services, TWO, 4)
    app = stage(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await stop(app, pilot, 25.0)
        assert large(app)[-1] == "Today: 5 days"


async def test_a_session_that_was_stopped_at_once_shows_no_large_zero(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await stop(app, pilot, 0.2)
        assert large(app)[0] == "Stopped"


async def test_a_note_can_be_read_from_the_floor(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"left knee", "enter")
        await finish(app, pilot)
        assert "Note: left knee" in large(app)


async def test_a_part_that_was_restarted_says_so_in_lines(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        app.loop.run_until(12.0)
        await pilot.press("left")
        shown = await finish(app, pilot)
        assert "20 s, restarted" in shown


async def test_the_next_dose_is_offered_and_kept_when_it_is_taken(services: Services) -> None:
    done_before(services, GROWS, 2)
    app = stage(services, GROWS)
    async with app.run_test(size=(110, 30)) as pilot:
        assert "25 s next time instead of 20 s?" in await finish(app, pilot)
        await pilot.press("y")
        shown = await settled(app, pilot)
        assert "instead of" not in shown
        assert "Plank: 25 s from your next session on. The file stays as it is." in shown
    assert [(dose.step, dose.dose) for dose in services.history.care_records.doses("grows")] == [(1, 25.0)]


async def test_at_the_top_of_its_range_a_step_offers_the_next_rung(services: Services) -> None:
    rung = Step("Plank", Hold(20, 30, "range"), harder_exercise="side-plank")
    top = Routine("grows", "Grows", (rung,), get_ready=0.0)
    long_ago = SATURDAY.astimezone(UTC) - timedelta(days=9)
    services.history.merge([DoseRecord("d1", "grows", 1, "Plank", 30.0, long_ago, long_ago)])
    grown = replace(top, steps=(replace(rung, dose=Hold(30, 30, "range")),))
    done_before(services, grown, 2)
    app = stage(services, grown)
    async with app.run_test(size=(110, 30)) as pilot:
        assert "Plank: you've reached the top of its range. Move up to Side plank." in await finish(app, pilot)


LADDER = """format = 1
name = "Ladder"
get_ready = 0
[[step]]
exercise = "knee-plank"
hold = "20-30s"
"""


def ladder(services: Services) -> Routine:
    """A routine with one step, whose exercise has an easier and a harder one."""
    services.folders.routines.mkdir(parents=True, exist_ok=True)
    (services.folders.routines / "ladder.toml").write_text(LADDER, encoding="utf-8")
    made = services.library.reading("ladder").routine
    assert made is not None
    return made


def at_the_top(services: Services) -> Routine:
    """The ladder, with its longest hold accepted, and done in full twice."""
    long_ago = SATURDAY.astimezone(UTC) - timedelta(days=9)
    services.history.merge([DoseRecord("d1", "ladder", 1, "Knee plank", 30.0, long_ago, long_ago)])
    made = ladder(services)
    grown = replace(made, steps=(replace(made.steps[0], dose=Hold(30, 30, "range")),))
    done_before(services, grown, 2)
    return grown


def exercises(services: Services) -> list[str]:
    made = services.library.reading("ladder").routine
    assert made is not None
    return [step.name for step in services.timelines.of(made).steps]


async def test_the_next_rung_is_accepted_with_a_key_and_taken_back_with_undo(services: Services) -> None:
    app = stage(services, at_the_top(services))
    async with app.run_test(size=(120, 40)) as pilot:
        offered = "Knee plank: you've reached the top of its range. Plank next time instead, one step harder?"
        assert offered in one_line(await finish(app, pilot))
        await pilot.press("y")
        assert "Plank instead of Knee plank, from your next session on." in one_line(await settled(app, pilot))
        assert exercises(services) == ["Plank"]
        await pilot.press("u")
        assert offered in one_line(await settled(app, pilot))
        assert exercises(services) == ["Knee plank"]
        await pilot.press("y")
        await settled(app, pilot)
    assert exercises(services) == ["Plank"]
    (swap,) = services.history.care_records.swaps()
    assert (swap.routine, swap.step, swap.label, swap.exercise) == ("ladder", 1, "Knee plank", "plank")


async def test_pain_after_it_takes_back_a_harder_exercise_that_was_accepted(services: Services) -> None:
    services.settings = replace(services.settings, ask_pain=True)
    app = stage(services, at_the_top(services))
    async with app.run_test(size=(120, 40)) as pilot:
        await finish(app, pilot)
        await pilot.press("y")
        await settled(app, pilot)
        await pilot.press("6")
        assert "one step harder" not in one_line(await settled(app, pilot))
    assert exercises(services) == ["Knee plank"]


async def test_a_step_cut_short_twice_offers_its_easier_exercise(services: Services) -> None:
    made = ladder(services)
    timeline = compile_routine(made)
    recorder = HistoryRecorder.begin(
        services.history.active, timeline, SATURDAY - timedelta(days=1), "Europe/Berlin", lambda _: None
    )
    live = LiveSession(Session(timeline, 0.0), record=recorder.record)
    live.step(3.0)
    live.do(Command.SKIP, 4.0)
    recorder.close()
    app = stage(services, made)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("right")
        shown = one_line(await settled(app, pilot))
        assert "Knee plank: cut short twice in a row. Wall plank next time instead, one step easier?" in shown
        await pilot.press("y")
        await settled(app, pilot)
    assert exercises(services) == ["Wall plank"]


async def test_an_exercise_that_the_routine_has_elsewhere_is_not_offered(services: Services) -> None:
    """The three minutes of a bad day have two steps of a routine; the others are still in its file."""
    grown = at_the_top(services)
    file = services.folders.routines / "ladder.toml"
    file.write_text(LADDER + '[[step]]\nexercise = "plank"\nhold = "20-30s"\n', encoding="utf-8")
    services.reload()
    app = stage(services, grown)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "one step harder" not in one_line(await finish(app, pilot))


def one_line(text: str) -> str:
    return " ".join(text.split())


async def test_a_dose_that_was_taken_is_asked_the_next_time_and_marked_as_grown(services: Services) -> None:
    services.history.care_records.accept_dose("grows", 1, "Plank", 25.0)
    app = Stage(services.timelines.of(GROWS))
    async with app.run_test(size=(80, 24)) as pilot:
        assert "25 s, grown from 20 s" in await settled(app, pilot)
        assert app.screen.query_one(Digits).text == "25"


async def test_a_note_is_added_to_what_was_written_during_the_session(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        await pilot.press("n", *"good", "enter")
        await finish(app, pilot)
        await pilot.press("n", *"!", "enter")
        await settled(app, pilot)
        assert not app.went_home
    (record,) = services.history.ended.sessions()
    assert record.note == "good!"


class _Timers:
    """What waits for its time, let go by hand."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], object]] = []

    def set(self, _delay: float, callback: Callable[[], object]) -> _Timers:
        self.waiting.append(callback)
        return self

    def stop(self) -> None:
        self.waiting.clear()

    def due(self) -> None:
        while self.waiting:
            self.waiting.pop()()


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> _Timers:
    made = _Timers()
    monkeypatch.setattr(NoteInput, "set_timer", made.set)
    return made


async def test_a_note_is_saved_while_it_is_typed_now_and_then(services: Services, timers: _Timers) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        await pilot.press("n", *"knee")
        assert len(timers.waiting) == 1, "one write for all that is typed meanwhile"
        timers.due()
        await pilot.press(*" cl")
        timers.due()
        await pilot.pause()
        assert app.live.note == "knee cl"
        recorder = app.session._recorder
        assert recorder is not None
        recorder.wait(5.0)
        (kept,) = services.history.database.connection.execute("SELECT note FROM session").fetchone()
        assert kept == "knee cl"
        await pilot.press("escape")
        await pilot.pause()
        assert app.live.note is None, "what is dropped is not kept"


async def test_what_is_longer_than_a_note_may_be_is_left_out_and_the_person_is_told(services: Services) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        await pilot.press("n")
        app.screen.query_one(Input).value = "x" * LONGEST_NOTE
        await pilot.press("y", "enter")
        await pilot.pause()
        assert app.live.note == "x" * LONGEST_NOTE
        assert [one.message for one in app._notifications] == [
            "A note can have 100,000 characters. The rest was left out."
        ]


async def test_a_note_that_is_open_when_the_session_ends_is_its_note(services: Services, timers: _Timers) -> None:
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        await pilot.press("n", *"knee")
        assert isinstance(app.screen, SessionScreen)
        app.screen.driver.do(Command.RESUME)  # as a phone can
        await finish(app, pilot)
        await pilot.press("n", *" ok")
        timers.due()
        await settled(app, pilot)
        (record,) = services.history.ended.sessions()
        assert record.note == "knee ok", "in the summary too"
        await pilot.press("escape")
        await settled(app, pilot)
    (record,) = services.history.ended.sessions()
    assert record.note == "knee"


async def test_pain_is_only_asked_if_wanted(services: Services) -> None:
    services.settings = replace(services.settings, ask_pain=True)
    app = stage(services)
    async with app.run_test(size=(90, 26)) as pilot:
        assert "pain now, 0 to 10" in await finish(app, pilot)
        await pilot.press("1", "0", "left")
        await settled(app, pilot)
    (record,) = services.history.ended.sessions()
    assert record.pain_after == 9


async def test_a_longer_dose_is_no_longer_offered_once_pain_is_amber(services: Services) -> None:
    services.settings = replace(services.settings, ask_pain=True)
    done_before(services, GROWS, 2)
    app = stage(services, GROWS)
    async with app.run_test(size=(110, 30)) as pilot:
        assert "25 s next time instead of 20 s?" in await finish(app, pilot)
        await pilot.press("5")
        shown = await settled(app, pilot)
        assert "next time instead of" not in shown
        assert "That's fine if it settles within a day." in shown
        await pilot.press("3")
        assert "25 s next time instead of 20 s?" in await settled(app, pilot), "a slip of the finger"


async def test_pain_that_was_worse_twice_is_said_once_the_answer_is_there_and_alone(services: Services) -> None:
    services.settings = replace(services.settings, ask_pain=True)
    done_before(services, TWO, 1)
    (earlier,) = services.history.ended.sessions()
    services.history.merge([replace(earlier, pain_before=2, pain_after=4, edited_at=SATURDAY)])
    other = replace(earlier, id="other", edited_at=SATURDAY)
    services.history.merge([replace(other, pain_before=2, pain_after=4)])
    services.history.care_records.rate_morning(SATURDAY.date(), 2)
    app = stage(services)
    async with app.run_test(size=(110, 30)) as pilot:
        assert "worse after the last two sessions" not in await finish(app, pilot), "it isn't known yet"
        await pilot.press("0")
        assert "worse after the last two sessions" not in await settled(app, pilot)
        await pilot.press("5")
        shown = await settled(app, pilot)
        assert "worse after the last two sessions" in shown
        assert "That's fine if it settles" not in shown


async def test_at_another_speed_nothing_is_saved_and_it_says_so() -> None:
    app = Stage(TWO)
    async with app.run_test(size=(90, 26)) as pilot:
        shown = await finish(app, pilot)
        assert isinstance(app.screen, SummaryScreen)
        assert "aren't saved" in shown
        assert "DONE" in shown
        assert "pain now" not in shown
        await pilot.press("escape")
        assert app.went_home
