"""Small files in the shape of the other programs', made up here, and what the reader makes of an import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from routine_timer.formats.importer import Imported, import_data
from routine_timer.formats.routine_toml_writer import to_text
from routine_timer.routine.model import Routine
from routine_timer.routine.read import read_text
from routine_timer.timeline import Timeline, compile_routine

Json = dict[str, Any]


def interval(name: str = "Squat", duration: float = 40, **keys: Any) -> Json:
    return {"name": name, "duration": duration, **keys}


def circuit(*intervals: Json, sets: int = 1, rest: float = 0, set_rest: float = 0, **keys: Any) -> Json:
    return {
        "name": "Ring",
        "type": 3,
        "numberOfSets": sets,
        "intervals": list(intervals),
        "intervalRest": {"name": "Rest", "duration": rest, "rest": True},
        "setRest": {"name": "Rest", "duration": set_rest, "rest": True},
        **keys,
    }


def custom(*intervals: Json, **keys: Any) -> Json:
    return {"name": "Row", "type": 0, "intervals": list(intervals), **keys}


def seconds_file(*items: Json) -> Json:
    return {"name": "Mine", "identifier": "X", "items": list(items)}


def workout(*sets: tuple[int, list[tuple[str, int]]], title: str = "Morning") -> Json:
    return {
        "title": title,
        "version": 2,
        "sets": [
            {"repetitions": times, "exercises": [{"name": name, "duration": s} for name, s in exercises]}
            for times, exercises in sets
        ],
    }


def step(label: str = "Bridge", length: float = 30_000, *behaviour: Json, **keys: Any) -> Json:
    return {"step_type": "step", "label": label, "length": length, "behaviour": list(behaviour), **keys}


def group(loop: int, *steps: Json, name: str = "Again") -> Json:
    return {"step_type": "group", "name": name, "loop": loop, "steps": list(steps)}


def backup(*steps: Json, loop: int = 1, **keys: Any) -> Json:
    return {"timers": [{"id": 3, "name": "Evening", "loop": loop, "steps": list(steps), "folderId": 1, **keys}]}


def exercise(name: str = "Toe Reach", category: str = "stretching", **keys: Any) -> Json:
    return {
        "id": name.replace(" ", "_"),
        "name": name,
        "level": "beginner",
        "equipment": "bands",
        "category": category,
        "primaryMuscles": ["hamstrings"],
        "secondaryMuscles": ["calves"],
        "instructions": ["Sit tall.", "Reach."],
        **keys,
    }


def bring(value: object) -> Imported:
    return import_data(json.dumps(value).encode())


def routines(imported: Imported) -> list[Routine]:
    """What was imported, as the reader reads the files that would be written; it must find nothing wrong."""
    made = []
    for name, document in imported.routines:
        reading = read_text(to_text(document, "made"), Path(f"{name}.toml"), {})
        assert reading.routine is not None, reading.diagnostics
        made.append(reading.routine)
    return made


def timeline(imported: Imported) -> Timeline:
    (routine,) = routines(imported)
    return compile_routine(routine)


def rows(value: object) -> list[tuple[str, str, float | None]]:
    """The one timer in `value` as it will run: kind, name and seconds of every segment."""
    return [(s.kind, s.label, s.seconds) for s in timeline(bring(value)).segments]
