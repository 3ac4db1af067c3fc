"""The outside controls of a session in the app: a phone, a pipe and media keys. Their commands come as messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from routine_timer.app.keymap import key_on
from routine_timer.playback.media_keys import MediaKeys
from routine_timer.playback.outside_controls import Control, control_named, unknown_control
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from textual.screen import Screen

    from routine_timer.app.active_session import ActiveSession
    from routine_timer.app.screens.phone.screen import PhoneScreen
    from routine_timer.playback.session_view import SessionView
    from routine_timer.remote.remote import Remote
    from routine_timer.session import SessionState


@dataclass
class ControlTaken(Message):
    """A command came that no key gave; may be posted from any thread."""

    asked: Control


@dataclass
class PhoneNews(Message):
    """The page for the phone changed: its address, how many phones have joined, or why it closed."""

    address: str | None = None
    phones: int | None = None
    ended: str | None = None


class AppOutsideControls:
    """The phone and the pipe of one session.

    Args:
        screen: gets `ControlTaken` and `PhoneNews`.
        session: the session.
    """

    def __init__(self, screen: Screen[None], session: ActiveSession) -> None:
        self._screen = screen
        self._session = session
        self._remote: Remote | None = None
        self._media_keys: MediaKeys | None = None
        self._address = ""
        self._phones = 0
        self._code: PhoneScreen | None = None

    def start(self) -> None:
        """Take commands from the pipe and the media keys, if there are any."""
        if self._session.controls.media_keys:
            self._media_keys = MediaKeys(lambda control: self._post(ControlTaken(control)))
            self._media_keys.open()
        if (pipe := self._session.controls.pipe) is not None:
            pipe.listen(self._take_line)

    def phone_screen(self, now: float) -> PhoneScreen:
        """The screen with the page's address. The page is opened the first time.

        Raises:
            RoutineTimerError: no page can be opened.
        """
        from routine_timer.app.screens.phone.screen import PhoneScreen

        if self._remote is None:
            from routine_timer.remote.remote import Remote

            self._remote = Remote(
                self._session.live,
                self._session.swaps,
                take=lambda control: self._post(ControlTaken(control)),
                on_invite=lambda address: self._post(PhoneNews(address=address)),
                on_join=lambda phones: self._post(PhoneNews(phones=phones)),
                on_end=lambda why: self._post(PhoneNews(ended=why or "")),
                rig_of=self._session.rig_of,
                speed=self._session.clock.speed,
            )
            self._remote.start(now)
        self._code = PhoneScreen(self._address, self._phones)
        return self._code

    def show(self, here: SessionState, shown: SessionView) -> None:
        """Pass on the session as it is now. Returns at once."""
        if self._media_keys is not None:
            self._media_keys.show(shown)
        if self._remote is not None:
            self._remote.show(here)

    def hear(self, news: PhoneNews) -> str:
        """Take note of the page's news. Returns a sentence for the person, or an empty text."""
        if news.address is not None:
            self._address = news.address
            if self._code is not None:
                self._code.invite(news.address)
        if news.phones is not None:
            self._phones = news.phones
            if self._code is not None:
                self._code.count(news.phones)
        if news.ended is not None:
            self._remote, self._address, self._phones = None, "", 0
            self.close_code()
            key = key_on(self._screen, "remote")
            return f"The page for your phone closed: {news.ended}. {key}: open it again" if news.ended else ""
        return ""

    def close_code(self) -> None:
        """Close the screen with the address: a phone is in control now."""
        if self._code is not None and self._code.is_attached:
            self._code.dismiss()
        self._code = None

    def close(self) -> None:
        """The session's screen has closed."""
        if self._remote is not None:
            self._remote.stop()
        if self._media_keys is not None:
            self._media_keys.close()
        if (pipe := self._session.controls.pipe) is not None:
            pipe.close()

    def _post(self, message: Message) -> None:
        self._screen.post_message(message)

    def _take_line(self, line: str) -> None:
        control = control_named(line)
        if control is None:
            self._session.messages.send(plain(unknown_control(line)))
        else:
            self._post(ControlTaken(control))
