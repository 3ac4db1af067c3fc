"""The JSON Schema of a routine file, for editors that complete and check while one types.

Made from the classes that read the file, so the two can't drift apart. It refuses nothing that the reader takes; what
takes more than one key to see, or the catalogue, is left to the reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from routine_timer import paths
from routine_timer.routine.diagnostic_codes import ADVICE
from routine_timer.routine.format import CircuitTable, ExerciseTable, RoutineTable, StepTable
from routine_timer.routine.key_docs import DEFAULT
from routine_timer.routine.muscles import MUSCLES

FILE_NAME = "routine.schema.json"
"""What the first line of a routine file names."""

_NAMES = {
    "RoutineTable": "routine", "StepTable": "step", "CircuitTable": "circuit", "PhaseTable": "phase", "CueTable": "cue",
    "ExerciseTable": "exercise", "Figure": "figure", "Prop": "prop", "Pose": "pose",
}  # fmt: skip
_DOSES = [["hold", "reps"], ["hold", "phase"], ["reps", "phase"]]


def schema(exercises: Iterable[str] | None = None) -> dict[str, Any]:
    """The schema; `exercises` are the ids that an editor offers (default: those that come with the program)."""
    if exercises is None:
        exercises = (file.stem for file in paths.bundled_exercises().glob("*.toml"))
    made = tables(RoutineTable, StepTable, CircuitTable)
    routine, step = made.pop("routine"), made["step"]
    for table in (routine, *made.values()):
        table.pop("title", None)
        properties = table["properties"]
        if table is not step and "step" in properties:
            properties["step"] |= {
                "minItems": 1,
                "items": {"anyOf": [{"$ref": "#/$defs/step"}, {"$ref": "#/$defs/circuit"}]},
            }
        for key, words in (("targets", MUSCLES), ("stretches", MUSCLES), ("strengthens", MUSCLES)):
            if key in properties:
                properties[key]["items"] = {"enum": list(words)}
        if "allow" in properties:
            properties["allow"]["items"] = _offered(ADVICE, properties["allow"]["items"])
    step["properties"]["exercise"] = _offered(sorted(exercises), step["properties"]["exercise"])
    step["anyOf"] = [{"required": ["exercise"]}, {"required": ["name"]}]
    step["not"] = {"anyOf": [{"required": pair} for pair in _DOSES]}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Routine"}
    return {**head, **routine, "$defs": made}


def tables(*roots: type[msgspec.Struct]) -> dict[str, dict[str, Any]]:
    """The schemas of these tables and all that stand in them, by what a person calls them; without roots of all.

    They know each key by itself: what takes another one to see, `schema` adds.
    """
    roots = roots or (RoutineTable, StepTable, CircuitTable, ExerciseTable)
    _, made = msgspec.json.schema_components(roots, ref_template="#/$defs/{name}")
    return {_NAMES[name]: tidied(table) for name, table in made.items()}


def schema_text(exercises: Iterable[str] | None = None) -> str:
    """The schema as the text of the file that goes next to routines."""
    return json.dumps(schema(exercises), indent=2, ensure_ascii=False) + "\n"


def _offered(words: Iterable[str], plain: dict[str, Any]) -> dict[str, Any]:
    """A text for which an editor offers `words`, though there may be others."""
    description = {"description": plain["description"]} if "description" in plain else {}
    text = {key: value for key, value in plain.items() if key != "description"}
    return {**description, "anyOf": [{"enum": list(words)}, text]}


def tidied(node: Any) -> Any:
    """A part of msgspec's schema without null, which TOML does not have, and with our own names."""
    if isinstance(node, list):
        return [tidied(one) for one in node]
    if not isinstance(node, dict):
        return _NAMES_OF_REFS.get(node, node) if isinstance(node, str) else node
    found = {key: tidied(value) for key, value in node.items() if not (key == "default" and value is None)}
    if DEFAULT in found:
        found["default"] = found.pop(DEFAULT)
    choices = [one for one in found.get("anyOf", []) if one != {"type": "null"}]
    if "anyOf" in found:
        del found["anyOf"]
        if len(choices) == 1:
            return {**choices[0], **found}
        kinds = [one.get("type") for one in choices]
        if all(set(one) == {"type"} for one in choices):
            found["type"] = [kind for kind in kinds if not (kind == "integer" and "number" in kinds)]
        else:
            found["anyOf"] = choices
    return found


_NAMES_OF_REFS = {f"#/$defs/{old}": f"#/$defs/{new}" for old, new in _NAMES.items()}
