"""The ways into the editor: a file, a bundled routine that becomes the person's own first, a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from routine_timer.app.messages import ShowRoutine
from routine_timer.editing import routine_file
from routine_timer.editing.own_routines import own_file, remove_unchanged
from routine_timer.paths import is_plan
from routine_timer.text.sanitize import plain

if TYPE_CHECKING:
    from routine_timer.app.app_base import BaseApp


def open_editor(app: BaseApp, file: Path) -> None:
    """Open `file`, or say why it can't be."""
    from routine_timer.app.screens.editor.screen import EditorScreen

    try:
        own, copied = own_file(file, app.services.folders, app.services.library.catalogue.exercises)
        known = routine_file.read(own)
    except routine_file.NotText as error:
        app.notify(plain(error.with_help), severity="warning")
        return
    except OSError as error:
        app.notify(plain(f"{file.name} can't be opened: {error.strerror or error}"), severity="warning")
        return
    if copied:
        app.services.reload()

    def remove_copy(_: None) -> None:
        try:
            removed = remove_unchanged(own)
        except OSError as error:
            app.notify(plain(f"{own} can't be removed: {error.strerror or error}"), severity="warning")
            return
        if removed:
            app.services.reload()
            app.notify(plain(f"Nothing was changed, so your copy was removed. The bundled {what} is used."))

    what = "plan" if is_plan(own) else "routine"
    said = f"Copied to {own}. Your copy now replaces the bundled {what}." if copied else ""
    app.push_screen(EditorScreen(known, said), remove_copy if copied else None)


def create_routine(app: BaseApp) -> None:
    """Ask for a new routine, and open it once it is written."""
    from routine_timer.app.screens.editor.new_routine import NewRoutineScreen

    def written(file: Path | None) -> None:
        if file is not None:
            app.post_message(ShowRoutine(file))
            open_editor(app, file)

    app.push_screen(NewRoutineScreen(), written)
