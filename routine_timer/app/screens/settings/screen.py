"""Every setting, the goal and every key: what it is, what it is set to, what it could be. Changes are saved at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.commands import Place, by_id, sign
from routine_timer.app.keymap import HEARD_FIRST, bindings, clash, in_words, is_typed, key_shown, keys_of
from routine_timer.app.screens.settings.rows import SettingsRow, ValueRow, matching, rows, shown, turned, typed
from routine_timer.app.widgets.finder import Finder
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.app.widgets.line_list import LineList, hanging
from routine_timer.audio.voice_engines import VoiceError
from routine_timer.errors import RoutineTimerError
from routine_timer.settings import VOICE_AUTO, VOICE_OFF, FreeText, Number, Setting, Value, setting
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.history.history import History

_WIDE = 104


class SettingsScreen(CloseOnceScreen[None]):
    """One list; the line under the cursor is explained beside or below it.

    Args:
        row: the id of the row that the cursor starts on; the first one if there is none with it.
    """

    app: BaseApp

    PLACE: ClassVar[Place] = "settings"
    BINDINGS: ClassVar[list[BindingType]] = bindings("settings")
    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]

    @dataclass
    class VoicesLoaded(Message):
        """The voices of this computer are known."""

        titles: dict[str, str]
        """By what the setting takes."""

    @dataclass
    class SampleFailed(Message):
        """The tone and the voice could not be heard."""

        reason: str

    def __init__(self, row: str = "") -> None:
        super().__init__()
        self._choices: dict[str, dict[str, str]] = {}
        self._first_row = row
        self._rows: list[SettingsRow] = []
        self._sought = ""

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Container(id="body"):
            yield LineList()
            with VerticalScroll(id="pane", can_focus=False):
                yield Static(id="about")
        yield KeyLine("settings")

    def on_mount(self) -> None:
        self._show_head()
        self.query_one(LineList).focus()
        self._list(first=True)
        self.go_to(self._first_row)
        self._load_voices()

    def _show_head(self, *, can_save: bool = True) -> None:
        place = plain(str(self.app.services.folders.settings_file))
        told = f"Changes are saved in {place}" if can_save else f"Changes can't be saved in {place}"
        self.query_one("#head", Static).update(
            Content.assemble(("Settings", "bold $accent"), "\n", (told, "$quiet" if can_save else "$warning"))
        )

    def go_to(self, row: str) -> None:
        """Move the cursor to the row with this id, if there is one."""
        for index, one in enumerate(self._rows):
            if isinstance(one, ValueRow) and one.id == row:
                self.query_one(LineList).highlighted = index

    # -- searching

    async def action_find(self) -> None:
        if not self.query(Finder):
            await self.mount(Finder("setting or key"), before="#body")
        self.set_focus(self.query_one(Finder))

    @on(Finder.Changed, "#find")
    def _search(self, event: Finder.Changed) -> None:
        self._sought = event.value
        self._list(first=True)

    @on(Finder.Submitted, "#find")
    def _go_to_list(self) -> None:
        self.query_one(LineList).focus()

    async def on_key(self, event: events.Key) -> None:
        """While searching, the arrows move in the list, and Esc shows everything again."""
        find, lines = self.query(Finder), self.query_one(LineList)
        if not find:
            return
        if event.key == "escape":
            event.stop()
            self._sought = ""
            await find.remove()
            self._list(first=True)
            lines.focus()
        elif event.key in ("up", "down") and find.first().has_focus:
            event.stop()
            lines.action_cursor_up() if event.key == "up" else lines.action_cursor_down()

    # -- sound

    @work(thread=True, exclusive=True, group="voices")
    def _load_voices(self) -> None:
        try:
            titles = self.app.services.voices()
        except VoiceError:
            return  # it is typed then, as with any other text
        self.post_message(self.VoicesLoaded({VOICE_AUTO: VOICE_AUTO, **titles, VOICE_OFF: VOICE_OFF}))

    @on(VoicesLoaded)
    def _offer_voices(self, loaded: VoicesLoaded) -> None:
        self._choices["voice"] = loaded.titles
        self._list()

    @work(thread=True, exclusive=True, group="sample")
    def action_try_sound(self) -> None:
        result = self.app.services.play_sample()
        if not result.works:
            self.post_message(self.SampleFailed(result.says))

    @on(SampleFailed)
    def _show_failure(self, failed: SampleFailed) -> None:
        self.notify(plain(failed.reason), severity="warning")

    # -- showing

    def _list(self, *, first: bool = False) -> None:
        services = self.app.services
        goal = services.history.goal_on(services.today()).text
        self._rows = matching(rows(services.settings, goal, self.app.own_keys, self._choices), self._sought)
        lines = self.query_one(LineList)
        top = next((i for i, row in enumerate(self._rows) if isinstance(row, ValueRow)), None)
        lines.show_rows(self._rows, top if first else lines.highlighted)
        self._explain()

    @on(OptionList.OptionHighlighted)
    def _move(self) -> None:
        self._explain()
        self.refresh_bindings()

    def _explain(self) -> None:
        row = self._chosen
        pane = self.query_one("#about", Static)
        if row is None:
            if self._sought and not self._rows:
                pane.update(Content(f"No setting matches “{plain(self._sought)}”."))
            return
        width = max(pane.content_size.width, 20)
        facts = [hanging("default", row.default, width)]
        owner, _, name = row.id.partition(":")
        if owner == "set":
            facts.append(hanging("in the file", name, width))
        if owner == "key":
            facts.append(hanging("in the file", f'[keys] {name} = "…"; separate several with commas', width))
        pane.update(Content("\n").join([Content.styled(row.label, "bold $accent"), Content(row.help), *facts]))

    def on_resize(self) -> None:
        self.call_after_refresh(self._explain)

    @property
    def _chosen(self) -> ValueRow | None:
        index = self.query_one(LineList).highlighted if self._rows else None
        row = self._rows[index] if index is not None else None
        return row if isinstance(row, ValueRow) else None

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action in ("lower", "raise") and self._rows:
            row = self._chosen
            return True if row is not None and row.can_turn else None
        if action == "try_sound":
            row = self._chosen
            return row is not None and row.is_sound
        return True

    def action_close(self) -> None:
        self.dismiss()

    def action_lower(self) -> None:
        self._turn(-1)

    def action_raise(self) -> None:
        self._turn(1)

    @on(OptionList.OptionSelected)
    def action_change(self) -> None:
        row = self._chosen
        if row is None:
            return
        owner, _, name = row.id.partition(":")
        if owner == "goal":
            self._ask_goal(row)
        elif owner == "key":
            self._ask_key(name)
        elif row.can_turn and not self._is_typed(name):
            self._turn(1)
        else:
            self._ask_value(setting(name))

    def action_default(self) -> None:
        row = self._chosen
        if row is None:
            return
        owner, _, name = row.id.partition(":")
        if owner == "goal":
            self._reset_goal()
        elif owner == "key":
            self._set_key(name, None)
        else:
            self._keep(lambda: self.app.services.forget(name))

    @staticmethod
    def _is_typed(name: str) -> bool:
        return isinstance(setting(name).kind, Number | FreeText)

    def _turn(self, by: int) -> None:
        row = self._chosen
        if row is None or not row.can_turn:
            return
        one = setting(row.id.partition(":")[2])
        choices = tuple(self._choices.get(one.name, ()))
        self._set(one, turned(one, getattr(self.app.services.settings, one.name), by, choices))

    def _ask_value(self, one: Setting) -> None:
        from routine_timer.app.screens.prompts import TextPrompt

        def answered(text: str | None) -> None:
            if text is not None:
                self._set(one, typed(one, text))

        now = getattr(self.app.services.settings, one.name)
        value = "" if now is None else shown(one, now)
        self.app.push_screen(TextPrompt(one.label, one.does, value, lambda text: typed(one, text)), answered)

    def _ask_goal(self, row: ValueRow) -> None:
        from routine_timer.app.screens.goal_prompt import ask_goal

        ask_goal(self.app, row.value, self._keep_goal)

    def _reset_goal(self) -> None:
        from routine_timer.app.screens.goal_prompt import change_goal
        from routine_timer.history.streaks.goals import DAILY

        change_goal(self.app, DAILY, self._keep_goal)

    def _keep_goal(self, change: Callable[[History], str]) -> None:
        """Save a goal. It is in the history, so one that can't be saved never applies."""
        try:
            change(self.app.services.history)
        except RoutineTimerError as error:
            self.notify(plain(f"Not saved: {error.with_help}"), severity="error")
        self._list()

    def _ask_key(self, identity: str) -> None:
        from routine_timer.app.screens.prompts import KeyPrompt

        command = by_id(identity)

        def refuse(key: str) -> str | None:
            if is_typed(command, key):
                return f"{command.label} {HEARD_FIRST}."
            other = clash(command, key, self.app.own_keys)
            return f"{sign(key)} is already used for {other.label.capitalize()}. Pick another key." if other else None

        before = keys_of(command, self.app.own_keys)

        def answered(key: str | None) -> None:
            if key is not None:
                self._set_key(identity, key)
                if len(before) > 1:
                    dropped = in_words(one for one in before if one != key)
                    back = key_shown("default", self.app.own_keys)
                    self.notify(f"{command.label.capitalize()} is now {sign(key)}, no longer {dropped}. {back}: reset")

        one_for_all = f"This key will replace {in_words(before)}." if len(before) > 1 else ""
        self.app.push_screen(KeyPrompt(f"{command.label}: {command.does}", one_for_all, refuse), answered)

    # -- keeping

    def _set(self, one: Setting, value: Value) -> None:
        self._keep(lambda: self.app.services.change(one.name, value))
        if isinstance(value, Path) and not os.access(value, os.F_OK):
            self.notify(plain(f"{value} doesn't exist. Create it, or connect its disk."), severity="warning")

    def _set_key(self, identity: str, key: str | None) -> None:
        keys = {name: own for name, own in self.app.services.settings.keys.items() if name != identity}
        if key is not None:
            keys[identity] = key
        self._keep(lambda: self.app.services.change("keys", keys))

    def _keep(self, change: Callable[[], object]) -> None:
        """Make a change and show it; one that can't be saved holds until the program ends, and says so."""
        try:
            change()
            self._show_head()
        except (RoutineTimerError, OSError) as error:
            self._show_head(can_save=False)
            self.notify(plain(f"Not saved, so it applies only until you quit: {error}"), severity="error")
        self.app.apply_settings()
        self._list()
