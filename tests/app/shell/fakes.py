"""Services that say what a test wants them to: a few routines, and a history with a streak."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual.app import App

from routine_timer.app.models.home_progress import HomeProgress
from routine_timer.app.models.routine_entries import RoutineEntry
from routine_timer.app.screens.home.notices import Notices, laid_out
from routine_timer.app.services import Services
from routine_timer.history.streaks.streak_summary import DayState, Run, StreakSummary, Week
from routine_timer.paths import Folders
from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step
from routine_timer.settings import Settings
from tests.app.conftest import SATURDAY

TODAY = SATURDAY.date()

AFTER_WORKOUT = Routine(
    "after-workout",
    "After the workout",
    (
        Step(
            "Hip flexor lunge",
            Hold(30),
            sides="both",
            position="half kneeling",
            stretches=("hip flexors", "quadriceps"),
            cues=(FormCue("Tuck the pelvis"), FormCue("Press the hip forward", 15)),
        ),
        Step(
            "Hamstring stretch, lying",
            Hold(30),
            sides="both",
            sets=2,
            rest=10,
            position="lying on the back",
            stretches=("hamstrings", "calves"),
        ),
        Circuit(
            (
                Step(
                    "Bridge", Hold(20, 30, "range"), position="lying on the back", strengthens=("glutes", "hamstrings")
                ),
                Step(
                    "Dead bug", Reps(8), sides="alternating", position="lying on the back", strengthens=("abdominals",)
                ),
            ),
            "Glutes and core",
            2,
            20,
        ),
        Step("Clam", Reps(20), sides="both", position="lying on the side", strengthens=("abductors", "glutes")),
        Step("Plank", Hold(20, 40, "at-least"), position="prone", strengthens=("abdominals", "lower back")),
    ),
    about="Undo the chair: lengthen hamstrings and hip flexors, then wake the glutes and abdominals.",
)
ONE_HIP = Routine(
    "one-hip-higher",
    "One hip higher",
    (
        Step(
            "Supine pigeon",
            (Phase(Hold(30), "Draw both legs in"), Phase(Hold(30), "Press the knee gently away")),
            sides="both",
            position="lying on the back",
            stretches=("piriformis", "glutes"),
        ),
        Step("Clam", Reps(20), sides="both", position="lying on the side", strengthens=("glutes", "abductors")),
    ),
    about="For hips that are not level: both sides get the same, to the second.",
)
DESK = Routine(
    "desk-shoulders",
    "Desk shoulders",
    (
        Step("Upper traps stretch", Hold(20), sides="both", position="sitting", stretches=("upper traps", "neck")),
        Step(
            "Band pull-apart",
            Reps(12, 15),
            sets=2,
            rest=20,
            position="standing",
            strengthens=("rhomboids", "lower traps"),
        ),
    ),
)
OWN = Routine(
    "my-evening",
    "My evening",
    (Step("Child's pose", Hold(60, None, "up-to"), position="kneeling", stretches=("lower back", "lats")),),
)
HOSTILE = Routine(
    "hostile",
    "[red]not red[/] \x1b[2J\u202edesrever 👩\u200d👩\u200d👧 " + "Donaudampfschifffahrtsgesellschaft" * 2,
    (Step("[bold]\x07bell[/bold] $accent", Hold(10), stretches=("[@click=app.quit]quit",)),),
    about="Line one\nline two \x9b31m and [link=https://example.org]a link[/link].",
)


def entry(routine: Routine, *, own: bool = False) -> RoutineEntry:
    return RoutineEntry(routine.id, Path(f"/routines/{routine.id}.toml"), own, routine)


BROKEN = RoutineEntry(
    "my-routine", Path("/routines/my-routine.toml"), True, None, 'unknown key "side": did you mean "sides"?', 14
)
ENTRIES = (entry(OWN, own=True), entry(AFTER_WORKOUT), entry(DESK), entry(ONE_HIP), BROKEN)


def streak_summary(today: str = "pending", states: Sequence[str] = (), length: int = 12) -> StreakSummary:
    """A streak summary with the days up to today in `states`, the last one today."""
    days = tuple(DayState(TODAY - timedelta(len(states) - 1 - n), state, 0.87) for n, state in enumerate(states))
    current = Run(length, "days", TODAY - timedelta(length), TODAY - timedelta(1)) if length else Run(0, "days")
    best = Run(max(length, 0), "days")
    return StreakSummary(SATURDAY, TODAY, "daily", today, current, best, (), 0.87, Week(5, None), "", days)


WEEK = ("done", "done", "skipped", "missed", "rest", "done", "pending")
LAST_DONE: Mapping[str, date] = {
    "after-workout": TODAY - timedelta(1),
    "one-hip-higher": TODAY - timedelta(4),
    "my-evening": TODAY - timedelta(400),
}
STANDING = HomeProgress(TODAY, streak_summary(states=WEEK), LAST_DONE)
NEW = HomeProgress(TODAY, streak_summary(length=0))


class FakeServices(Services):
    """Services with the routines and the standing that a test gives."""

    shelved: tuple[RoutineEntry, ...] = ENTRIES
    stands: HomeProgress = STANDING

    def __init__(self, folders: Folders, settings: Settings, *more: Any, **others: Any) -> None:
        super().__init__(folders, replace(settings, habits=False), *more, **others)  # a line that changes every day

    def entries(
        self,
        on_names: Callable[[tuple[RoutineEntry, ...]], object] | None = None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[RoutineEntry, ...]:
        return self.shelved

    def has_file(self, entry: RoutineEntry) -> bool:
        return entry.file.parent == Path("/routines") or super().has_file(entry)

    def progress(self) -> HomeProgress:
        return self.stands

    def check_and_back_up(self) -> bool:
        return False


def later(moment: datetime, days: int) -> datetime:
    return moment + timedelta(days)


def all_notices(app: App[Any]) -> str:
    """Every notice of the home screen in full, however much room there is."""
    notices = app.screen.query_one(Notices)
    return "\n".join(line.plain for line in laid_out(notices._found, notices.app.own_keys, 10_000, None))
