"""During a session on the screen: what is seen, and what each key does."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from textual.screen import Screen
from textual.widgets import Input

from routine_timer.app.screens.session.notice_bar import NoticeBar
from routine_timer.app.screens.session.screen import SessionScreen
from routine_timer.app.screens.session.session_question_bar import SessionQuestionBar
from routine_timer.app.screens.summary.screen import SummaryScreen
from routine_timer.app.widgets.big_text import BigText
from routine_timer.app.widgets.digits import Digits
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.playback.keep_awake import SLEEPS
from routine_timer.routine.model import Circuit, FormCue, Hold, Reps, Routine, Step
from routine_timer.session import SessionState
from tests.app.session.staging import Stage, seen, state_of, until
from tests.making import hold, reps, routine

TIGHT = [(30, 10), (40, 12), (60, 15), (80, 24)]
SIZES = [(40, 12), (60, 16), (80, 24), (120, 40), (200, 60)]

NEWS = [
    SLEEPS,
    "No sound: install alsa-utils or pulseaudio-utils. Until then the terminal's bell stands in.",
    "After the workout was interrupted after 3:10, yesterday, at Clam, left. The home screen offers to resume it.",
    "The session was interrupted for 59 min 59 s. Paused where you were. Space: resume",
]

MOMENTS: list[tuple[float, tuple[str, ...]]] = [
    (4, ()),
    (20, ()),
    (50, ("space",)),
    (51, ("space",)),
    (71, ()),
    (80, ("m",)),
    (81, ("m", "v")),
    (82, ("v",)),
    *((at, ()) for at in (180, 355, 600, 745)),
]
"""Every state of the session, and every way to silence it: seconds, and what is pressed then."""


def here(app: Stage) -> SessionState:
    return app.live.snapshot(app.session.clock.now())


def digits(app: Stage) -> str:
    return app.screen.query_one(Digits).text


class TestSeen:
    @pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
    async def test_state_side_name_and_digits_are_there_in_every_size(self, size: tuple[int, int]) -> None:
        app = Stage(at=50)
        async with app.run_test(size=size) as pilot:
            shown = await until(app, pilot, 50)
            assert "HOLD · RIGHT" in shown
            assert "Supine pigeon" in shown
            assert digits(app) == "20"
            assert "█" in shown

    @pytest.mark.parametrize(
        ("size", "large"),
        [
            ((80, 24), "Lying hamstring stretch"),
            ((120, 40), "Lying hamstring stretch"),
            ((60, 20), "Lying hamstring..."),
        ],
        ids=["80x24", "120x40", "60x20"],
    )
    async def test_name_state_and_side_are_large(self, size: tuple[int, int], large: str) -> None:
        app = Stage(routine(Step("Lying hamstring stretch", Hold(30), sides="both"), get_ready=0.0))
        async with app.run_test(size=size) as pilot:
            await until(app, pilot, 1)
            drawn = {big.id: big.drawn for big in app.screen.query(BigText)}
            assert (drawn["name"], drawn["word"]) == (large, "HOLD  LEFT")
            assert "Lying hamstring stretch" in seen(app.screen)

    async def test_while_getting_ready_the_setup_and_the_side_that_comes_are_shown(self) -> None:
        step = Step("Clam", Hold(30), sides="both", setup="Lie with your {side} side up", cues=(FormCue("Hips still"),))
        app = Stage(routine(step))
        async with app.run_test(size=(80, 24)) as pilot:
            shown = await until(app, pilot, 1)
            assert "GET READY · LEFT" in shown
            assert "READY  LEFT" in shown
            assert "Lie with your left side up" in shown
            assert "Hips still" not in shown

    async def test_reps_say_which_one_out_of_how_many(self) -> None:
        app = Stage(routine(reps(12, name="Clam"), get_ready=0.0))
        async with app.run_test(size=(80, 24)) as pilot:
            shown = await until(app, pilot, 1)
            assert app.screen.query_one(Digits)._layout.characters == ("1", "of 12")
            assert "1 of 12" in shown

    async def test_the_countdown_continues_second_by_second(self) -> None:
        app = Stage(routine(hold(20), get_ready=0.0))
        async with app.run_test() as pilot:
            shown = []
            for second in (0, 1, 10, 10.5, 11, 19):
                await until(app, pilot, second)
                shown.append(digits(app))
            assert shown == ["20", "19", "10", "10", "9", "1"]

    @pytest.mark.parametrize("width", [80, 120])
    async def test_the_bar_keeps_its_length_and_never_goes_back(self, width: int) -> None:
        app = Stage()
        async with app.run_test(size=(width, 30)) as pilot:
            lengths, behind = set(), []
            for at, keys in MOMENTS:
                await until(app, pilot, at)
                await pilot.press(*keys)
                top = seen(app.screen).splitlines()[0]
                lengths.add(sum(top.count(cell) for cell in "━╸─"))
                behind.append(top.count("━") + top.count("╸") / 2)
            assert len(lengths) == 1
            assert lengths.pop() >= 8
            assert behind == sorted(behind)

    @pytest.mark.parametrize(
        ("name", "at", "width", "line"),
        [
            ("Hamstring stretch", 12, 80, "Hamstring stretch  ·  set 1 of 2"),
            ("Lying hamstring stretch", 12, 40, "Lying hamstring stretch · set 1 of 2"),
            ("Lying hamstring stretch", 1, 40, "Lying hamstring stretch  ·  30 s"),
            ("Lying hamstring stretch by the wall", 12, 40, "Lying hamstring stretch by the wall"),
            ("Lying hamstring stretch at the open door", 12, 40, "Lying hamstring stretch at the open…"),
        ],
    )
    async def test_where_one_is_gives_way_to_the_name_in_whole_pieces(
        self, name: str, at: float, width: int, line: str
    ) -> None:
        app = Stage(routine(Step(name, Hold(30), sets=2, rest=5, sides="both")))
        async with app.run_test(size=(width, 12)) as pilot:
            shown = await until(app, pilot, at)
            assert [text.strip("▐▌ ") for text in shown.splitlines() if "stretch" in text] == [line]

    @pytest.mark.parametrize(
        ("at", "words"),
        [
            (3, ["GET READY", "30 s, part 1 of 2, right side first", "on your back, knees bent"]),
            (20, ["part 1 of 2", "Draw both legs in", "easier: The foot on a wall"]),
            (50, ["part 2 of 2", "switch to the left, then Clam, left"]),
            (71, ["SWITCH · LEFT"]),
            (138, ["GET READY", "Clam", "20 reps, set 1 of 2, left side first"]),
            (345, ["REPS · RIGHT", "rest 20 s, then Clam, left, 20 reps"]),
            (358, ["REST", "20 reps, set 2 of 2, left side first"]),
            (600, ["HOLD", "Plank", "at least 20 s"]),
            (615, ["20 s reached", "stay, or Enter"]),
            (650, ["press Enter when it eases"]),
            (745, ["REPS", "reps each side"]),
        ],
        ids=lambda value: f"at {value} s" if isinstance(value, int) else "",
    )
    async def test_each_state_says_what_it_is_and_what_comes(self, at: int, words: list[str]) -> None:
        app = Stage()
        async with app.run_test(size=(100, 30)) as pilot:
            shown = await until(app, pilot, at)
            for word in words:
                assert word in shown

    async def test_before_a_step_of_a_circuit_its_dose_and_its_round_are_announced(self) -> None:
        circuit = Circuit((hold(20, "Plank"), reps(8, name="Dead bug")), "Core", 2, 30)
        app = Stage(Routine("core", "Core", (circuit,)))
        async with app.run_test(size=(100, 30)) as pilot:
            shown = await until(app, pilot, 32)
            assert "8 reps, round 1 of 2" in shown
            assert "Dead bug  ·  8 reps" not in shown  # its name is there in large letters

    async def test_what_a_file_says_is_shown_as_text_whatever_it_is(self) -> None:
        step = Step(
            "[red]Clam[/] \x1b[2J", Hold(30), cues=(FormCue("[@click=app.exit]breathe[/]\u202e"),), easier="[b]"
        )
        app = Stage(Routine("x", "\x1b]2;evil\x07[blink]", (step,), get_ready=0.0))
        async with app.run_test(size=(100, 30)) as pilot:
            shown = await until(app, pilot, 1)
            assert "[red]Clam[/] ␛[2J" in shown
            assert "[@click=app.exit]breathe[/]" in shown
            assert "␛]2;evil␇[blink]" in shown
            assert "easier: [b]" in shown
            assert not {"\x1b", "\x07", "\u202e"} & set(shown)

    async def test_without_colours_the_digits_and_the_state_are_still_there(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        app = Stage()
        async with app.run_test() as pilot:
            shown = await until(app, pilot, 20)
            assert "█" in shown
            assert "HOLD · RIGHT" in shown

    async def test_a_terminal_that_changes_its_size_all_the_time_ends_in_the_right_picture(self) -> None:
        app = Stage()
        async with app.run_test(size=(80, 24)) as pilot:
            calm = await until(app, pilot, 50)
            for width, height in [(30, 8), (200, 60), (41, 13), (10, 3), (100, 20), (1, 1), (80, 24)]:
                await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert seen(app.screen) == calm


class TestKeys:
    async def test_space_pauses_and_continues_after_three_seconds_of_get_ready(self) -> None:
        app = Stage(routine(hold(20), get_ready=0.0))
        async with app.run_test() as pilot:
            await until(app, pilot, 5)
            await pilot.press("space")
            assert "PAUSED" in await until(app, pilot, 100)
            assert digits(app) == "15"
            await pilot.press("space")
            shown = await until(app, pilot, 101)
            assert "GET READY" in shown
            assert "then hold" in shown
            assert digits(app) == "2"
            assert "HOLD" in await until(app, pilot, 103)
            assert digits(app) == "15"

    async def test_the_foot_says_what_space_does_now(self) -> None:
        app = Stage()
        async with app.run_test(size=(80, 24)) as pilot:
            foot = app.screen.query_one(KeyLine)
            said = []
            moments: list[tuple[float, tuple[str, ...]]] = [(15, ()), (16, ("space",)), (17, ("space",)), (25, ())]
            for at, keys in moments:
                await until(app, pilot, at)
                await pilot.press(*keys)
                said.append(foot.render_line(0).text.strip().split("  ")[0])
            assert said == ["space pause", "space resume", "space pause", "space pause"]

    async def test_right_skips_and_left_comes_back(self) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await until(app, pilot, 15)
            await pilot.press("right")
            assert "part 2 of 2" in seen(app.screen)
            await pilot.press("left")
            assert "part 1 of 2" in seen(app.screen)

    @pytest.mark.parametrize(("key", "left"), [("plus", 25), ("equals_sign", 25), ("minus", 5)])
    async def test_plus_and_minus_are_ten_seconds(self, key: str, left: int) -> None:
        app = Stage(routine(hold(20), get_ready=0.0))
        async with app.run_test() as pilot:
            await until(app, pilot, 5)
            await pilot.press(key)
            assert digits(app) == str(left)

    async def test_enter_ends_reps_and_means_nothing_in_a_hold_of_fixed_time(self) -> None:
        app = Stage(routine(hold(20), reps(10, name="Clam"), hold(20, name="Bridge"), get_ready=0.0))
        async with app.run_test() as pilot:
            await until(app, pilot, 5)
            await pilot.press("enter")
            assert here(app).segment.label == "Plank"
            await until(app, pilot, 30)
            await pilot.press("enter")
            assert [s.outcome for s in app.live.segments if s.label == "Clam" and s.kind == "reps"] == ["early"]

    async def test_done_is_offered_only_while_it_does_something(self) -> None:
        app = Stage(routine(hold(20), Step("Squat", Hold(20, 40, "at-least")), reps(10, name="Clam"), get_ready=5.0))
        async with app.run_test(size=(120, 40)) as pilot:
            foot, tap = app.screen.query_one(KeyLine), app.screen.query_one("#tap-done")
            offered = []
            for second in (1, 10, 34, 57, 85):
                await until(app, pilot, second)
                offered.append(("enter done" in foot.render_line(0).text, tap.visible))
            assert [line for line, _ in offered] == [False, False, False, True, True]
            assert [line for line, _ in offered] == [tap for _, tap in offered]

    async def test_s_swaps_the_sides_at_once(self) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await until(app, pilot, 15)
            await pilot.press("s")
            assert "HOLD · LEFT" in seen(app.screen)

    async def test_m_and_v_say_what_is_silenced(self) -> None:
        app = Stage()
        async with app.run_test(size=(120, 30)) as pilot:
            said = []
            for key in "vmmv":
                await pilot.press(key)
                shown = seen(app.screen)
                said.append((app.player.muted, app.player.voice_muted, "muted" in shown, "voice off" in shown))
            assert said == [
                (False, True, False, True),
                (True, True, True, False),
                (False, True, False, True),
                (False, False, False, False),
            ]

    async def test_a_notice_of_two_lines_is_whole_at_sixty_columns_and_moves_no_digit(self) -> None:
        app = Stage(routine(hold(60), get_ready=0.0))
        async with app.run_test(size=(60, 20)) as pilot:
            await until(app, pilot, 5)
            before = app.screen.query_one(Digits).region
            app.screen.post_message(SessionScreen.NoticeArrived(NEWS[3]))
            await pilot.pause()
            lines = [line.strip("▌▐ ") for line in seen(app.screen).splitlines()]
            assert NEWS[3] in " ".join(lines)
            assert app.screen.query_one(Digits).region == before

    @pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=["40x12", "80x24"])
    async def test_while_a_note_is_written_the_session_is_paused(self, size: tuple[int, int]) -> None:
        app = Stage(routine(hold(60), get_ready=0.0))
        async with app.run_test(size=size) as pilot:
            await pilot.press("n", *"knee", "space", *"quiet")
            await until(app, pilot, 7)
            assert (state_of(app), digits(app)) == ("paused", "60")
            assert "knee quiet" in seen(app.screen)
            await pilot.press("enter")
            assert app.live.note == "knee quiet"
            assert "Note added." in seen(app.screen)
            assert state_of(app) == "lead-in"
            assert not app.screen.query(Input)
            await pilot.press("n", "x", "escape")
            assert app.live.note == "knee quiet"
            await pilot.press("space", "n", "escape")
            assert state_of(app) == "paused"  # whoever paused it resumes it by hand

    async def test_under_another_screen_the_session_is_paused(self) -> None:
        """As help and the palette lie over it."""
        app = Stage(routine(hold(60), get_ready=0.0))
        async with app.run_test() as pilot:
            await until(app, pilot, 5)
            await app.push_screen(Screen())
            await until(app, pilot, 25)
            assert state_of(app) == "paused"
            app.pop_screen()
            await pilot.pause()
            assert (state_of(app), here(app).remaining_s) == ("lead-in", 55)
            await pilot.press("space")
            await app.push_screen(Screen())
            app.pop_screen()
            await pilot.pause()
            assert state_of(app) == "paused"

    @pytest.mark.parametrize("early", [True, False])
    async def test_pause_from_the_palette_is_a_pause(self, early: bool) -> None:
        app = Stage(routine(hold(60), get_ready=0.0))
        async with app.run_test() as pilot:
            await until(app, pilot, 5)
            session = app.screen
            assert isinstance(session, SessionScreen)
            await app.push_screen(Screen())
            if early:
                session.action_pause()
            app.pop_screen()
            await pilot.pause()
            if not early:
                session.action_pause()
            assert state_of(app) == "paused"

    @pytest.mark.parametrize(
        ("step", "says"),
        [
            (hold(20), "This hold ends by itself. →: skip it."),
            (Step("Squat", Hold(20, 40, "at-least")), "You can end this hold after 20 s. →: skip it."),
        ],
        ids=["timed", "at least"],
    )
    async def test_enter_in_a_hold_that_cant_end_yet_says_so(self, step: Step, says: str) -> None:
        app = Stage(routine(step, get_ready=0.0))
        async with app.run_test() as pilot:
            await until(app, pilot, 5)
            await pilot.press("enter")
            assert says in seen(app.screen)
            assert state_of(app) == "running"

    async def test_the_rounds_of_a_circuit_never_count_backwards(self) -> None:
        app = Stage(routine(Circuit((hold(20), hold(20, name="Bridge")), rounds=2), hold(20), get_ready=0.0))
        async with app.run_test(size=(100, 30)) as pilot:
            counts = []
            for second in range(5, 140, 20):
                line = (await until(app, pilot, second)).splitlines()[0]
                counts += [int(found[1]) for found in [re.search(r"(\d) of 3", line)] if found]
            assert counts == sorted(counts)
            assert {1, 2, 3} == set(counts)

    async def test_a_paused_hold_shows_how_to_get_back_into_it(self) -> None:
        step = replace(hold(60), setup="Lie on your back.")
        app = Stage(routine(step, get_ready=0.0))
        async with app.run_test(size=(80, 24)) as pilot:
            assert "Lie on your back." not in await until(app, pilot, 30)
            await pilot.press("space")
            await pilot.pause()
            assert "Lie on your back." in seen(app.screen)
            assert "Space: resume" in seen(app.screen)

    async def test_a_pause_and_a_part_that_waits_name_the_keys_that_a_person_set(self) -> None:
        app = Stage(routine(Step("Cat", Reps(5, rep_s=None)), hold(20), get_ready=0.0))
        async with app.run_test(size=(80, 24)) as pilot:
            app.set_keymap({"pause": "z", "done": "ctrl+y"})
            assert "^y when done" in await until(app, pilot, 3)
            await pilot.press("z")
            await pilot.pause()
            assert "z: resume" in seen(app.screen)
            assert not {"Space", "Enter"} & set(seen(app.screen).replace(":", " ").split())

    @pytest.mark.parametrize("size", [(40, 12), (80, 24)], ids=["40x12", "80x24"])
    async def test_while_a_note_is_written_the_foot_says_how_to_end_it_and_nothing_else(
        self, size: tuple[int, int]
    ) -> None:
        app = Stage()
        async with app.run_test(size=size) as pilot:
            foot = app.screen.query_one(KeyLine)
            await pilot.press("n", *"knee")
            assert foot.render_line(0).text.strip() == "Enter save · Esc discard"
            assert "Space: resume" not in seen(app.screen)
            await pilot.press("enter")
            assert "space pause" in foot.render_line(0).text

    @pytest.mark.parametrize("no", ["n", "escape", "q"])
    async def test_stopping_asks_in_a_line_and_the_hold_waits_where_it_was_for_the_answer(self, no: str) -> None:
        app = Stage(routine(hold(60), get_ready=0.0))
        async with app.run_test() as pilot:
            await until(app, pilot, 7)
            await pilot.press("q")
            shown = await until(app, pilot, 90)
            assert "Stop here?" in shown
            assert "PAUSED" in shown
            assert digits(app) == "53"
            await pilot.press(no)
            assert "Stop here?" not in seen(app.screen)
            assert state_of(app) == "lead-in"
            await until(app, pilot, 93)
            assert (state_of(app), digits(app)) == ("running", "53")

    @pytest.mark.parametrize("no", ["n", "escape", "q"])
    async def test_a_session_paused_before_the_question_is_still_paused_after_it(self, no: str) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await until(app, pilot, 15)
            await pilot.press("space", "q", no)
            assert state_of(app) == "paused"

    async def test_a_stop_that_is_hit_twice_at_once_still_continues_when_the_answer_is_no(self) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await until(app, pilot, 15)
            assert isinstance(app.screen, SessionScreen)
            app.screen.action_stop()
            app.screen.action_stop()
            await pilot.press("n")
            assert state_of(app) == "lead-in"

    async def test_to_continue_is_an_answer_too(self) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await until(app, pilot, 15)
            await pilot.press("q", "space")
            await pilot.pause()
            assert state_of(app) == "lead-in"
            assert "Stop here?" not in seen(app.screen)
            await pilot.press("y")
            assert state_of(app) == "lead-in"

    async def test_enter_is_not_an_answer_but_done_as_ever(self) -> None:
        app = Stage(routine(reps(10, name="Clam"), hold(20, name="Bridge"), get_ready=0.0))
        async with app.run_test() as pilot:
            await pilot.press("q", "enter")
            assert state_of(app) == "paused"
            assert "Stop here?" in seen(app.screen)
            assert [(segment.label, segment.outcome) for segment in app.live.segments] == [("Clam", "early")]

    async def test_a_stop_keeps_what_was_done_and_says_so(self) -> None:
        app = Stage()
        async with app.run_test(size=(100, 30)) as pilot:
            await until(app, pilot, 75)
            await pilot.press("q", "y")
            await pilot.pause()
            assert isinstance(app.screen, SummaryScreen)
            assert state_of(app) == "stopped"
            assert app.player.closed

    @pytest.mark.parametrize("size", TIGHT, ids=lambda size: f"{size[0]}x{size[1]}")
    async def test_the_question_has_room_for_its_answers_beside_all_that_matters(self, size: tuple[int, int]) -> None:
        app = Stage()
        async with app.run_test(size=size) as pilot:
            await until(app, pilot, 50)
            app.session.messages.send(SLEEPS)
            await pilot.press("q")
            shown = await until(app, pilot, 51)
            for word in ("PAUSED · RIGHT", "Supine pigeon", "Stop", "y yes", "n no", "█"):
                assert word in shown

    async def test_a_click_answers_the_question(self) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await pilot.press("q")
            asked = app.screen.query_one(SessionQuestionBar)
            await pilot.click(asked, offset=(str(asked.render()).index("n no") + 4, 0))
            assert "Stop here?" not in seen(app.screen)
            assert state_of(app) == "lead-in"

    async def test_other_keys_do_what_they_always_do_while_it_asks(self) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await until(app, pilot, 15)
            await pilot.press("q", "right", "m")
            assert here(app).segment.phase == 2
            assert app.player.muted
            assert "Stop here?" in seen(app.screen)

    async def test_a_tap_does_what_its_key_does(self) -> None:
        app = Stage()
        async with app.run_test(size=(120, 40)) as pilot:
            await until(app, pilot, 15)
            await pilot.click("#tap-pause")
            assert state_of(app) == "paused"
            assert "Resume" in seen(app.screen)
            await pilot.click("#tap-skip")
            assert here(app).segment.phase == 2

    async def test_ctrl_z_pauses_before_the_program_is_left(self) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await until(app, pilot, 15.4)
            app.app_suspend_signal.publish(app)
            await pilot.pause()
            assert state_of(app) == "paused"
            assert here(app).elapsed_s == pytest.approx(5.0)


class TestTold:
    async def test_after_an_interruption_the_session_is_paused_and_says_why(self) -> None:
        app = Stage()
        async with app.run_test(size=(100, 30)) as pilot:
            await until(app, pilot, 20)
            app.loop.jump_to(3620)
            await pilot.pause()
            shown = seen(app.screen)
            assert "PAUSED" in shown
            assert "The session was interrupted for 59 min 59 s" in shown
            assert digits(app) == "20"

    async def test_what_says_that_the_session_is_paused_goes_when_it_is_resumed(self) -> None:
        app = Stage()
        async with app.run_test(size=(100, 30)) as pilot:
            await until(app, pilot, 20)
            app.loop.jump_to(3620)
            await pilot.pause()
            assert "Paused where you were. Space: resume" in seen(app.screen)
            await pilot.press("space")
            assert "Paused where you were" not in seen(app.screen)

    async def test_news_waits_for_the_screen_and_leaves_it_when_it_has_been_read(self) -> None:
        app = Stage(routine(hold(20), hold(20), hold(20)))
        app.session.messages.send("No sound: [see] that one is on")
        async with app.run_test(size=(100, 30)) as pilot:
            assert "No sound: [see] that one is on" in await until(app, pilot, 1)
            assert "No sound" in await until(app, pilot, 12)
            assert "No sound" not in await until(app, pilot, 16)

    async def test_a_notice_that_was_read_before_the_program_was_left_is_not_there_after_it(self) -> None:
        app = Stage()
        async with app.run_test() as pilot:
            await until(app, pilot, 12)
            app.session.messages.send("It may go dark")
            assert "go dark" in await until(app, pilot, 13)
            app.app_suspend_signal.publish(app)
            app.time.seconds += 60
            app.app_resume_signal.publish(app)
            await pilot.pause()
            assert "go dark" not in seen(app.screen)

    async def test_in_little_room_notices_are_read_in_turn_and_then_give_way_to_what_is_easier(self) -> None:
        app = Stage()
        for text in ("No sound here", "It may go dark"):
            app.session.messages.send(text)
        async with app.run_test(size=(80, 24)) as pilot:
            read = []
            for second in (1, 9, 20, 25):
                shown = await until(app, pilot, second)
                read.append([text for text in ("No sound", "go dark", "easier: The foot") if text in shown])
            assert read == [["No sound"], ["go dark"], ["go dark"], ["easier: The foot"]]
            assert "HOLD" in shown

    @pytest.mark.parametrize("size", TIGHT, ids=lambda size: f"{size[0]}x{size[1]}")
    @pytest.mark.parametrize("news", NEWS, ids=["dark", "silent", "cut off", "slept"])
    async def test_no_notice_pushes_state_digits_or_name_out(self, size: tuple[int, int], news: str) -> None:
        app = Stage()
        async with app.run_test(size=size) as pilot:
            await until(app, pilot, 50)
            app.session.messages.send(news)
            shown = await until(app, pilot, 51)
            for word in ("HOLD · RIGHT", "Supine pigeon", news[:16], "█", "? keys"):
                assert word in shown

    @pytest.mark.parametrize("size", [(60, 16), (60, 20), (80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
    async def test_no_notice_hides_the_only_cue_or_moves_the_digits(self, size: tuple[int, int]) -> None:
        app = Stage()
        async with app.run_test(size=size) as pilot:
            await until(app, pilot, 50)
            before = app.screen.query_one(Digits).region
            app.session.messages.send(SLEEPS)
            shown = await until(app, pilot, 51)
            assert "Can't keep the screen awake" in shown
            assert "Press the knee gently away" in " ".join(shown.split())
            assert app.screen.query_one(Digits).region == before

    async def test_a_notice_that_is_cut_says_that_there_was_more(self) -> None:
        app = Stage()
        async with app.run_test(size=(40, 12)) as pilot:
            app.session.messages.send(NEWS[2])
            await pilot.pause()
            assert app.screen.query_one(NoticeBar).region.height == 2
            assert " …" in seen(app.screen)

    async def test_a_long_set_up_is_whole_at_sixty_columns_and_moves_no_digit(self) -> None:
        long = "Lie on your back, towel around your left foot, an end in each hand, that knee bent and the other flat."
        app = Stage(routine(replace(hold(60), setup=long), get_ready=20.0))
        async with app.run_test(size=(60, 20)) as pilot:
            shown = await until(app, pilot, 2)
            assert long in " ".join(" ".join(line.strip("▌▐ ") for line in shown.splitlines()).split())
            before = app.screen.query_one(Digits).region
            shown = await until(app, pilot, 25)
            assert "HOLD" in shown
            assert app.screen.query_one(Digits).region == before

    async def test_a_longer_cue_or_hint_does_not_move_the_digits(self) -> None:
        long = "Let the knee sink out to the side and breathe out slowly until it does not go any further"
        step = Step("Clam", Hold(40), cues=(FormCue("Hips still"), FormCue(long)), avoid=("x", long), easier=long)
        app = Stage(routine(step, get_ready=0.0))
        async with app.run_test(size=(80, 24)) as pilot:
            await until(app, pilot, 1)
            before = app.screen.query_one(Digits)._layout.regions
            shown = await until(app, pilot, 21)
            assert "further" in shown
            assert app.screen.query_one(Digits)._layout.regions == before

    async def test_what_to_avoid_is_never_squeezed_out_by_what_is_easier(self) -> None:
        step = Step("Clam", Hold(40), avoid=("Arching the lower back to go deeper",), easier="x" * 60)
        app = Stage(routine(step, get_ready=0.0))
        async with app.run_test(size=(80, 24)) as pilot:
            shown = await until(app, pilot, 1)
            assert "avoid: Arching the lower back to go deeper" in shown
            assert "easier: xxx" in shown

    async def test_the_end_of_the_routine_is_the_beginning_of_the_summary(self) -> None:
        app = Stage(routine(hold(20), get_ready=0.0))
        async with app.run_test() as pilot:
            assert isinstance(app.screen, SessionScreen)
            await until(app, pilot, 20)
            await pilot.pause()
            assert isinstance(app.screen, SummaryScreen)
            assert app.loop.handles == [] or all(handle.cancelled for handle in app.loop.handles)
