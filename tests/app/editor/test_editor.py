"""The editor, from a person's side."""

from __future__ import annotations

import asyncio
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.events import AppFocus
from textual.widgets import Input, OptionList

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.messages import Edit
from routine_timer.app.screens.editor import analysis, new_routine, screen, source_view
from routine_timer.app.screens.editor.exercise_picker import ExercisePicker, Filter
from routine_timer.app.screens.editor.new_routine import NewRoutineScreen
from routine_timer.app.screens.editor.problem_list import ProblemList
from routine_timer.app.screens.editor.screen import EditorScreen
from routine_timer.app.screens.editor.step_list import StepList
from routine_timer.app.screens.help.screen import HelpScreen
from routine_timer.app.screens.home.screen import HomeScreen
from routine_timer.app.services import Services
from routine_timer.editing.external_editor import run_editor
from routine_timer.editing.outline import Outline, outline
from routine_timer.editing.own_routines import own_file
from routine_timer.editing.step_commands import Command, done
from routine_timer.editing.step_edits import Edited
from routine_timer.paths import bundled_routines
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.problem_collector import KeyPath
from tests.app.editor.staging import EVENING, HOSTILE, Editing, editing
from tests.app.settling import while_workers_wait

# -- beside the text


async def test_steps_doses_times_and_the_total_are_beside_the_text(services: Services) -> None:
    async with editing(services) as one:
        seen = one.seen
        assert "Evening" in one.head
        assert "4 steps" in one.head
        for row in ("Clam", "10 reps each side", "2 rounds", "Plank", "Dead bug", "45 s"):
            assert row in seen
        assert "saved" in one.head


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_long_comment_can_be_read_to_its_end(services: Services, size: tuple[int, int]) -> None:
    comment = "# The side that slept on its own arm all night long. Start with it every morning, slowly, before coffee."
    async with editing(services, EVENING.replace("# The side that slept.", comment), size=size) as one:
        seen = one.seen
        assert "before coffee." in seen or "coffee." in seen
        assert one.text.splitlines()[3] == comment, "it is one line in the file"


async def test_the_total_follows_what_is_typed(services: Services) -> None:
    async with editing(services) as one:
        before = one.head
        one.source.move_cursor((21, 9))
        await one.press("0")
        assert "hold = 450" in one.text
        assert one.head != before
        assert "unsaved" in one.head
        assert "7 min 30 s" in one.seen


async def test_a_mistake_is_reported_beside_and_marked_in_the_text(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((21, 0))
        await one.press("x")
        assert "1 error" in one.head
        assert "line 22" in one.seen
        assert '"xhold"' in one.seen
        styled = one.source.get_line(21)
        assert any(span.start == 0 and "underline" in str(span.style) for span in styled.spans)
        await one.press("ctrl+z")
        assert "error" not in one.head
        assert one.text == EVENING


async def test_a_problem_leads_to_its_line(services: Services) -> None:
    async with editing(services, EVENING.replace("hold = 45", 'hold = "soon"')) as one:
        await one.press("f8")
        assert one.source.cursor_location == (21, 7)
        one.source.move_cursor((0, 0))
        one.screen.query_one(ProblemList).focus()  # as a click does
        await one.press("enter")
        assert one.source.has_focus
        assert one.source.cursor_location == (21, 7)


async def test_the_key_line_says_at_80_columns_how_to_get_to_the_text_and_back(services: Services) -> None:
    async with editing(services, size=(80, 24)) as one:
        assert "tab steps" in one.seen
        assert "esc back" in one.seen
        await one.press("tab")
        assert "tab text" in one.seen
        assert "esc back" in one.seen
        await one.press("enter")
        assert one.source.has_focus
        assert "This is the step in the text. tab: back to the steps" in one.seen


async def test_a_text_that_is_not_toml_keeps_the_steps_in_sight(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((4, 0))
        await one.press("[")
        assert "1 error" in one.head
        assert "Clam" in one.seen
        await one.press("tab", "plus")
        assert "not valid TOML" in one.said


async def test_advice_is_reported_too(services: Services) -> None:
    async with editing(services, EVENING.replace('name = "Evening"', 'name = "Evening"\ntargets = ["neck"]')) as one:
        assert "advice" in one.head


@pytest.mark.parametrize(
    ("line", "seen"),
    [("a\tbé", "a\tbé"), ("a\x7f", "a␡"), ("a\x07", "a␇"), ("a\u200d", "a\u200d")],
    ids=["tab", "delete", "bell", "joiner"],
)
def test_a_character_that_a_terminal_would_obey_is_shown_as_a_picture(line: str, seen: str) -> None:
    assert source_view.shown(line) == seen


async def test_an_old_result_is_dropped(services: Services) -> None:
    async with editing(services) as one:
        found = one.screen._outline
        assert found is not None
        await one.pilot.press("x")
        one.screen.post_message(EditorScreen.OutlineReady(found, 0))
        await one.settle()
        assert "error" in one.head


# -- without typing


async def test_the_chosen_step_and_the_cursor_go_together(services: Services) -> None:
    async with editing(services) as one:
        steps = one.screen.query_one(StepList)
        one.source.move_cursor((14, 2))
        await one.settle()
        assert steps.chosen is not None
        assert steps.chosen.name == "Plank"
        await one.press("tab", "down")
        assert steps.chosen.name == "Dead bug"
        assert one.source.cursor_location == (16, 0)
        await one.press("enter")
        assert one.source.has_focus


@pytest.mark.parametrize(
    ("keys", "gone", "come"),
    [
        (("plus",), "reps = 10", "reps = 11"),
        (("minus", "minus"), "reps = 10", "reps = 8"),
        (("down", "plus"), "rounds = 2", "rounds = 3"),
        (("down", "down", "plus"), 'hold = "20s"', 'hold = "25s"'),
        (("end", "minus"), "hold = 45", "hold = 40"),
        (("s",), "reps = 10\n", 'reps = 10\nsides = "alternating"\n'),
    ],
    ids=str,
)
async def test_doses_rounds_and_sides_change_by_a_key(
    services: Services, keys: tuple[str, ...], gone: str, come: str
) -> None:
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", *keys)
        assert one.text == EVENING.replace(gone, come)
        assert one.screen.query_one(StepList).has_focus


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("end", "minus"), EVENING.replace("hold = 45", "hold = 40")),
        (("end", "minus", "home", "plus"), EVENING.replace("hold = 45", "hold = 40").replace("= 10", "= 11")),
        (("enter", "ctrl+end", *"# late"), EVENING + "# late"),
        (("x", "ctrl+z", "end", "plus"), EVENING.replace("hold = 45", "hold = 50")),
    ],
    ids=["last", "last and first", "text", "undo"],
)
async def test_keys_that_come_in_one_burst_are_done_one_after_another(
    services: Services, keys: tuple[str, ...], text: str
) -> None:
    async with editing(services, opens_text=False) as one:
        await one.settle()
        await one.type_at_once(*keys)
        assert one.text == text


async def test_an_exercise_is_sought_in_the_same_breath_as_it_is_asked_for(services: Services) -> None:
    async with editing(services, opens_text=False) as one:
        await one.settle()
        await one.type_at_once("a", *"dead-bug", "enter")
        assert one.text.count('exercise = "dead-bug"') == EVENING.count('exercise = "dead-bug"') + 1


async def test_a_key_right_after_another_acts_on_the_step_that_the_first_one_chose(services: Services) -> None:
    async with editing(services, opens_text=False) as one:
        await one.settle()
        one.screen.query_one(StepList).action_last()
        one.screen.action_dose_more()  # before any message about the move
        await one.settle()
        assert one.text == EVENING.replace("hold = 45", "hold = 50")
        await one.press("plus")
        assert one.text == EVENING.replace("hold = 45", "hold = 55")


async def test_a_move_holds_when_the_text_has_been_looked_through_right_behind_it(services: Services) -> None:
    async with editing(services, opens_text=False) as one:
        await one.settle()
        steps = one.screen.query_one(StepList)
        steps.action_last()
        outline = one.screen._outline
        assert outline is not None
        one.screen.show_outline(outline)  # before any message about the move
        assert steps.highlighted == steps.option_count - 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_tab_pressed_three_times_at_once_goes_to_the_steps_and_back(
    services: Services, size: tuple[int, int]
) -> None:
    async with editing(services, size=size) as one:
        seen = []
        for _ in range(3):
            one.screen.action_pane()
            assert one.screen.focused is not None
            seen.append(one.screen.focused.id)
        assert seen[0] == seen[2] == "steps"
        one.screen.action_pane()
        assert one.source.has_focus


async def test_a_step_is_moved_with_its_comments_and_moved_back_by_undo(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", "shift+down", "shift+down")
        assert one.text.index("# The side that slept.") > one.text.index('name = "Rest"')
        chosen = one.screen.query_one(StepList).chosen
        assert chosen is not None
        assert chosen.name == "Clam"
        await one.press("ctrl+z", "ctrl+z")
        assert one.text == EVENING
        await one.press("ctrl+y")
        assert one.text != EVENING


async def test_typing_and_commands_share_one_history(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", "plus", "tab")
        assert one.source.has_focus
        one.source.move_cursor((21, 9))
        await one.press("0")
        await one.press("tab", "end", "d")
        assert one.text.count('name = "Rest"') == 2
        for _ in range(3):
            await one.press("ctrl+z")
        assert one.text == EVENING
        for _ in range(3):
            await one.press("ctrl+y")
        assert one.text.count("hold = 450") == 2
        assert "reps = 11" in one.text


async def test_deleting_says_how_to_bring_it_back(services: Services) -> None:
    async with editing(services) as one:
        await one.press("tab", "end", "x")
        assert "Rest" not in one.text
        assert one.said == "Deleted. ^z: undo"


async def test_refused_edits_say_why(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", "shift+up")
        assert "first step" in one.said
        assert one.text == EVENING


async def test_a_step_is_added_from_the_catalogue(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", "a")
        assert isinstance(one.app.screen, ExercisePicker)
        await one.press(*"wall", "space", *"sit", "down", "up", "enter")
        assert 'reps = 10\n\n[[step]]\nexercise = "wall-sit"\n' in one.text
        chosen = one.screen.query_one(StepList).chosen
        assert chosen is not None
        assert chosen.name == "Wall sit"


async def test_the_picker_filters_by_what_it_is_for_by_muscle_and_position(services: Services) -> None:
    async with editing(services) as one:
        await one.press("tab", "a")
        picker = one.app.screen
        options = picker.query_one(OptionList)
        everything = options.option_count
        await one.press("tab", "right")
        stretches = options.option_count
        assert 0 < stretches < everything
        await one.press("tab", *["right"] * 3)
        assert options.option_count < stretches
        await one.press("escape")
        assert one.text == EVENING
        await one.press("a", *"xyzzy", "enter")
        assert isinstance(one.app.screen, ExercisePicker), "where nothing is found nothing is added"
        await one.press("escape")
        assert one.text == EVENING


def test_a_filter_asks_for_the_muscle_in_the_half_that_is_wanted(services: Services) -> None:
    clam = services.library.catalogue.exercises["clam"]
    assert Filter(half="strengthen", muscle="glutes").passes(clam)
    assert not Filter(half="stretch", muscle="glutes").passes(clam)
    assert not Filter(position="standing").passes(clam)
    assert Filter(words="CLA glut").passes(clam)
    services.close()


# -- completion


async def test_an_exercise_is_completed_inside_its_quotes(services: Services) -> None:
    async with editing(services) as one:
        await one.press("ctrl+end", "enter", *"[[step]]", "enter", *"ex")
        assert "exercise" in one.seen
        await one.press("enter")
        assert one.text.endswith('exercise = ""')
        await one.press(*"figure")
        assert "seated-figure-four" in one.seen
        await one.press("tab")
        assert one.text.endswith('exercise = "seated-figure-four"')
        assert "Seated figure" in one.seen
        assert "5 steps" in one.head
        await one.press("ctrl+z", "ctrl+z")


async def test_choices_come_when_asked_for_and_go_by_escape_and_with_the_cursor(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((6, 9))
        await one.press("enter", "ctrl+@")
        assert "How long to hold" in one.seen
        await one.press("escape")
        assert "How long to hold" not in one.seen
        assert isinstance(one.app.screen, EditorScreen)
        await one.press("ctrl+@")
        assert "How long to hold" in one.seen
        await one.press("left")
        assert "How long to hold" not in one.seen
        await one.press("down", "down")
        assert one.source.cursor_location[0] == 8


async def test_enter_is_a_new_line_where_nothing_is_offered(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((6, 9))
        await one.press("enter")
        assert "reps = 10\n\n\n" in one.text


# -- the file


async def test_saving_writes_exactly_what_was_changed(services: Services) -> None:
    windows = b"\xef\xbb\xbf" + EVENING.rstrip("\n").replace("\n", "\r\n").encode()
    async with editing(services, windows) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", "plus", "ctrl+s")
        assert one.file.read_bytes() == windows.replace(b"reps = 10", b"reps = 11")
        assert "Saved" in one.said
        assert "unsaved" not in one.head


async def test_a_save_with_errors_is_allowed_and_says_so(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((21, 0))
        await one.press("x")
        await one.press("ctrl+s")
        assert "with 1 error. Fix it before you start" in one.said
        assert "\nxhold = 45\n" in one.file.read_text()


@pytest.mark.parametrize("answer", ["o", "r", "k", "escape"])
async def test_a_file_that_changed_meanwhile_is_not_written_over_silently(services: Services, answer: str) -> None:
    theirs = EVENING.replace("Evening", "Theirs")
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", "plus")
        mine = one.text
        one.file.write_text(theirs)
        await one.press("ctrl+s")
        assert one.file.read_text() == theirs
        assert "was changed on disk by another program" in one.asked
        await one.press(answer)
        copy = one.file.with_name("evening copy.toml")
        if answer == "o":
            assert one.file.read_text() == mine
        elif answer == "r":
            assert one.text == theirs
            await one.press("ctrl+z")
            assert one.text == mine
        elif answer == "k":
            assert one.file.read_text() == theirs
            assert copy.read_text() == mine
            assert "evening copy.toml" in one.head
        else:
            assert one.text == mine
        assert copy.exists() == (answer == "k")
        assert (answer == "o") == (one.file.read_text() == mine)


async def test_a_file_changed_by_another_program_is_read_again_when_nothing_was_changed_here(
    services: Services,
) -> None:
    async with editing(services) as one:
        one.file.write_text(EVENING.replace("45", "60"))
        one.app.post_message(AppFocus())
        await one.settle()
        assert "hold = 60" in one.text
        assert one.said.strip() == "Reloaded from disk. Press ^z to get back what you had."


async def test_a_file_changed_by_another_program_is_reported_when_something_was_changed_here_too(
    services: Services,
) -> None:
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", "plus")
        mine = one.text
        one.file.write_text(EVENING.replace("45", "60"))
        one.app.post_message(AppFocus())
        await one.settle()
        assert "was changed on disk. Saving will ask what to do" in one.said
        assert one.text == mine


async def test_what_is_not_saved_is_saved_before_another_editor_opens_the_file(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "ed")
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab", "plus", "ctrl+e")
        assert "Your editor opens the saved file" in one.asked
        assert one.file.read_text() == EVENING
        await one.press("s")
        assert one.file.read_text() == one.text != EVENING
        assert "can't open another program" in one.said


def test_the_exit_code_of_the_editor_is_known(tmp_path: Path) -> None:
    assert run_editor([sys.executable, "-c", "pass"], tmp_path / "evening.toml") == 0
    assert run_editor([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "evening.toml") == 3


async def test_leaving_with_unsaved_changes_asks(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((21, 9))
        await one.press("0", "escape")
        assert "Save your changes?" in one.asked
        await one.press("x", "escape")
        assert "unsaved" in one.head
        await one.press("escape", "s")
        assert isinstance(one.app.screen, HomeScreen)
        assert "hold = 450" in one.file.read_text()


async def test_changes_can_be_dropped(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((21, 9))
        await one.press("0", "escape", "d")
        assert isinstance(one.app.screen, HomeScreen)
        assert one.file.read_text() == EVENING


async def test_leaving_the_program_asks_too(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((21, 9))
        await one.press("0", "ctrl+q")
        assert "Save your changes?" in one.asked
        await one.press("d")
    assert one.file.read_text() == EVENING


async def test_help_and_leaving_the_program_are_heard_while_it_asks_something_else(services: Services) -> None:
    async with editing(services) as one:
        one.source.move_cursor((21, 9))
        await one.press("0", "ctrl+e", "f1")
        assert isinstance(one.app.screen, HelpScreen)
        await one.press("ctrl+q")
        assert "Save your changes?" in one.asked
        await one.press("d")
        assert not one.app.is_running
    assert one.file.read_text() == EVENING


async def test_a_file_that_the_program_was_opened_with_is_over_the_routines(services: Services) -> None:
    file = services.folders.routines / "evening.toml"
    file.parent.mkdir(parents=True)
    file.write_text(EVENING)
    app = RoutineTimerApp(services, file)
    async with app.run_test() as pilot:
        await pilot.pause()
        one = Editing(app, pilot, file)
        await one.settle()
        assert one.text == EVENING
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_leaving_without_changes_does_not_ask(services: Services) -> None:
    async with editing(services) as one:
        await one.press("escape")
        assert isinstance(one.app.screen, HomeScreen)


async def test_a_bundled_routine_becomes_the_person_s_own_first(services: Services) -> None:
    async with editing(services) as one:
        await one.press("escape")
        one.app.post_message(Edit(bundled_routines() / "weak-core.toml"))
        await one.settle()
        assert "Copied to" in one.said
        await one.press("d", "ctrl+s")
        await one.settle()
        await one.press("escape")
    own, copied = own_file(bundled_routines() / "weak-core.toml", services.folders)
    assert not copied
    assert own.read_bytes() != (bundled_routines() / "weak-core.toml").read_bytes()


async def test_a_copy_of_a_bundled_routine_in_which_nothing_was_changed_is_removed(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor")
    async with editing(services) as one:
        await one.press("escape")
        one.app.post_message(Edit(bundled_routines() / "weak-core.toml"))
        await one.settle()
        assert (services.folders.routines / "weak-core.toml").exists()
        await one.press("ctrl+e")
        await one.press("escape")
        await one.settle()
        assert "your copy was removed" in " ".join(str(note.message) for note in one.app._notifications)
    assert not (services.folders.routines / "weak-core.toml").exists()


async def test_a_file_that_is_not_text_is_not_opened(services: Services, tmp_path: Path) -> None:
    async with editing(services) as one:
        await one.press("escape")
        (tmp_path / "odd.toml").write_bytes(b"\xff\xfe")
        one.app.post_message(Edit(tmp_path / "odd.toml"))
        await one.pilot.pause()
        assert isinstance(one.app.screen, HomeScreen)
        assert "not UTF-8" in " ".join(str(note.message) for note in one.app._notifications)


async def test_no_other_editor_is_run_if_none_is_named(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "")
    async with editing(services) as one:
        await one.press("ctrl+e")
        assert "EDITOR" in one.said


class _SuspendedDriver:
    """A stand-in for `App.suspend`, which takes the terminal back only if its block ends without an error."""

    def __init__(self) -> None:
        self.has_terminal = True

    @contextmanager
    def suspend(self) -> Iterator[None]:
        self.has_terminal = False
        yield
        self.has_terminal = True


@pytest.mark.parametrize(
    ("editor", "message"),
    [
        ("no-such-editor --wait", "Can't find the editor no-such-editor"),
        ("false", "false, exited with code 1"),
        ("sh -c 'kill -9 $$'", "sh, was ended by SIGKILL"),
    ],
)
async def test_an_editor_that_fails_is_named_and_the_app_continues(
    services: Services, monkeypatch: pytest.MonkeyPatch, editor: str, message: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    async with editing(services) as one:
        driver = _SuspendedDriver()
        monkeypatch.setattr(one.app, "suspend", driver.suspend)
        await one.press("ctrl+e")
        assert driver.has_terminal
        assert message in one.said
        await one.press("#", "ctrl+s")
        assert one.file.read_text().startswith("#")


@pytest.mark.parametrize("key", ["s", "ctrl+s"])
async def test_the_key_for_saving_answers_a_question_about_saving(services: Services, key: str) -> None:
    async with editing(services) as one:
        await one.press("#", "escape")
        assert "Save your changes?" in one.asked
        await one.press(key)
        assert isinstance(one.app.screen, HomeScreen)
        assert one.file.read_text().startswith("#")


async def test_while_a_question_is_open_the_footer_greys_out_what_cannot_be_done(services: Services) -> None:
    async with editing(services) as one:
        await one.press("#", "ctrl+e")
        enabled = {b.binding.id: b.enabled for b in one.screen.active_bindings.values() if b.binding.id}
        assert enabled["save"]
        assert not enabled["outside"]
        await one.press("escape")
        enabled = {b.binding.id: b.enabled for b in one.screen.active_bindings.values() if b.binding.id}
        assert enabled["outside"]


# -- new


@pytest.mark.parametrize(
    ("muscles", "said"), [("", "hip-flexor-lunge"), ("hip flexors", "# First, stretch what is tight")]
)
async def test_a_new_routine_is_written_and_opened(services: Services, muscles: str, said: str) -> None:
    async with editing(services) as one:
        await one.press("escape", "n")
        assert isinstance(one.app.screen, NewRoutineScreen)
        await one.press(*"Before bed", "enter")
        one.app.screen.query_one("#muscles", Input).value = muscles
        await one.press("enter", "enter")
        await one.settle()
        assert said in one.text
        assert "error" not in one.head
        assert (services.folders.routines / "before-bed.toml").read_text() == one.text


@pytest.mark.parametrize(
    ("values", "said", "where"),
    [
        (("", "", ""), "needs a letter or a digit", "name"),
        (("a", "glutez", "10"), "did you mean glutes", "muscles"),
        (("a", "glutes", "soon"), "a number from 1 to 240", "minutes"),
    ],
)
async def test_a_new_routine_asks_again_where_an_answer_made_no_sense(
    services: Services, values: tuple[str, str, str], said: str, where: str
) -> None:
    async with editing(services) as one:
        await one.press("escape", "n")
        for field, value in zip(one.app.screen.query(Input), values, strict=True):
            field.value = value
        one.app.screen.query(Input).last().focus()
        await one.press("enter")
        assert said in one.seen
        assert one.app.focused is one.app.screen.query_one(f"#{where}")
        await one.press("escape")
        assert isinstance(one.app.screen, HomeScreen)


# -- rooms and texts


async def test_where_there_is_little_room_one_line_tells_the_step_and_tab_turns_to_the_steps(
    services: Services,
) -> None:
    async with editing(services, size=(80, 24)) as one:
        one.source.move_cursor((13, 0))
        await one.settle()
        assert "Plank  20 s" in one.said
        assert "10 reps each side" not in one.seen
        await one.press("tab")
        assert "10 reps each side" in one.seen
        assert "format = 1" not in one.seen
        await one.press("enter")
        assert "hold = 45" in one.seen


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)])
async def test_hostile_text_is_shown_as_text_and_saved_as_it_was(services: Services, size: tuple[int, int]) -> None:
    async with editing(services, HOSTILE, size=size) as one:
        for keys in (("tab",), ("tab",), ("ctrl+end", *"# x")):
            assert not any(bad in one.seen for bad in "\x1b\x07\x9b\u202e\u2028")
            await one.press(*keys)
        assert "[red]x[/]" in one.source.get_line(1).plain
        one.source.focus()
        await one.press("ctrl+end", "y", "ctrl+s")
        assert one.file.read_bytes().startswith(HOSTILE.encode())


async def test_typing_never_waits_for_the_text_to_be_looked_through(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    looked_at: list[str] = []

    def slow(text: str, file: Path, catalogue: Catalogue) -> Outline:
        looked_at.append(text)
        assert go_on.wait(20)
        return outline(text, file, catalogue)

    async with editing(services) as one:
        monkeypatch.setattr(analysis, "outline", slow)
        one.source.move_cursor((21, 9))
        with while_workers_wait():
            await one.pilot.press("0")
            while not looked_at:
                await one.pilot.pause(0.02)
            await one.pilot.press("backspace", "1")
            assert "hold = 451\n" in one.text
            assert one.head.count("6:34") == 1  # what was known before, until more is
        go_on.set()
        await one.settle()
        assert looked_at[-1] == one.text
        assert "7 min 31 s" in one.seen


async def test_a_thousand_steps_can_be_edited(services: Services) -> None:
    step = '\n# about it\n[[step]]\nname = "Step"\nhold = "30s"     # beside\n'
    text = 'format = 1\nname = "Long"\nbetween = 1\nswitch = 1\n' + step * 1000
    async with editing(services, text) as one:
        assert "1000 steps" in one.head
        await one.press("tab", "end", "minus", "shift+up")
        assert one.text.count('hold = "25s"') == 1
        await one.press("ctrl+z", "ctrl+z")
        assert one.text == text


async def test_a_change_that_takes_long_holds_nothing_up_and_what_follows_waits_its_turn(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()

    def slow(command: Command, text: str, path: KeyPath, catalogue: Catalogue) -> Edited:
        assert goes_on.wait(60)
        return done(command, text, path, catalogue)

    monkeypatch.setattr(screen, "done", slow)
    async with editing(services) as one:
        one.source.move_cursor((5, 0))
        await one.press("tab")
        with while_workers_wait():
            await one.pilot.press("plus", "plus", "ctrl+s")
            assert one.text == EVENING
            await one.pilot.press("tab")
            async with asyncio.timeout(30):  # each key waits a moment for the change before it, and no longer
                while one.screen.query_one(StepList).has_focus:
                    await asyncio.sleep(0.05)
            assert one.text == EVENING
        goes_on.set()
        await one.settle()
        assert one.text == EVENING.replace("reps = 10", "reps = 12")
        assert one.file.read_text() == one.text


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 24)], ids=["80", "60", "40"])
@pytest.mark.parametrize("name", ["evening.toml", "e.toml", "the-long-evening-after-the-workout.toml"])
async def test_no_answer_is_broken_across_lines(services: Services, size: tuple[int, int], name: str) -> None:
    async with editing(services, size=size, name=name) as one:
        await one.press("#", "escape")
        for answer in ("s save and close", "d discard changes", "Esc cancel"):
            assert answer in one.seen
        await one.press("escape")
        one.file.write_text(EVENING + "# theirs\n")
        await one.press("ctrl+s")
        for answer in ("o overwrite it", "r read it again", "k save yours as a copy", "Esc cancel"):
            assert answer in one.seen


async def test_answers_are_laid_out_again_in_another_size(services: Services) -> None:
    async with editing(services, size=(120, 24)) as one:
        await one.press("#", "escape")
        await one.pilot.resize_terminal(60, 24)
        await one.settle()
        for answer in ("s save and close", "d discard changes", "Esc cancel"):
            assert answer in one.seen


async def test_after_an_undo_in_the_steps_the_text_is_scrolled_to_the_left(services: Services) -> None:
    long = EVENING.replace("# first", "# first" + ", and what is to be said of it goes on to the edge and over it" * 2)
    async with editing(services, long, size=(80, 24)) as one:
        one.source.move_cursor((5, 17))
        await one.press("tab", "plus", "down", "down", "ctrl+z")
        while not one.source.has_focus:  # past the problems, if they are shown by now
            await one.press("tab")
        assert 'exercise = "clam"' in one.seen
        assert one.source.scroll_offset.x == 0
        row, _ = one.source.cursor_location
        assert row == 5


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 24)], ids=["40x12", "60x16", "80x24"])
async def test_the_foot_of_the_picker_says_how_to_take_and_how_to_leave(
    services: Services, size: tuple[int, int]
) -> None:
    async with editing(services, size=size) as one:
        await one.press("tab", "a")
        await one.pilot.pause()
        lines = one.seen.splitlines()
        (foot,) = (line for line in lines if "Enter: add" in line)
        assert "Esc: cancel" in foot
        assert sum("│  " in line for line in lines) >= 6
        assert any("╰──" in line for line in lines), "all of it is on the screen"


async def test_a_filter_that_has_no_room_comes_in_sight_when_it_is_turned_to(services: Services) -> None:
    async with editing(services, size=(40, 12)) as one:
        await one.press("tab", "a", "tab", "tab", "tab", "right")
        await one.pilot.pause()
        assert "position ‹" in one.seen


@pytest.mark.parametrize("size", [(40, 12), (60, 20)], ids=["40x12", "60x20"])
async def test_the_form_of_a_new_routine_fits_a_small_terminal(services: Services, size: tuple[int, int]) -> None:
    async with editing(services, size=size) as one:
        await one.press("escape", "n")
        await one.pilot.pause()
        for said in ("New routine", "Name", "hip flexors, glutes", "Minutes at most", "Esc: cancel"):
            assert said in one.seen


class TestWhereItOpens:
    async def test_it_opens_on_the_steps(self, services: Services) -> None:
        async with editing(services, opens_text=False) as one:
            await one.pilot.pause()
            assert one.screen.query_one(StepList).has_focus

    async def test_a_file_without_steps_opens_on_the_text(self, services: Services) -> None:
        async with editing(services, 'format = 1\nname = "Empty"\n', opens_text=False) as one:
            await one.pilot.pause()
            assert one.source.has_focus

    async def test_it_remembers_that_the_text_was_used_last(self, services: Services) -> None:
        async with editing(services, opens_text=False) as one:
            await one.press("enter", "escape")
            assert services.editor_pane.opens_text

    async def test_and_that_the_steps_were(self, services: Services) -> None:
        async with editing(services, opens_text=True) as one:
            await one.press("f2", "escape")
            assert not services.editor_pane.opens_text


async def test_muscles_are_picked_from_a_list(services: Services) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n", *"Evening", "enter", *"glu", "enter")
        field = app.screen.query_one("#muscles", Input)
        assert field.value == "glutes, "
        await pilot.press("down", "down", "enter")
        second = field.value.split(", ")[1]
        assert second
        await pilot.press("enter", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "glutes" in (services.folders.routines / "evening.toml").read_text()
    services.close()


async def test_a_second_routine_of_the_same_name_is_numbered(services: Services) -> None:
    catalogue, folders = services.library.catalogue, services.folders
    made = [new_routine.create_routine("Blank", "", "", catalogue, folders) for _ in range(3)]
    assert [file.stem for file in made] == ["blank", "blank-2", "blank-3"]
    names = [tomllib.loads(file.read_text())["name"] for file in made]
    assert names == ["Blank", "Blank 2", "Blank 3"]
