"""`completion`: a script that completes verbs, options, routines and muscles in bash, zsh or fish.

Made by shtab from the parser that reads the command line, so it never knows less. Routines are asked for at every tab,
through `completion --names`, which reads no file. Names that a shell could obey are left out there: shells evaluate
what completes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from routine_timer.cli.context import Context

_ASK = "routine-timer completion --names 2>/dev/null"
_FUNCTION = "_routine_timer_routines"
_ROUTINES = {
    "bash": _FUNCTION,
    "zsh": _FUNCTION,
    "fish": f"({_ASK}) (__fish_complete_suffix .toml)",
    "preamble": {
        "bash": f'{_FUNCTION}() {{\n  compgen -W "$({_ASK})" -- "$1"\n  compgen -f -X "!*.toml" -- "$1"\n}}',
        "zsh": f"{_FUNCTION}() {{\n  compadd -- $({_ASK})\n  _files -g '*.toml'\n}}",
    },
}
_ROUTINE_METAVARS = ("NAME", "NAME|FILE", "ROUTINE")
_MUSCLE_METAVARS = ("MUSCLE", "M")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=["bash", "zsh", "fish"], help="the shell to complete in")
    parser.add_argument("--names", action=_PrintNames, help=argparse.SUPPRESS)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = (
        "turn it on once:\n"
        "  bash  routine-timer completion bash > ~/.local/share/bash-completion/completions/routine-timer\n"
        "  zsh   routine-timer completion zsh > ~/.zfunc/_routine-timer   (a folder of your $fpath)\n"
        "  fish  routine-timer completion fish > ~/.config/fish/completions/routine-timer.fish"
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    import shtab

    from routine_timer.cli.parser import build

    context.out.write(shtab.complete(build(made_of=_Completing), arguments.shell).rstrip() + "\n")
    return 0


class _Completing(argparse.ArgumentParser):
    """A parser that tells shtab what each argument is completed with."""

    def add_argument(self, *args: Any, **kwargs: Any) -> argparse.Action:
        import shtab

        action = super().add_argument(*args, **kwargs)
        if action.choices is None and action.metavar in _ROUTINE_METAVARS:
            action.complete = _ROUTINES  # type: ignore[attr-defined]
        elif action.metavar in _MUSCLE_METAVARS:
            from routine_timer.routine.muscles import MUSCLES

            action.choices = sorted(muscle for muscle in MUSCLES if " " not in muscle)
        elif action.metavar == "FORMAT":
            from routine_timer.cli.verbs.export import TARGETS

            action.choices = TARGETS
        elif action.metavar == "FILE":
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        return action


class _PrintNames(argparse.Action):
    """Print the ids of all routines and leave, as --version does."""

    def __init__(self, option_strings: Sequence[str], dest: str, **kwargs: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **kwargs)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        sys.stdout.writelines(f"{name}\n" for name in names())
        parser.exit(0)


def names() -> list[str]:
    """The ids of all routines, the person's own and the bundled ones, that mean nothing to a shell."""
    from routine_timer import paths

    places = (paths.bundled_routines(), paths.folders().routines)
    found = {file.stem for place in places for file in paths.files_in(place, "*.toml")}
    return sorted(name for name in found if name[0] != "-" and all(c.isalnum() or c in "._-" for c in name))
