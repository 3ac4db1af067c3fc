"""What a new routine, a copy or a renamed one is called: its file name, and the name in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_timer.errors import RoutineTimerError

if TYPE_CHECKING:
    from routine_timer.cli.context import Context
    from routine_timer.routine.read import Reading


class NotYourOwn(RoutineTimerError):
    """The routine is not one of the user's own."""

    def __init__(self, id: str, help: str) -> None:
        super().__init__(f"{id} is not one of your own routines")
        self.help = help


def own_routine(name: str, context: Context, help: str) -> Reading:
    """The user's own routine with this name. `help` says what to do with a bundled one, with `{id}` for its id.

    Raises:
        NotFound: no routine matches, or several do.
        NotYourOwn: it is bundled, or a file outside the user's folder.
    """
    reading = context.library.find(name)
    if reading.source != "own":
        raise NotYourOwn(reading.id, help.format(id=reading.id) if reading.source == "bundled" else "")
    return reading


def title_of(name: str) -> str:
    """What the routine is called on the screen: the name as typed, an id made readable."""
    name = name.removesuffix(".toml").strip()
    if " " in name or name != name.casefold():
        return name
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if words else name


def free_id(name: str, context: Context) -> str:
    """The file name for a routine of this name.

    Raises:
        AlreadyExists: the person or the program has a routine of it.
    """
    from routine_timer import paths
    from routine_timer.cli.file_writing import AlreadyExists
    from routine_timer.formats.file_names import slug

    id_ = slug(name.removesuffix(".toml"), "routine")
    own = context.folders.routines / f"{id_}.toml"
    bundled = paths.bundled_routines() / own.name
    if own.exists():
        raise AlreadyExists(own, f"`routine-timer edit {id_}` changes it; or choose another name")
    if bundled.exists():
        raise AlreadyExists(bundled, f"`routine-timer edit {id_}` makes a copy of your own; or choose another name")
    return id_


def renamed_text(reading: Reading, name: str) -> str:
    """The text under another name, everything else as it is; as it is too where it is no TOML."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(reading.text)
        document["name"] = name
        return tomlkit.dumps(document)
    except (TOMLKitError, RecursionError, ValueError):
        return reading.text
