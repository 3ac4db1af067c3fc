"""Moving, duplicating, deleting and adding steps, as whole lines of the text.

tomlkit changes values and keeps what stands around them, but it can't move a table of an array without moving the
comments above the next one along, and it takes half a second over a thousand steps. So lines move here, by where the
parse tree says that steps stand; every byte that is not moved stays as it is. Pure.

A comment directly above a header belongs to that step: it moves with it, and is deleted with it. Blank lines, and
comments with a blank line below them, stay where they are: they head a place in the file, not a step.
"""

from __future__ import annotations

from dataclasses import dataclass

import tomlkit

from routine_timer.editing.dose_increments import EditRefused
from routine_timer.routine.problem_collector import KeyPath
from routine_timer.toml.step_locations import StepBlock, StepLocations


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after a change, and where the step that was changed is now (or the one to look at next)."""

    text: str
    path: KeyPath


def step_block(locations: StepLocations, path: KeyPath) -> StepBlock:
    """The block at `path`.

    Raises:
        EditRefused: it is no longer in the file.
    """
    found = locations.block(path)
    if found is None:
        raise EditRefused("this step is no longer in the file")
    return found


def move(locations: StepLocations, path: KeyPath, by: int) -> Edited:
    """Change places with the step before (`by` -1) or after (1), within the same list.

    Raises:
        EditRefused: there is none.
    """
    here = step_block(locations, path)
    number = _number(path) + by
    siblings = locations.siblings(path)
    if not 0 <= number < len(siblings):
        where = "the circuit" if len(path) > 2 else "the routine"
        raise EditRefused(f"it is the {'first' if by < 0 else 'last'} step of {where}")
    first, second = sorted((here, siblings[number]), key=lambda block: block.start)
    one, other = _span(first), _span(second)
    text = locations.text
    parted = _parted(locations, first, other[1])
    swapped = text[slice(*other)] + text[one[1] : other[0]] + text[slice(*one)] + parted
    return Edited(text[: one[0]] + swapped + text[other[1] :], (*path[:-1], number))


def duplicate(locations: StepLocations, path: KeyPath) -> Edited:
    """Put the same step again after it, without the comment lines above it."""
    here = step_block(locations, path)
    copy = locations.text[here.start : here.end]
    return Edited(_inserted(locations, here, copy), (*path[:-1], _number(path) + 1))


def delete(locations: StepLocations, path: KeyPath) -> Edited:
    """Take the step out.

    Raises:
        EditRefused: it is the only one of its list.
    """
    here = step_block(locations, path)
    siblings = locations.siblings(path)
    if len(siblings) == 1:
        raise EditRefused(
            "it is the only step" + (" of its circuit" if len(path) > 2 else ""),
            "delete the circuit instead" if len(path) > 2 else "a routine needs at least one step",
        )
    after = (*path[:-1], min(_number(path), len(siblings) - 2))
    text = _without_item(locations, here) if here.inline else _without_lines(locations, here)
    return Edited(text, after)


def add(locations: StepLocations, after: KeyPath | None, exercise: str) -> Edited:
    """Put a step with `exercise` after the one at `after`; None puts it at the end of the routine."""
    pair = f"exercise = {tomlkit.item(exercise).as_string()}"
    if after is None:
        if locations.blocks:
            return add(locations, locations.blocks[-1].path, exercise)
        start = locations.text.rstrip("\n")
        ending = locations.text[len(start) :] or "\n"
        gap = "\n\n" if start else ""
        return Edited(f"{start}{gap}[[step]]\n{pair}{ending}", ("step", 0))
    here = step_block(locations, after)
    made = (
        f"{{ {pair} }}" if here.inline else f"{_indent(locations, here)}{here.header}\n{_indent(locations, here)}{pair}"
    )
    return Edited(_inserted(locations, here, made), (*after[:-1], _number(after) + 1))


# -- the lines of steps with a header, the items of inline ones


def _number(path: KeyPath) -> int:
    return int(path[-1])


def _span(block: StepBlock) -> tuple[int, int]:
    """What moves with a step."""
    return (block.start, block.end) if block.inline else (block.top, block.end)


def _parted(locations: StepLocations, moved: StepBlock, before: int) -> str:
    """A blank line where the comment that a moved step ends with would run into what follows, and belong to that."""
    following = locations.line_of(before) + 1
    runs_on = following < len(locations.starts) and not locations.is_blank(following)
    return "\n" if not moved.inline and runs_on and locations.is_comment(locations.line_of(moved.end)) else ""


def _indent(locations: StepLocations, block: StepBlock) -> str:
    line = locations.text[locations.starts[block.line] : block.start if block.inline else block.head_end]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _inserted(locations: StepLocations, after: StepBlock, piece: str) -> str:
    text = locations.text
    if after.inline:
        lead = text[locations.starts[locations.line_of(after.start)] : after.start]
        between = f",\n{lead}" if not lead.strip(" \t") and "\n" in text[: after.start] else ", "
        return text[: after.end] + between + piece + text[after.end :]
    top = locations.line_of(after.top)
    between = "\n" if top > 0 and not locations.is_blank(top - 1) else "\n\n"
    return text[: after.end] + between + piece + text[after.end :]


def _without_lines(locations: StepLocations, block: StepBlock) -> str:
    text, lines = locations.text, len(locations.starts)
    first, last = locations.line_of(block.top), locations.line_of(block.end)
    after = last + 1
    while after < lines and locations.is_blank(after):
        after += 1
    if after < lines:
        return text[: locations.starts[first]] + text[locations.starts[after] :]
    while first > 0 and locations.is_blank(first - 1):
        first -= 1
    # The last step of the file: what ends the file now ends it as it ended before, with a newline or without.
    kept = text[: locations.starts[first]].removesuffix("\n")
    return kept + ("\n" if text.endswith("\n") else "")


def _without_item(locations: StepLocations, block: StepBlock) -> str:
    text = locations.text
    rest = text[block.end :]
    gap = len(rest) - len(rest.lstrip(" \t\n"))
    start, end = block.start, block.end
    if rest[gap : gap + 1] == ",":
        end += gap + 1
        end += len(text[end:]) - len(text[end:].lstrip(" \t"))
    elif (before := text[:start].rstrip(" \t\n")).endswith(","):
        start = len(before) - 1
    line_start = locations.starts[locations.line_of(start)]
    if text[end : end + 1] == "\n" and not text[line_start:start].strip(" \t"):
        start, end = line_start, end + 1
    return text[:start] + text[end:]
