"""Preview, settings, help and palette, from a person's side."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import time, timedelta
from pathlib import Path
from typing import get_args

import pytest
from msgspec import structs
from msgspec.structs import replace
from textual.command import Command, CommandList
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets._toast import Toast, ToastRack

from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.commands import COMMANDS, Place, at, explained, sign
from routine_timer.app.keymap import keys_of
from routine_timer.app.messages import StartSession
from routine_timer.app.models.routine_entries import entry_from
from routine_timer.app.screens.help.screen import HelpScreen, sheet
from routine_timer.app.screens.preview.screen import PreviewScreen
from routine_timer.app.screens.prompts import KeyPrompt, TextPrompt
from routine_timer.app.screens.settings.rows import ValueRow, rows, turned, typed
from routine_timer.app.screens.settings.screen import SettingsScreen
from routine_timer.app.services import Services
from routine_timer.audio.self_test import AudioCheck
from routine_timer.audio.voice_list import VoiceInfo
from routine_timer.history.errors import DiskFull
from routine_timer.history.history import History
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.paths import Folders
from routine_timer.routine.model import Hold, Routine, Step, leaves
from routine_timer.settings import SETTINGS, Settings, setting
from routine_timer.text.needs import STOP_RULE
from routine_timer.timeline import Timeline
from tests.app.conftest import SATURDAY, no_sound
from tests.app.shell.fakes import DESK, HOSTILE, STANDING, FakeServices, entry
from tests.app.shell.test_home import text

WHOLE = 569 + 5
"""Seconds of "After the workout" as a first session: its get-ready has room for the stop rule."""


class Shell(RoutineTimerApp):
    """The app, which only records the session that it would start."""

    begun: Timeline | None = None

    def post_message(self, message: Message) -> bool:
        if isinstance(message, StartSession):
            self.begun = message.timeline
            return True
        return super().post_message(message)


@pytest.fixture
def services(folders: Folders) -> Iterator[FakeServices]:
    found = FakeServices(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    yield found
    found.close()


@asynccontextmanager
async def shown(
    services: FakeServices, *keys: str, size: tuple[int, int] = (80, 24), toasts: bool = False
) -> AsyncIterator[tuple[Shell, Pilot[None]]]:
    app = Shell(services)
    async with app.run_test(size=size, notifications=toasts) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        yield app, pilot


class Slow(Screen[None]):
    """A screen that has what its action needs only once it is there."""

    did = "nothing"

    def on_mount(self) -> None:
        self.did = "mounted"

    def action_go(self) -> None:
        self.did += ", then gone"


async def test_what_is_asked_of_a_screen_that_is_not_there_yet_is_done_when_it_is(services: FakeServices) -> None:
    async with shown(services) as (app, pilot):
        slow = Slow()
        app.push_screen(slow)
        assert not slow.is_mounted
        assert await app.run_action("go", slow)
        await pilot.pause()
        assert slow.did == "mounted, then gone"


def in_file(services: FakeServices) -> dict[str, object]:
    return tomllib.loads(services.folders.settings_file.read_text())


# -- preview


async def test_the_preview_shows_every_segment_with_its_time_side_and_place(services: FakeServices) -> None:
    async with shown(services, "down", "v", size=(160, 50)) as (app, _):
        said = text(app)
        assert app.screen.query_one(OptionList).option_count == 26 + 1 + 8
        for row in (
            "0:00  get ready     then Hip flexor lunge",
            "0:15  hold          Hip flexor lunge, left",
            "0:45  switch sides  Hip flexor lunge, right",
            "set 2 of 2",
            "round 2 of 2",
            "8 reps each side",
            "at least 20 s",
        ):
            assert row in said
        assert "9:34 · 6 steps · 26 parts · 3 position changes" in said


async def test_the_preview_tells_form_of_the_step_under_the_cursor(services: FakeServices) -> None:
    async with shown(services, "down", "v", "down", size=(120, 40)) as (app, _):
        said = text(app)
        assert "0:00   Tuck the pelvis" in said
        assert "0:16   Press the hip" in said
        assert "half kneeling" in said


async def test_the_preview_says_what_is_needed_and_when_to_stop(services: FakeServices) -> None:
    first, *others = leaves(DESK.steps)
    services.shelved = (entry(structs.replace(DESK, steps=(structs.replace(first, props=("chair",)), *others))),)
    async with shown(services, "v") as (app, _):
        assert "You need: a chair" in text(app)
        assert "A mild pull is fine. Stop if pain sharpens, spreads or tingles." in text(app)


async def test_all_that_is_said_of_a_bundled_routine_is_whole_on_a_small_terminal(folders: Folders) -> None:
    services = Services(folders, Settings(), player=no_sound, now=lambda: SATURDAY)
    app = Shell(services)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        for reading in services.library.entries():
            await app.push_screen(PreviewScreen(entry_from(reading)))
            await pilot.pause()
            said = " ".join(text(app).split("▁")[0].split())
            whole = str(app.screen.query_one("#head", Static).content)
            assert said == " ".join(whole.split())
            assert STOP_RULE in said
            assert "short safety note" in said
            await pilot.press("escape")
    services.close()


async def test_the_preview_says_what_each_muscle_gets_left_and_right(services: FakeServices) -> None:
    first, *others = leaves(DESK.steps)
    services.shelved = (entry(structs.replace(DESK, steps=(structs.replace(first, sides="left"), *others))),)
    async with shown(services, "v", size=(120, 40)) as (app, _):
        said = " ".join(text(app).split())
        assert "What it works on stretched · strengthened" in said
        assert "upper traps 0:20 left, 0:00 right" in said
        assert "rhomboids 1:12" in said


async def test_the_preview_marks_a_dose_that_has_grown_since_the_file_was_written(services: FakeServices) -> None:
    services.history.care_records.accept_dose("after-workout", 3, "Bridge", 25.0)
    async with shown(services, "down", "v", *["down"] * 13, size=(120, 40)) as (app, _):
        assert "25 s · grown from 20 s" in text(app)
        about = " ".join(str(app.screen.query_one("#step", Static).content).split())
        assert "25 s, grown from 20 s; from your history, not from the file" in about


async def test_enter_starts_at_the_beginning(services: FakeServices) -> None:
    async with shown(services, "down", "v", "enter") as (app, _):
        assert app.begun is not None
        assert app.begun.duration_s == WHOLE


async def test_enter_starts_from_the_step_under_the_cursor(services: FakeServices) -> None:
    async with shown(services, "down", "v", *["down"] * 25, "enter") as (app, _):
        assert app.begun is not None
        assert [segment.label for segment in app.begun.segments] == ["Plank", "Plank"]


async def test_what_it_works_on_can_be_read_to_the_end_in_a_small_terminal(services: FakeServices) -> None:
    async with shown(services, "down", "v", "end", "enter") as (app, _):
        assert app.begun is None
        assert "quadriceps" in text(app)


async def test_less_time_takes_a_minute_off_and_says_what_went(services: FakeServices) -> None:
    async with shown(services, "down", "v", "minus", "minus") as (app, pilot):
        assert "shortened: " in text(app)
        assert "instead of" in text(app)
        await pilot.press("enter")
        assert app.begun is not None
        assert 0.9 * 480 <= app.begun.duration_s <= 480


async def test_more_time_gives_it_back(services: FakeServices) -> None:
    async with shown(services, "down", "v", "minus", "minus", "plus", "plus", "plus") as (app, pilot):
        assert "shortened" not in text(app)
        await pilot.press("plus", "enter")
        assert app.begun is not None
        assert app.begun.duration_s == WHOLE


async def test_it_stops_where_the_first_step_alone_would_not_fit(services: FakeServices) -> None:
    async with shown(services, "down", "v", *["minus"] * 12) as (app, pilot):
        await pilot.press("enter")
        assert app.begun is not None
        assert app.begun.segments


async def test_a_routine_of_less_than_a_minute_gets_no_shorter_and_one_that_is_whole_no_longer(
    services: FakeServices,
) -> None:
    services.shelved = (entry(Routine("short", "Short", (Step("Plank", Hold(20)),))),)
    async with shown(services, "v") as (app, pilot):
        before = text(app)
        await pilot.press("minus", "plus")
        assert text(app) == before


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_a_preview_of_hostile_texts_shows_them_as_text(services: FakeServices, size: tuple[int, int]) -> None:
    services.shelved = (entry(HOSTILE),)
    async with shown(services, "v", "down", size=size) as (app, _):
        assert ("[bold]␇" if size[0] > 40 else "[bo") in text(app)
        assert not any(forbidden in text(app) for forbidden in "\x1b\x07\x9b\u202e")


# -- settings


async def test_every_setting_the_goal_and_every_key_has_a_line(services: FakeServices) -> None:
    ids = [row.id for row in rows(Settings(), "daily", {}) if isinstance(row, ValueRow)]
    assert "goal" in ids
    assert {f"set:{one.name}" for one in SETTINGS if one.name != "keys"} <= set(ids)
    assert {f"key:{command.id}" for command in COMMANDS} <= set(ids)
    assert len(ids) == len(set(ids))


async def test_settings_can_be_searched(services: FakeServices) -> None:
    async with shown(services, "s", "slash", *"loud") as (app, pilot):
        assert "Volume" in marked(app)
        assert "Theme" not in text(app)
        await pilot.press("enter", "left")
        assert services.settings.volume < Settings().volume
        await pilot.press("escape")
        assert "Days and goals" in text(app)
        assert isinstance(app.screen, SettingsScreen)


async def test_a_search_without_a_setting_says_so(services: FakeServices) -> None:
    async with shown(services, "s", "slash", *"holiday") as (app, _):
        assert "No setting matches “holiday”." in " ".join(text(app).split())


def marked(app: Shell) -> str:
    """The line under the cursor."""
    return next(line for line in text(app).splitlines() if "▸" in line)


async def go_to(pilot: Pilot[None], identity: str) -> None:
    """Move the cursor to a line by its id."""
    screen = pilot.app.screen
    assert isinstance(screen, SettingsScreen)
    index = next(i for i, row in enumerate(screen._rows) if isinstance(row, ValueRow) and row.id == identity)
    screen.query_one(OptionList).highlighted = index
    await pilot.pause()


async def test_a_switch_is_turned_and_saved_at_once(services: FakeServices) -> None:
    async with shown(services, "s") as (_, pilot):
        await go_to(pilot, "set:ask_pain")
        await pilot.press("enter")
        assert in_file(services) == {"ask_pain": True}
        assert services.settings.ask_pain


async def test_a_number_goes_up_and_down_and_stops_at_its_bounds(services: FakeServices) -> None:
    async with shown(services, "s") as (_, pilot):
        await go_to(pilot, "set:volume")
        await pilot.press("left")
        assert in_file(services)["volume"] == 95
        await pilot.press("right", "right")
        assert services.settings.volume == 100
        await pilot.press(*["left"] * 30)
        assert in_file(services)["volume"] == 0


def heard(services: FakeServices, result: AudioCheck) -> list[Settings]:
    """The settings with which a sample was asked for; it ends as `result` says."""
    asked: list[Settings] = []

    def sample(settings: Settings, _folders: Folders) -> AudioCheck:
        asked.append(settings)
        return result

    services._sample = sample
    return asked


async def test_the_voice_its_rate_and_the_volume_can_be_tried_where_they_are_set(services: FakeServices) -> None:
    asked = heard(services, AudioCheck(True, "fake"))
    async with shown(services, "s") as (app, pilot):
        for row in ("set:volume", "set:voice_rate"):
            await go_to(pilot, row)
            assert "t try it" in text(app)
            await pilot.press("left", "t")
            await app.workers.wait_for_complete()
        await go_to(pilot, "set:theme")
        assert "t try it" not in text(app)
        await pilot.press("t")
        await app.workers.wait_for_complete()
    assert [(settings.volume, settings.voice_rate) for settings in asked] == [(95, 140), (95, 135)]


async def test_a_sample_that_cannot_be_heard_says_why(services: FakeServices) -> None:
    heard(services, AudioCheck(False, "Sound is off."))
    async with shown(services, "s", toasts=True) as (app, pilot):
        await go_to(pilot, "set:sound")
        await pilot.press("t")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "Sound is off." in text(app)


async def test_the_voices_of_this_computer_are_offered_for_the_language_that_is_set(services: FakeServices) -> None:
    services._voices = lambda: [
        VoiceInfo("hibari", "en-us"),
        VoiceInfo("de", "de"),
        VoiceInfo("en-us", "en-us"),
    ]
    async with shown(services, "s") as (app, pilot):
        await app.workers.wait_for_complete()
        await go_to(pilot, "set:voice")
        chosen = []
        for _ in range(4):
            await pilot.press("right")
            chosen.append(services.settings.voice)
        assert chosen == ["hibari", "en-us", "off", "auto"]
        await pilot.press("left")
        assert services.settings.voice == "off"


async def test_voices_and_languages_are_shown_by_name(services: FakeServices) -> None:
    services._voices = lambda: [VoiceInfo("en-us", "en-us", "English (America)", "English (America)")]
    async with shown(services, "s") as (app, pilot):
        await app.workers.wait_for_complete()
        await go_to(pilot, "set:voice")
        await pilot.press("right")
        await pilot.pause()
        assert services.settings.voice == "en-us"
        assert "English (America)" in text(app)
        await go_to(pilot, "set:language")
        assert "English (en)" in text(app)


async def test_a_voice_that_is_not_listed_can_still_be_typed(services: FakeServices) -> None:
    async with shown(services, "s") as (app, pilot):
        await app.workers.wait_for_complete()
        await go_to(pilot, "set:voice")
        await pilot.press("enter")
        await pilot.press(*["backspace"] * 4, *"mb-us1", "enter")
        await pilot.pause()
        assert services.settings.voice == "mb-us1"
        await pilot.press("right")
        assert services.settings.voice == "auto"


async def test_a_theme_is_seen_as_soon_as_it_is_chosen(services: FakeServices) -> None:
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "set:theme")
        await pilot.press("right")
        assert app.theme == "light"
        await pilot.press("left", "left")
        assert app.theme == "terminal"


async def test_a_value_is_typed_and_only_taken_when_it_makes_sense(services: FakeServices) -> None:
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "set:day_starts_at")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, TextPrompt)
        app.screen.query_one(Input).value = "25:00"
        await pilot.press("enter")
        await pilot.pause()
        assert "It must be a time of day" in str(app.screen.query_one("#said", Static).content)
        app.screen.query_one(Input).value = "03:30"
        await pilot.press("enter")
        await pilot.pause()
        assert services.settings.day_starts_at == time(3, 30)
        assert in_file(services) == {"day_starts_at": "03:30"}


async def test_d_brings_the_default_back_and_takes_it_out_of_the_file(services: FakeServices) -> None:
    services.folders.settings_file.write_text("# mine\nvolume = 20\n")
    services.settings = replace(services.settings, volume=20)
    async with shown(services, "s") as (_, pilot):
        await go_to(pilot, "set:volume")
        await pilot.press("d")
        assert services.settings.volume == 100
        assert services.folders.settings_file.read_text() == "# mine\n"


async def test_a_goal_goes_into_the_history_and_not_into_the_file(services: FakeServices) -> None:
    async with shown(services, "s", "enter") as (app, pilot):
        assert isinstance(app.screen, TextPrompt)
        app.screen.query_one(Input).value = "nine/week"
        await pilot.press("enter")
        await pilot.pause()
        assert "It must be daily, mon,wed,fri, 3/week or every 2 days" in str(
            app.screen.query_one("#said", Static).content
        )
        app.screen.query_one(Input).value = "every other day"
        await pilot.press("enter")
        await pilot.pause()
        assert str(app.screen.query_one("#said", Static).content).endswith("Perhaps you meant every 2 days.")
        app.screen.query_one(Input).value = "3/week"
        await pilot.press("enter")
        await pilot.pause()
        assert services.history.goal_on(services.today()).text == "3/week"
        assert not services.folders.settings_file.exists()


async def test_a_question_that_is_not_answered_changes_nothing(services: FakeServices) -> None:
    async with shown(services, "s") as (app, pilot):
        for row in ("set:day_starts_at", "goal", "key:preview"):
            await go_to(pilot, row)
            await pilot.press("enter")
            assert isinstance(app.screen, TextPrompt | KeyPrompt)
            await pilot.press("escape")
            assert isinstance(app.screen, SettingsScreen)
        assert not services.folders.settings_file.exists()
        assert services.history.goal_on(services.today()).text == "daily"


async def test_d_makes_the_goal_daily_again(services: FakeServices) -> None:
    services.history.set_goal(parse_goal("3/week"), services.today())
    async with shown(services, "s") as (app, pilot):
        assert "3/week" in marked(app)
        await pilot.press("d")
        assert "daily" in marked(app)
        assert services.history.goal_on(services.today()).text == "daily"


async def test_d_asks_before_a_daily_goal_ends_the_streak(services: FakeServices) -> None:
    today = services.today()
    services.history.set_goal(parse_goal("1/week"), today - timedelta(365))
    for ago in (2, 9, 16):
        services.history.ended.log("after-workout", today - timedelta(ago))
    async with shown(services, "s") as (app, pilot):
        await pilot.press("d")
        assert "streak will end." in " ".join(text(app).split())
        assert services.history.goal_on(today).text == "1/week"
        await pilot.press("enter")
        assert services.history.goal_on(today).text == "daily"


async def test_a_folder_that_is_set_is_shown_as_it_is_in_the_file(services: FakeServices) -> None:
    services.settings = replace(services.settings, sync_folder=Path("/shared/stretches"))
    async with shown(services, "s", size=(120, 60)) as (app, _):
        assert "/shared/stretches" in text(app)


async def test_a_folder_that_is_not_there_yet_is_reported_and_not_made(services: FakeServices, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "set:sync_folder")
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "shared"
        await pilot.press("enter")
        await pilot.pause()
        assert "absolute path" in str(app.screen.query_one("#said", Static).content)
        app.screen.query_one(Input).value = str(folder)
        await pilot.press("enter")
        await pilot.pause()
        assert services.settings.sync_folder == folder
        (said,) = app._notifications
        assert f"{folder} doesn't exist" in said.message
        assert not folder.exists()


async def test_a_key_is_set_by_pressing_it_and_works_at_once(services: FakeServices) -> None:
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "key:preview")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, KeyPrompt)
        await pilot.press("h")
        await pilot.pause()
        assert "h is already used for History" in str(app.screen.query_one("#said", Static).content)
        await pilot.press("p")
        await pilot.pause()
        assert in_file(services) == {"keys": {"preview": "p"}}
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("p")
        await pilot.pause()
        assert type(app.screen).__name__ == "PreviewScreen"


@pytest.mark.parametrize(
    ("key", "whose"), [("ctrl+p", "^p is already used for Palette"), ("ctrl+q", "^q is already used for Quit")]
)
async def test_a_key_that_is_heard_over_everything_is_taken_in_like_any_other(
    services: FakeServices, key: str, whose: str
) -> None:
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "key:preview")
        await pilot.press("enter", key)
        await pilot.pause()
        assert app.is_running
        assert isinstance(app.screen, KeyPrompt)
        assert whose in str(app.screen.query_one("#said", Static).content)


async def test_the_key_that_leaves_can_be_none_that_one_types(services: FakeServices) -> None:
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "key:quit")
        await pilot.press("enter", "z")
        await pilot.pause()
        assert isinstance(app.screen, KeyPrompt)
        assert "needs a key with ctrl" in str(app.screen.query_one("#said", Static).content)


async def test_the_key_of_the_palette_is_free_for_another_once_the_palette_has_its_own(
    services: FakeServices,
) -> None:
    async with shown(services, "s") as (app, pilot):
        for row, key in (("key:palette", "ctrl+k"), ("key:preview", "ctrl+p")):
            await go_to(pilot, row)
            await pilot.press("enter", key)
            await pilot.pause()
        assert in_file(services) == {"keys": {"palette": "ctrl+k", "preview": "ctrl+p"}}
        await pilot.press("escape", "ctrl+p")
        await pilot.pause()
        assert type(app.screen).__name__ == "PreviewScreen"
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert type(app.screen).__name__ == "Palette"


async def test_one_key_for_several_commands_reports_which_are_dropped(services: FakeServices) -> None:
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "key:stop")
        assert "separate several with commas" in str(app.screen.query_one("#about", Static).content)
        await pilot.press("enter")
        await pilot.pause()
        assert "This key will replace q and esc" in str(app.screen.query(Static).first().content)
        await pilot.press("x")
        await pilot.pause()
        assert [one.message for one in app._notifications] == ["Stop is now x, no longer q and esc. d: reset"]
        await pilot.press("d")
        await pilot.pause()
        assert services.settings.keys == {}


async def test_a_setting_that_cannot_be_saved_is_reported_and_still_applies(
    services: FakeServices, tmp_path: Path
) -> None:
    services.folders.settings_file.write_text("volume = = 3")
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "set:sound")
        await pilot.press("enter")
        await pilot.pause()
        assert not services.settings.sound
        assert services.folders.settings_file.read_text() == "volume = = 3"
        [told] = [str(notification.message) for notification in app._notifications]
        assert told.startswith("Not saved, so it applies only until you quit: ")


async def test_a_theme_from_the_palette_that_cannot_be_saved_is_reported_and_still_applies(
    services: FakeServices,
) -> None:
    services.folders.settings_file.write_text("volume = = 3")
    async with shown(services, "ctrl+p") as (app, pilot):
        await pilot.press(*"Theme: contrast-light")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("enter")
        await pilot.pause()
        assert services.settings.theme == app.theme == "contrast-light"
        [told] = [str(notification.message) for notification in app._notifications]
        assert told.startswith("Not saved, so it applies only until you quit: ")


async def test_while_the_file_cannot_be_written_the_head_does_not_say_that_changes_are_saved_there(
    services: FakeServices,
) -> None:
    file = services.folders.settings_file
    file.write_text("volume = = 3")
    async with shown(services, "s") as (app, pilot):
        head = app.screen.query_one("#head", Static)
        await go_to(pilot, "set:sound")
        await pilot.press("enter")
        assert f"Changes can't be saved in {file}" in str(head.content)
        file.write_text("volume = 3")
        await pilot.press("enter")
        assert f"Changes are saved in {file}" in str(head.content)


async def test_a_goal_that_cannot_be_saved_is_not_said_to_apply(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull(services.folders.history_file, "database or disk is full")

    monkeypatch.setattr(History, "set_goal", full)
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "goal")
        await pilot.press("enter", *["backspace"] * 20, *"3/week", "enter")
        await pilot.pause()
        [told] = [one.message for one in app._notifications]
        assert told.startswith("Not saved: ")
        assert told.endswith("Nothing was changed: free some space, and try again")
        assert "until you quit" not in told
        assert services.history.goal_on(SATURDAY.date()).text == "daily"


def test_a_number_may_be_typed_with_its_unit() -> None:
    assert typed(setting("done_at"), "75 %") == 0.75
    assert typed(setting("volume"), "75") == 75
    with pytest.raises(ValueError, match="a number from 5 to 100"):
        typed(setting("done_at"), "0.8")
    with pytest.raises(ValueError, match="a whole number from 0 to 100"):
        typed(setting("volume"), "loud")


def test_a_weekday_has_a_capital_and_its_default_too() -> None:
    (row,) = (
        row
        for row in rows(Settings(week_starts="sunday"), "daily", {})
        if isinstance(row, ValueRow) and row.id == "set:week_starts"
    )
    assert (row.value, row.default) == ("Sunday", "Monday")


def test_turning_goes_round_choices_and_keeps_within_bounds() -> None:
    assert turned(setting("week_starts"), "sunday", 1) == "monday"
    assert turned(setting("done_at"), 0.1, -1) == 0.05
    assert turned(setting("done_at"), 0.05, -1) == 0.05
    assert turned(setting("sound"), True, 1) is False


# -- passing messages


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)], ids=str)
@pytest.mark.parametrize(
    "keys",
    [(), ("h",), ("s",), ("s", "enter"), ("slash",), ("v",)],
    ids=["home", "history", "settings", "ask", "find", "see"],
)
async def test_a_passing_notice_is_shown_in_a_line_above_the_footer_and_over_no_field(
    services: FakeServices, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with shown(services, *keys, size=size, toasts=True) as (app, pilot):
        app.notify("It holds from today on.")
        await pilot.pause()
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert toast.region.height == 1
        at_top = app.screen.is_modal  # where the question's field may be as low as the last line
        assert toast.region.bottom == (1 if at_top else size[1] - 1), "the keys stay in sight"
        assert toast.region.x <= 1
        assert not any(toast.region.overlaps(field.region) for field in app.screen.query(Input))
        assert "It holds from today on." in text(app)


def toasts(app: RoutineTimerApp) -> list[str]:
    return [str(toast.render()) for toast in app.screen.query(Toast)]


@pytest.mark.parametrize("key", ["h", "s", "v", "n", "question_mark", "ctrl+p"])
async def test_a_toast_goes_when_its_screen_is_left(services: FakeServices, key: str) -> None:
    async with shown(services, toasts=True) as (app, pilot):
        app.notify("Copied.", severity="warning")
        await pilot.pause()
        assert toasts(app) == ["Copied."]
        await pilot.press(key)
        await pilot.pause()
        assert toasts(app) == []
        await pilot.press("escape")
        await pilot.pause()
        assert toasts(app) == []


async def test_a_toast_of_a_dialog_is_shown_on_the_screen_below_when_the_dialog_closes(services: FakeServices) -> None:
    async with shown(services, "s", "enter", toasts=True) as (app, pilot):
        app.notify("Not saved.", severity="error")
        await pilot.pause()
        assert app.screen.is_modal
        await pilot.press("escape")
        await pilot.pause()
        assert toasts(app) == ["Not saved."]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize("keys", [(), ("h",), ("s",), ("v",), ("c",), ("t",), ("s", "enter"), ("h", "a")], ids=str)
async def test_a_toast_covers_nothing(services: FakeServices, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    async with shown(services, *keys, size=size, toasts=True) as (app, pilot):
        app.notify("Copied.")
        await pilot.pause()
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        others = [widget for widget in app.screen.children if not isinstance(widget, ToastRack) and widget.display]
        assert others
        assert not [widget for widget in others if widget.region.overlaps(toast.region)]


async def test_a_long_word_in_passing_is_shown_to_its_end(services: FakeServices) -> None:
    long = "It is not there: make it, or connect its disk; until then nothing is shared with the other computers."
    async with shown(services, size=(40, 12), toasts=True) as (app, pilot):
        app.notify(long, severity="warning")
        await pilot.pause()
        await pilot.pause()
        (toast,) = app.screen.query(Toast)
        assert toast.region.height == 3
        assert toast.region.bottom == 11


# -- the keys at the foot


@pytest.mark.parametrize("size", [(60, 20), (80, 24)], ids=str)
@pytest.mark.parametrize(
    ("keys", "way_back"),
    [
        ((), "q quit"),
        (("h",), "esc back"),
        (("s",), "esc back"),
        (("v",), "esc back"),
        (("c",), "esc back"),
        (("t",), "esc back"),
    ],
    ids=str,
)
async def test_every_foot_says_how_to_go_back_and_how_to_quit(
    services: FakeServices, keys: tuple[str, ...], way_back: str, size: tuple[int, int]
) -> None:
    async with shown(services, *keys, size=size) as (app, _):
        (foot,) = (line for line in text(app).splitlines() if "? keys" in line)
        assert way_back in foot
        assert ("^q quit" if keys else "q quit") in foot


# -- help and palette


async def test_help_shows_every_key_of_the_screen_it_was_opened_from(services: FakeServices) -> None:
    async with shown(services, "question_mark", size=(120, 60)) as (app, pilot):
        assert isinstance(app.screen, HelpScreen)
        said = " ".join(text(app).split())
        for command in at("home"):
            assert command.does in said
        await pilot.press("question_mark")
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("place", get_args(Place))
def test_help_keeps_keys_and_what_they_do_apart(place: Place) -> None:
    said = sheet(place, {}, 100).plain.splitlines()
    for command in (command for command in COMMANDS if not command.places or place in command.places):
        keys = " ".join(sign(key) for key in keys_of(command, {}))
        assert any(line.startswith(f"{keys}  ") and line.endswith(explained(command)) for line in said)
        assert "_" not in keys


@pytest.mark.parametrize("size", [(40, 12), (60, 16), (80, 24), (120, 60)], ids=str)
async def test_help_wraps_each_line_once_beside_its_scrollbar(services: FakeServices, size: tuple[int, int]) -> None:
    async with shown(services, "question_mark", size=size) as (app, _):
        keys = app.screen.query_one("#keys")
        lines = str(keys.render()).splitlines()
        assert keys.size.height == len(lines)
        assert max(map(len, lines)) <= keys.size.width


async def test_help_shows_the_keys_as_the_person_has_set_them(services: FakeServices) -> None:
    services.settings = replace(services.settings, keys={"preview": "p"})
    async with shown(services, "question_mark", size=(120, 60)) as (app, _):
        line = next(line for line in text(app).splitlines() if "See the whole routine" in line)
        assert line.split("│")[1].split()[0] == "p"


async def test_the_palette_finds_a_command_by_a_word_and_runs_it(services: FakeServices) -> None:
    async with shown(services, "ctrl+p", *"prev") as (app, pilot):
        await pilot.press("enter")
        assert type(app.screen).__name__ == "PreviewScreen"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("theme", "Theme: dark"),
        ("appearance", "Theme: dark"),
        ("after wor", "After the workout"),
        ("desk", "Desk shoulders"),
        ("clam", "Clam"),
        ("bum", "After the workout"),
        ("posture", "Desk shoulders"),
        ("sciatica", "Supine pigeon"),
        ("mid back", "Cat and cow"),
        ("volume", "Setting: Volume"),
        ("loud", "Setting: Volume"),
        ("weekly", "Goal"),
        ("preferences", "Settings"),
        ("settigns", "Settings"),
        ("exit", "Quit"),
    ],
)
async def test_the_palette_finds_by_name_and_synonym(services: FakeServices, query: str, expected: str) -> None:
    async with shown(services, "ctrl+p", *(key if key != " " else "space" for key in query)) as (app, pilot):
        await pilot.pause()
        options = app.screen.query_one(CommandList).options
        hits = [str(option.hit.text) for option in options if isinstance(option, Command)]
        assert any(hit.startswith(expected) for hit in hits), hits
        assert len([hit for hit in hits if hit.startswith("Quit")]) == (expected == "Quit")


async def test_a_theme_chosen_in_the_palette_is_used_and_saved(services: FakeServices) -> None:
    async with shown(services, "ctrl+p", *"theme", "space", *"light") as (app, pilot):
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.theme == "light"
        assert in_file(services) == {"theme": "light"}


async def test_a_setting_chosen_in_the_palette_is_selected_in_the_settings(services: FakeServices) -> None:
    async with shown(services, "ctrl+p", *"loud") as (app, pilot):
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
        row = app.screen._chosen
        assert row is not None
        assert row.id == "set:volume"


@pytest.mark.parametrize(
    "keys",
    [(), ("ctrl+p",), ("question_mark",), ("s", "enter"), ("slash", "h")],
    ids=["home", "palette", "help", "a question", "a field"],
)
async def test_ctrl_z_stops_the_program_whatever_lies_over_the_screen(
    services: FakeServices, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[str] = []
    monkeypatch.setattr(RoutineTimerApp, "action_suspend_process", lambda _: stopped.append("stopped"))
    async with shown(services, *keys) as (_, pilot):
        await pilot.press("ctrl+z")
        assert stopped == ["stopped"]


async def test_ctrl_z_is_not_a_stop_where_a_key_is_asked_for_or_it_has_a_meaning(
    services: FakeServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[str] = []
    monkeypatch.setattr(RoutineTimerApp, "action_suspend_process", lambda _: stopped.append("stopped"))
    async with shown(services, "s") as (app, pilot):
        await go_to(pilot, "key:close")
        await pilot.press("enter", "ctrl+z")
        await pilot.pause()
        assert services.settings.keys == {}, "undo has it in the editor"
        await pilot.press("escape")
        services.settings = replace(services.settings, keys={"undo-change": "ctrl+u", "close": "ctrl+z"})
        app.apply_settings()
        await pilot.press("question_mark", "ctrl+z")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
        assert stopped == []


async def test_the_palette_takes_the_place_of_the_help_and_offers_what_its_screen_can_do(
    services: FakeServices,
) -> None:
    async with shown(services, "question_mark", "ctrl+p") as (app, pilot):
        assert not any(isinstance(screen, HelpScreen) for screen in app.screen_stack)
        await pilot.press(*"prev", "enter")
        await pilot.pause()
        assert type(app.screen).__name__ == "PreviewScreen"
        await pilot.press("question_mark", "ctrl+p")
        await pilot.pause()
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert type(app.screen).__name__ == "HomeScreen"


async def test_reduced_motion_stills_everything(services: FakeServices) -> None:
    services.settings = replace(services.settings, reduced_motion=True)
    async with shown(services) as (app, _):
        assert app.animation_level == "none"


async def test_a_key_that_makes_no_sense_is_reported_on_the_home_screen(services: FakeServices) -> None:
    services.settings = replace(services.settings, keys={"mute": "n"})
    services.stands = STANDING
    async with shown(services) as (app, _):
        assert "mute and note can't both be 'n'" in " ".join(text(app).split())


@pytest.mark.parametrize("keys", [(), ("?",), ("s", "enter"), ("h", "g"), ("ctrl+p",)], ids=str)
async def test_the_key_that_leaves_at_once_is_heard_whatever_is_over_the_screen(
    services: FakeServices, keys: tuple[str, ...]
) -> None:
    async with shown(services, *keys) as (app, pilot):
        assert app.is_running
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running


async def test_a_passing_notice_makes_way_for_the_next_one_and_a_warning_is_shown_once(
    services: FakeServices,
) -> None:
    app = RoutineTimerApp(services)
    async with app.run_test() as pilot:
        for said, severity in (("one", "information"), ("bad", "warning"), ("two", "information"), ("bad", "warning")):
            app.notify(said, severity=severity)  # type: ignore[arg-type]
            await pilot.pause()
        assert [one.message for one in app._notifications] == ["bad"]
        app.notify("three")
        await pilot.pause()
        assert [one.message for one in app._notifications] == ["bad", "three"]


@pytest.mark.parametrize("keys", [("s", "enter"), ("question_mark",), ("ctrl+p",), ("h", "a"), ("n",)], ids=str)
async def test_nothing_of_the_screen_below_is_seen_beside_a_dialog(
    services: FakeServices, keys: tuple[str, ...]
) -> None:
    async with shown(services, *keys) as (app, _):
        assert app.screen.is_modal
        assert app.screen.styles.background.a == 1
        edges = [(line[:1] + line[-1:]).strip("╭╮╰╯│─▔▁▊▎█ ") for line in text(app).splitlines()]
        assert "".join(edges) == ""
