"""The app: which screen is shown when, in the person's colours and with their keys. The rest is in the screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import AppFocus
from textual.notifications import Notify
from textual.screen import Screen

from routine_timer.app import messages
from routine_timer.app.app_base import BaseApp
from routine_timer.app.keymap import bindings, key_shown
from routine_timer.app.services import Services
from routine_timer.app.system.terminal_driver import well_behaved
from routine_timer.app.system.window_title import WindowTitle
from routine_timer.app.theme import THEMES, VARIABLES, with_few_colours
from routine_timer.app.toasts import CSS, ToastOwners
from routine_timer.errors import RoutineTimerError
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from textual.command import Provider

    from routine_timer.app.active_session import ActiveSession
    from routine_timer.history.records import UnfinishedSession
    from routine_timer.playback.start import Start

_LOADED_S = 1.0
"""Seconds until what the first picture is followed by has been read too."""


def _palette() -> type[Provider]:
    from routine_timer.app.screens.palette.screen import CommandProvider

    return CommandProvider


def _palette_items() -> type[Provider]:
    from routine_timer.app.screens.palette.items import ItemProvider

    return ItemProvider


class RoutineTimerApp(BaseApp):
    """Screens over services.

    Args:
        services: everything from outside.
        start: a session to start at once, or the check-in; without it the home screen opens.
        when_loaded: called once, soon after the first picture.
    """

    TITLE = "routine-timer"
    CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(None),
        Binding("ctrl+z", "suspend_process", show=False, system=True),
        Binding("ctrl+z", "suspend_over_question", show=False, system=True, priority=True),
    ]
    COMMANDS = {_palette, _palette_items}
    ENABLE_COMMAND_PALETTE = False
    """Textual's own key for it, which would stay whatever the person sets; the palette is a command like the others."""
    DEFAULT_MODE = "routines"

    def __init__(
        self,
        services: Services,
        start: Start | Literal["check-in"] | Path | None = None,
        when_loaded: Callable[[], None] | None = None,
    ) -> None:
        self.window_title = WindowTitle()
        super().__init__(services)
        self.end_requested = False
        """Whether a signal came that ends the program: set at once, before anything is done about it."""
        self._start = start
        self._toasts = ToastOwners()
        self._warned_of = ""
        """The session of which a red flag was said last."""
        self._when_loaded = when_loaded
        has_few = self.console.color_system in ("standard", "windows")
        self.set_class(has_few, "-few-colours")
        for theme in THEMES:
            self.register_theme(with_few_colours(theme) if has_few else theme)
        # Set before anything is drawn: a theme that comes later has all style sheets read once more.
        self.set_reactive(BaseApp.theme, services.settings.theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        return well_behaved(super().get_driver_class(), self.window_title, lambda: self.end_requested)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLES

    def get_default_screen(self) -> Screen[None]:
        """The first screen. Its style sheet is parsed together with the app's, not all of them again after it."""
        screen = self._first()
        self.stylesheet.read_all(screen.css_path)
        return screen

    def on_load(self) -> None:
        self.apply_settings()

    def on_mount(self) -> None:
        if self._when_loaded is not None:
            self.set_timer(_LOADED_S, self._when_loaded)

    @on(Driver.SignalResume)
    def _draw_anew(self) -> None:
        """Everything on the screen is gone: the shell had the terminal while the program was stopped."""
        self.refresh(layout=True)

    def on_app_focus(self) -> None:
        """The terminal is looked at again: Textual tells the app alone, and screens have to look again."""
        self.screen.post_message(AppFocus())

    def on_notify(self, event: Notify) -> None:
        """A passing message goes once another one comes; a warning keeps its time, but is shown only once."""
        self._toasts.add(event.notification, self.screen_stack)
        for said in list(self._notifications):
            if said.severity == "information" or said.message == event.notification.message:
                self._unnotify(said, refresh=False)

    def _refresh_notifications(self) -> None:
        """Textual shows all toasts on each new screen: those of a screen that was left are removed first."""
        for toast in list(self._notifications):
            if self._toasts.is_over(toast, self.screen_stack):
                self._unnotify(toast, refresh=False)
        super()._refresh_notifications()

    def on_unmount(self) -> None:
        if not any(recorder.is_saving for recorder in self.services.recorders):
            self.services.close()  # else once it is saved, where the terminal is the shell's again

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done now."""
        if action == "suspend_over_question":
            # There the app's plain keys are not heard; one that is taken there stays what it is.
            return self.screen.is_modal and "ctrl+z" not in self.screen.active_bindings
        return super().check_action(action, parameters)

    def action_suspend_over_question(self) -> None:
        """Stop the process, as ctrl+z does where no question lies over the screen."""
        self.action_suspend_process()

    # -- ways from screen to screen

    @on(messages.StartSession)
    def _follow(self, request: messages.StartSession) -> None:
        """Start a session, or say why none can be started. A red flag comes first."""
        from routine_timer.playback.start import Start

        if self._warns(request.timeline.name):
            return
        self._push_session(lambda: self._begin(Start(request.timeline, work_s=request.work_s)))

    def _warns(self, name: str) -> bool:
        """Whether a red flag of the last check-in keeps a session from starting, which is said.

        An emergency always does; what needs a doctor first does unless the key is pressed again for the same session.
        """
        from routine_timer.care.flag_warning import CORRECT, WARNINGS, flags_ask_for

        warned, self._warned_of = self._warned_of, ""
        try:
            verdict = flags_ask_for(self.services.history)
        except RoutineTimerError:  # reported where the session is recorded
            return False
        if verdict == "emergency":
            key = key_shown("check-in", self.own_keys)
            self.notify(f"{WARNINGS[verdict]} {CORRECT} ({key} on the home screen).", severity="warning")
        elif verdict == "professional" and warned != name:
            self._warned_of = name
            self.notify(f"{WARNINGS[verdict]} Press the key again to start anyway.", severity="warning")
        else:
            return False
        return True

    @on(messages.Resume)
    def _resume(self, request: messages.Resume) -> None:
        if not self._warns(f"resume {request.session.id}"):
            self._push_session(lambda: self._take_over(request.session))

    @on(messages.GoHome)
    def _go_home(self) -> None:
        """Close the screens above the routines, down to one where something would be lost. If the program started with
        another screen, there are no routines below it.

        Textual can't replace the lowest screen of a mode, so then the routines get a mode of their own.
        """
        if self._start is None or self.current_mode != self.DEFAULT_MODE:
            self.pop_screen()
            while len(self.screen_stack) > 1 and not hasattr(self.screen, "leave"):
                self.pop_screen()
            return
        self.add_mode("home", self._home)
        self.switch_mode("home")
        self.add_mode(self.DEFAULT_MODE, self._home)  # Textual removes only modes that were added
        self.remove_mode(self.DEFAULT_MODE)

    @on(messages.Preview)
    def _preview(self, request: messages.Preview) -> None:
        from routine_timer.app.screens.preview.screen import PreviewScreen

        self.push_screen(PreviewScreen(request.entry))

    @on(messages.Edit)
    def _edit(self, request: messages.Edit) -> None:
        from routine_timer.app.screens.editor.open_editor import open_editor

        open_editor(self, request.file)

    @on(messages.ShowRoutine)
    def _show_routine(self, request: messages.ShowRoutine) -> None:
        from routine_timer.app.screens.home.routine_actions import RoutineActions

        for screen in self.screen_stack:
            if isinstance(screen, RoutineActions):
                screen.show_routine(request.file)

    @on(messages.NewRoutine)
    def _new_routine(self) -> None:
        from routine_timer.app.screens.editor.open_editor import create_routine

        create_routine(self)

    @on(messages.ShowHistory)
    def _show_history(self) -> None:
        from routine_timer.app.screens.history.screen import HistoryScreen

        self.push_screen(HistoryScreen())

    @on(messages.ShowCheckIn)
    def _show_check_in(self) -> None:
        self.push_screen(self._check_in())

    @on(messages.ShowMeasures)
    def _show_measures(self) -> None:
        from routine_timer.app.screens.measures.screen import MeasuresScreen

        self.push_screen(MeasuresScreen())

    @on(messages.ShowExercise)
    def _show_exercise(self, request: messages.ShowExercise) -> None:
        from routine_timer.app.screens.exercise.screen import ExerciseScreen

        self.push_screen(ExerciseScreen(request.exercise))

    @on(messages.ShowSettings)
    def _show_settings(self, request: messages.ShowSettings) -> None:
        from routine_timer.app.screens.settings.screen import SettingsScreen

        if isinstance(self.screen, SettingsScreen):
            self.screen.go_to(request.row)
        else:
            self.push_screen(SettingsScreen(request.row))

    def action_keys(self) -> None:
        """Show the keys of the screen that is open, or go back from them."""
        from routine_timer.app.screens.help.screen import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        elif (place := getattr(self.screen, "PLACE", None)) is not None:
            self.push_screen(HelpScreen(place, self.own_keys))

    async def action_quit(self) -> None:
        """Leave the program at once; a screen where something would be lost asks first."""
        for screen in self.screen_stack:
            if (leave := getattr(screen, "leave", None)) is not None:
                while self.screen is not screen:
                    self.pop_screen()
                leave(self.exit)
                return
        self.exit()

    def action_palette(self) -> None:
        self.action_command_palette()

    def action_command_palette(self) -> None:
        """Open the palette, in the place of the help. It has no id, as Textual's has: one that is on its way out may
        still be there."""
        from routine_timer.app.screens.help.screen import HelpScreen
        from routine_timer.app.screens.palette.screen import Palette

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()  # it asks nothing, and what it tells of can be done on the screen below
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def _push_session(self, get_ready: Callable[[], ActiveSession]) -> None:
        try:
            session = get_ready()
        except RoutineTimerError as error:
            self.notify(plain(error.with_help), severity="warning")
        else:
            self.push_screen(self._session(session))

    def _begin(self, start: Start) -> ActiveSession:
        from routine_timer.app.active_session import begin

        return begin(self.services, start, self.window_title)

    def _take_over(self, unfinished: UnfinishedSession) -> ActiveSession:
        from routine_timer.app.active_session import resume

        return resume(self.services, unfinished, self.window_title)

    def _first(self) -> Screen[None]:
        """The first screen: home, or the session that was asked for."""
        if self._start == "check-in":
            return self._check_in()
        if isinstance(self._start, Path):
            self.post_message(messages.Edit(self._start))
            return self._home()
        if self._start is not None:
            try:
                return self._session(self._begin(self._start))
            except RoutineTimerError as error:
                self.call_later(self.notify, plain(error.with_help), severity="warning")
        return self._home()

    def _home(self) -> Screen[None]:
        from routine_timer.app.screens.home.screen import HomeScreen

        return HomeScreen()

    def _check_in(self) -> Screen[None]:
        from routine_timer.app.screens.check_in.screen import CheckInScreen

        return CheckInScreen()

    def _session(self, session: ActiveSession) -> Screen[None]:
        from routine_timer.app.screens.session.screen import SessionScreen

        return SessionScreen(session)
