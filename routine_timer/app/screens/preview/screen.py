"""A whole routine before it starts: every segment in its place, and what it will be like.

The cursor chooses the step to start from; + and − fit the routine to the time available.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from routine_timer.app.close_once_screen import CloseOnceScreen
from routine_timer.app.commands import Place
from routine_timer.app.keymap import bindings
from routine_timer.app.messages import Edit, StartSession
from routine_timer.app.models.routine_entries import RoutineEntry, position_changes
from routine_timer.app.widgets.key_line import KeyLine
from routine_timer.app.widgets.line_list import HeadingRow, LineList, ListRow, cell, hanging, mark, right
from routine_timer.balance import MuscleLoad, Sides, by_muscle
from routine_timer.errors import RoutineTimerError
from routine_timer.routine.model import Step, leaves
from routine_timer.shorten import Shortened, shorten
from routine_timer.text import segment_words
from routine_timer.text.doses import dose, grown, grown_from
from routine_timer.text.durations import clock, short
from routine_timer.text.muscle_and_day_words import position_text
from routine_timer.text.needs import STOP_RULE, extra_time, you_need
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain
from routine_timer.timeline import Kind, Segment, Timeline, compile_routine, in_words, starting_at

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp
    from routine_timer.history.records import SwapRecord

MINUTE = 60.0
_WIDE = 104
_MARK, _STARTS, _STATE = 2, 6, 16
"""The width of the fixed columns."""

_COLOURS: dict[Kind, str] = {
    "get-ready": "$state-ready",
    "hold": "$state-hold",
    "reps": "$state-reps",
    "switch": "$state-switch",
    "rest": "$state-rest",
    "between": "$state-ready",
}


@dataclass(frozen=True)
class SegmentRow(ListRow):
    """One segment: when it starts, what it is, its step and side, and how long it takes."""

    segment: Segment
    step: Step | None = None

    def draw(self, width: int, *, highlighted: bool) -> Content:
        segment = self.segment
        work = segment.is_work
        starts = right(Content.styled(clock(segment.starts_at_s), "$quiet"), _STARTS)
        state = Content.styled(segment_words.STATES[segment.kind], _COLOURS[segment.kind])
        name = Content.styled(self._name(), "bold" if work else "$quiet")
        place = f"  {segment_words.place(segment)}" if segment_words.place(segment) else ""
        before = grown_from(segment, self.step)
        asked = Content.assemble(
            (dose_or_length(segment), "" if work else "$quiet"),
            (f" · grown from {before}" if before else "", "$accent"),
        )
        room = max(width - _MARK - _STARTS - _STATE - asked.cell_length, 0)
        return Content.assemble(
            mark(highlighted),
            starts,
            "  ",
            cell(state, _STATE - 2),
            cell(Content.assemble(name, (place, "$quiet")), room),
            asked,
        )

    def _name(self) -> str:
        segment = self.segment
        side = f", {segment.side}" if segment.side in ("left", "right") else ""
        return plain(segment.label) + side if segment.is_work or side else f"then {plain(segment.label)}"


@dataclass(frozen=True)
class LoadRow(ListRow):
    """How long one muscle is stretched and worked, left and right."""

    muscle: str
    load: MuscleLoad

    def draw(self, width: int, *, highlighted: bool) -> Content:  # noqa: ARG002
        each = max(min((width - 2) // 3, 26), 12)
        return Content.assemble(
            "  ",
            cell(plain(self.muscle), max(min(width - 2 - 2 * each, 32), 0)),
            cell(_seconds(self.load.stretched, "$state-hold"), each),
            cell(_seconds(self.load.strengthened, "$state-reps"), each),
        )


def _seconds(sides: Sides, colour: str) -> Content:
    """`1:00 left  1:00 right`, or one number if there are no sides; sides that differ are named."""
    if not sides.total:
        return Content("")
    if not (sides.left or sides.right):
        return Content.styled(clock(sides.both), colour)
    left, right = sides.left + sides.both, sides.right + sides.both
    if left == right:
        return Content.assemble((clock(left), colour), (" each side", "$quiet"))
    return Content.styled(f"{clock(left)} left, {clock(right)} right", "bold $warning")


def loads(timeline: Timeline) -> list[HeadingRow | LoadRow]:
    """What the whole routine does for each muscle, as lines below the timeline."""
    head = Content.assemble(("What it works on", "bold $accent"), ("   stretched · strengthened", "$quiet"))
    found = by_muscle(timeline)
    return [HeadingRow(head), *(LoadRow(muscle, load) for muscle, load in found.items())] if found else []


def dose_or_length(segment: Segment) -> str:
    """The dose of a hold or of reps, the length of anything else."""
    return segment_words.dose(segment) if segment.is_work else short(segment.estimate_s)


class PreviewScreen(CloseOnceScreen[None]):
    """One routine, laid out."""

    app: BaseApp

    PLACE: ClassVar[Place] = "preview"
    BINDINGS: ClassVar[list[BindingType]] = bindings("preview")
    CSS_PATH = "screen.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-short"), (24, "-high"), (32, "-roomy")]

    def __init__(self, entry: RoutineEntry) -> None:
        super().__init__()
        if entry.routine is None:
            raise ValueError(f"{entry.file} has errors, so it can't be shown")
        self._entry = entry
        self._file = self._routine = entry.routine
        self._short = Shortened(entry.routine, (), fits=True)
        self._minutes: int | None = None
        """The time that it was shortened to."""
        self._timeline: Timeline | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="head")
        with Container(id="body"):
            yield LineList()
            with Vertical(id="pane"), VerticalScroll(id="words", can_focus=False):
                yield Static(id="step")
        yield KeyLine("preview")

    def on_mount(self) -> None:
        self.query_one(LineList).focus()
        self._lay_out(None)

    def _lay_out(self, minutes: int | None) -> None:
        """Lay the routine out for the time available; None gives it all it asks for."""
        timelines = self.app.services.timelines
        self._routine = timelines.own(self._file)
        doses = dict(timelines.doses(self._routine))
        coaching = timelines.coaching(self._routine)
        if minutes is None:
            self._short = Shortened(self._routine, (), fits=True, doses=doses, coaching=coaching)
        else:
            shorter = shorten(self._routine, minutes * MINUTE, doses, coaching=coaching)
            if not shorter.fits:
                shortest = compile_routine(shorter.routine, shorter.doses, shorter.coaching).duration_s
                self.notify(f"The shortest version takes {clock(shortest)}.")
                return
            self._short = shorter
        self._minutes = minutes if self._short.left_out else None
        self._timeline = compile_routine(self._short.routine, self._short.doses, self._short.coaching)
        lines = self.query_one(LineList)
        timeline = self._timeline
        rows = [SegmentRow(segment, timeline.step_of(segment)) for segment in timeline.segments]
        lines.show_rows((*rows, *loads(timeline)), 0)
        self._show_head()
        self.refresh_bindings()

    def _show_head(self) -> None:
        timeline = self._timeline
        if timeline is None:
            return
        changes = position_changes(self._short.routine)
        numbers = [pluralize(len(timeline.steps), "step"), pluralize(len(timeline.segments), "part")]
        numbers.append(pluralize(changes, "position change") if changes else "one position")
        head = self.query_one("#head", Static)
        width = head.content_size.width
        title = Content.assemble((self._entry.name, "bold $accent"), "   ", (clock(timeline.duration_s), "bold"))
        counted = [" · ".join(["", *numbers[:n]]) for n in range(len(numbers), -1, -1)]
        fits = (text for text in counted if not width or title.cell_length + len(text) <= width)
        lines = [Content.assemble(title, (next(fits, ""), "$quiet"))]
        # Right below the title: the last lines are cut on a small screen.
        lines.append(Content.styled(STOP_RULE, "$quiet"))
        if self._short.left_out:
            lines.append(Content.styled("shortened: " + plain("; ".join(self._short.left_out)), "$warning"))
        elif self._entry.about:
            lines.append(Content.styled(self._entry.about, "$quiet"))
        if needs := plain(you_need(timeline.steps)):
            lines.append(Content(needs))
        if why := extra_time(timeline):
            lines.append(Content.styled(why, "$quiet"))
        head.update(Content("\n").join(lines))

    @on(OptionList.OptionHighlighted)
    def _move(self) -> None:
        self._show_step()
        self.refresh_bindings()

    @property
    def _segment(self) -> Segment | None:
        """The segment under the cursor; None below the timeline."""
        segments = self._timeline.segments if self._timeline else ()
        index = self.query_one(LineList).highlighted
        return segments[index] if index is not None and index < len(segments) else None

    def _show_step(self) -> None:
        segment = self._segment
        step = self._timeline.step_of(segment) if self._timeline and segment else None
        if segment is None or step is None:
            return
        pane = self.query_one("#step", Static)
        pane.update(step_details(segment, step, max(pane.content_size.width, 20)))
        self._show_figure(segment, step)

    def _show_figure(self, segment: Segment, step: Step) -> None:
        """The figure of the step, or the person's own picture of it, if there is room."""
        if not (self.has_class("-wide") and self.has_class("-roomy")):
            return
        from routine_timer.app.widgets.picture_view import PictureView
        from routine_timer.app.widgets.static_figure import StaticFigure

        if not self.query(StaticFigure):
            self.query_one("#pane").mount(StaticFigure(self.app.services), PictureView())
        self.set_class(step.image is not None, "-picture")
        self.query_one(PictureView).present(step.image)
        self.query_one(StaticFigure).present(None if step.image else segment)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_head)
        self.call_after_refresh(self._show_step)

    # -- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action == "more_time":
            return True if self._short.left_out else None
        if action == "undo_swap":
            return self._is_swapped
        if action == "begin":
            return True if self._segment else None
        return True

    @on(OptionList.OptionSelected)
    def action_begin(self) -> None:
        segment = self._segment
        if segment is not None and self._timeline is not None:
            self.navigate(StartSession(starting_at(self._timeline, segment.step or 1)))

    def action_less_time(self) -> None:
        if self._timeline is not None:
            minutes = (self._minutes or math.ceil(self._timeline.duration_s / MINUTE)) - 1
            if minutes > 0:
                self._lay_out(minutes)

    def action_more_time(self) -> None:
        if self._timeline is not None and self._short.left_out:
            self._lay_out((self._minutes or 0) + 1)

    def action_hurts(self) -> None:
        """Swap the selected step's exercise, from now on."""
        from routine_timer.compose.substitutes import substitute
        from routine_timer.playback.step_swaps import NOTHING_EASIER

        exercises = self.app.services.library.catalogue.exercises
        number, steps = self._place, leaves(self._routine.steps)
        if number is None:
            return
        step = steps[number - 1]
        used = {one.exercise for one in steps if one.exercise and one.exercise != step.easier_exercise}
        tried = {one.exercise for one in self._swaps(number) if one.exercise}
        exercise = substitute(step, exercises, used | tried)
        if exercise is None:
            self.notify(NOTHING_EASIER)
        else:
            self._swap(number, exercise.id)
            self.notify(f"Swapped for {exercise.name}.")

    def action_undo_swap(self) -> None:
        number = self._place
        if number is not None and self._is_swapped:
            self._swap(number, None)
            self.notify(f"Back to {leaves(self._file.steps)[number - 1].name}.")

    @property
    def _is_swapped(self) -> bool:
        """Whether the selected step has another exercise than in the file."""
        if self._routine is self._file or (number := self._place) is None:
            return False
        return leaves(self._routine.steps)[number - 1] != leaves(self._file.steps)[number - 1]

    @property
    def _place(self) -> int | None:
        """The number of the selected step in the file, of whose steps a shortened routine may have fewer."""
        segment = self._segment
        step = self._timeline.step_of(segment) if self._timeline and segment else None
        names = [one.name for one in leaves(self._routine.steps)]
        return names.index(step.name) + 1 if step is not None and step.name in names else None

    def _swaps(self, number: int) -> list[SwapRecord]:
        """The swaps of a step, oldest first."""
        swaps = self.app.services.history.care_records.swaps()
        return [one for one in swaps if (one.routine, one.step) == (self._file.id, number)]

    def _swap(self, number: int, exercise: str | None) -> None:
        services = self.app.services
        label = leaves(self._file.steps)[number - 1].name
        at = self.query_one(LineList).highlighted
        try:
            services.history.care_records.add_swap(services.today(), self._file.id, number, label, exercise)
        except RoutineTimerError as error:
            self.notify(plain(error.with_help), severity="warning")
            return
        self._lay_out(self._minutes)
        self.query_one(LineList).highlighted = at

    def action_edit(self) -> None:
        self.navigate(Edit(self._entry.file))

    def action_close(self) -> None:
        self.dismiss()


def step_details(segment: Segment, step: Step, width: int) -> Content:
    """Everything about a step, for the pane beside or below the list."""
    step = in_words(step, segment.side)
    lines = [Content.styled(plain(step.name), "bold $accent"), Content.styled(dose(step), "$quiet")]
    facts = [
        ("now", grown(segment, step) and f"{grown(segment, step)}; from your history, not from the file"),
        ("position", position_text(step.position or "")),
        ("set-up", step.setup or ""),
        ("stretches", ", ".join(step.stretches)),
        ("strengthens", ", ".join(step.strengthens)),
        ("easier", step.easier or ""),
        ("harder", step.harder or ""),
        ("avoid", "; ".join(step.avoid)),
        ("note", step.note or ""),
    ]
    lines += [hanging(what, plain(value), width) for what, value in facts if value]
    cues = [(clock(cue.at_s), plain(segment.with_side(cue.say))) for cue in segment.form_cues]
    if cues:
        lines += [Content(""), *(hanging(at, said, width, indent=7) for at, said in cues)]
    return Content("\n").join(lines)
