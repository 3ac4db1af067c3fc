"""The widgets of the session screen, from the top line to what comes next, and how they are updated."""

from __future__ import annotations

import math

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from routine_timer.app.screens.session.easier_and_avoid import EasierAndAvoid
from routine_timer.app.screens.session.picture_or_figure import PictureOrFigure
from routine_timer.app.screens.session.step_title import StepTitle
from routine_timer.app.widgets.big_text import BigText
from routine_timer.app.widgets.digits import Digits, Side
from routine_timer.app.widgets.session_top_line import SessionTopLine, SessionTopLineState
from routine_timer.app.widgets.wrapped_text import wrapped
from routine_timer.audio.player_interface import Player
from routine_timer.playback.session_view import SessionView, widest_word
from routine_timer.text.durations import clock
from routine_timer.text.sanitize import plain
from routine_timer.timeline import Timeline

_SIDES: dict[str, Side] = {"LEFT": "left", "RIGHT": "right", "": ""}
_LINES = 2
"""Those of a cue that every screen has room for."""


class SessionWidgets:
    """Shows one `SessionView` after another; each widget redraws only if its own part changed.

    Args:
        timeline: what the session follows at first.
        exercise: the picture or figure, which moves by itself.
    """

    def __init__(self, timeline: Timeline, exercise: PictureOrFigure) -> None:
        self._exercise = exercise
        self._top = SessionTopLine(widest=_widest(timeline))
        self._digits = Digits(id="digits")
        self._big_word = BigText(capitals=True, id="word")
        self._big_name = BigText(least=4, may_shorten=True, id="name")
        self._title = StepTitle(self._big_name, id="title")
        self.cue = BigText(least=3, may_break=True, id="cue")
        self.hint = EasierAndAvoid(id="hint")
        self.next = Static(id="next", markup=False)
        self._next_shown = ""
        self._cue_wrapped = ("", 0)

    def compose(self) -> ComposeResult:
        """The upper part. The screen puts `cue`, `hint` and `next` beside its notices and questions."""
        yield self._top
        with Container(id="stage"):
            yield self._exercise
            with Vertical(id="count"):
                yield self._digits
                yield self._big_word
        yield self._big_name
        yield self._title

    def show(self, shown: SessionView, player: Player, *, has_keys: bool = True) -> None:
        """Show the session, and which sound of `player` is off.

        While the person types (not `has_keys`), nothing says what a key would do to a paused session.
        """
        silenced = "muted" if player.muted else "voice off" if player.voice_muted else ""
        self._top.show(SessionTopLineState(shown.routine, shown.step, shown.share, shown.left, silenced, shown.word))
        self._digits.show(shown.digits, shown.room_for, _SIDES[shown.side], shown.out_of)
        self._big_word.show(*shown.large_words)
        self._big_name.show(shown.name)
        below = shown.below if has_keys or shown.token != "paused" else ""
        place = "  ·  ".join(text for text in (shown.place, below) if text)
        self._title.show(shown.name, place)
        self._show_cue(shown.cue)
        self.hint.show(shown.easier, shown.avoid)
        if shown.next != self._next_shown:
            self._next_shown = shown.next
            self.next.update(f"next  {shown.next}" if shown.next else "")

    def _show_cue(self, text: str) -> None:
        """Show the cue; the screen makes room for one of more than two lines."""
        self.cue.show(text)
        wanted = (text, self.cue.content_size.width)
        if wanted != self._cue_wrapped:
            self._cue_wrapped = wanted
            is_long = bool(wanted[1]) and len(wrapped(*wanted, _LINES + 1)) > _LINES
            self.cue.screen.set_class(is_long, "-long-cue")


def _widest(timeline: Timeline) -> SessionTopLineState:
    """The widest that each part of the top line becomes."""
    steps = len(timeline.steps)
    return SessionTopLineState(
        plain(timeline.name),
        f"{steps} of {steps}",
        left=clock(math.ceil(timeline.duration_s)),
        sound="voice off",
        word=widest_word(timeline),
    )
