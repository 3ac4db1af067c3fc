"""`completion`: prints a script that completes commands, options, routines and muscles in bash, zsh or fish.

shtab generates it from the argument parser. The script calls `completion --names` for the routines at every Tab, which
reads no files. What a shell inserts is quoted, so that it obeys no name, whatever is in it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from routine_timer.cli.context import Context
from routine_timer.cli.help_layout import HelpText
from routine_timer.cli.parser import Parser, build

_NAMES_COMMAND = "routine-timer completion --names 2>/dev/null"
_FUNCTION = "_routine_timer_routines"
_BASH = r"""FUNCTION() {
  # Each name as it has to be typed: quoted, with an escaped colon, because bash takes a bare one for the end of a word.
  local typed=$1 name quoted
  local plain=${typed//\\/}
  while IFS= read -r name; do
    case $typed in
      \'*)
        [[ $name == "${typed:1}"* ]] && printf '%s\n' "${name//\'/\'\\\'\'}"
        ;;
      \"*)
        quoted=${name//\\/\\\\} quoted=${quoted//\"/\\\"} quoted=${quoted//\$/\\\$} quoted=${quoted//\`/\\\`}
        # bash takes !x for an earlier command, even with a backslash in these quotes
        [[ $name == "${plain:1}"* && $name != *!* ]] && printf '%s\n' "$quoted"
        ;;
      *)
        printf -v quoted %q "$name"
        quoted=${quoted//:/\\:}
        [[ $name == "$plain"* ]] && printf '%s\n' "${quoted//=/\\=}"
        ;;
    esac
  done < <(NAMES; compgen -f -X "!*.toml" -- "${plain#[\"\']}")
  return 0
}""".replace("FUNCTION", _FUNCTION).replace("NAMES", _NAMES_COMMAND)
"""Nothing here is evaluated again: `compgen -W` would."""
_ROUTINES = {
    "bash": _FUNCTION,
    "zsh": _FUNCTION,
    "fish": f"({_NAMES_COMMAND}) (__fish_complete_suffix .toml)",
    "preamble": {
        "bash": _BASH,
        "zsh": f"{_FUNCTION}() {{\n  compadd -- ${{(f)\"$({_NAMES_COMMAND})\"}}\n  _files -g '*.toml'\n}}",
    },
}
_ROUTINE_METAVARS = ("NAME", "NAME|FILE", "ROUTINE")
_MUSCLE_METAVARS = ("MUSCLE", "M")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=["bash", "zsh", "fish"], help="your shell")
    parser.add_argument("--names", action=_PrintNames, help=argparse.SUPPRESS)
    parser.formatter_class = HelpText
    parser.epilog = (
        "To turn it on, run this once, then open a new terminal. For bash:\n"
        "  mkdir -p ~/.local/share/bash-completion/completions\n"
        "  routine-timer completion bash > ~/.local/share/bash-completion/completions/routine-timer\n"
        "For zsh (any folder in your $fpath will do):\n"
        "  routine-timer completion zsh > ~/.zfunc/_routine-timer\n"
        "For fish:\n"
        "  routine-timer completion fish > ~/.config/fish/completions/routine-timer.fish"
    )


def run(arguments: argparse.Namespace, context: Context) -> int:
    import shtab

    context.out.write(shtab.complete(build(made_of=_Completing), arguments.shell).rstrip() + "\n")
    return 0


class _Completing(Parser):
    """A parser that tells shtab how to complete each argument."""

    def add_argument(self, *args: Any, **kwargs: Any) -> argparse.Action:
        import shtab

        action = super().add_argument(*args, **kwargs)
        if action.choices is None and action.metavar in _ROUTINE_METAVARS:
            action.complete = _ROUTINES  # type: ignore[attr-defined]
        elif action.metavar in _MUSCLE_METAVARS:
            from routine_timer.routine.muscles import MUSCLES

            action.choices = sorted(muscle for muscle in MUSCLES if " " not in muscle)
        elif action.metavar == ("FORMAT", "FILE"):
            from routine_timer.cli.verbs.export import TARGETS

            action.choices = TARGETS
        elif action.metavar == "FILE":
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        return action


class _PrintNames(argparse.Action):
    """Print the ids of all routines and exit, as --version does."""

    def __init__(self, option_strings: Sequence[str], dest: str, **kwargs: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **kwargs)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        sys.stdout.writelines(f"{name}\n" for name in names())
        parser.exit(0)


def names() -> list[str]:
    """The ids of all routines, without those that can't be typed or would be taken for options."""
    from routine_timer import paths

    folders = (paths.bundled_routines(), paths.folders().routines)
    ids = {file.stem for folder in folders for file in paths.files_in(folder, "*.toml")}
    return sorted(name for name in ids if name[0] not in "- " and name.isprintable())
