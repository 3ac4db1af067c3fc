"""Every encoding that Python knows, for the standard streams: any text is printed, replaced where it can't be."""

from __future__ import annotations

import codecs
import encodings.aliases
from collections.abc import Iterator
from pathlib import Path

from torture.scenario import Outcome, RunOptions, environment, program, run, side_by_side, write_routine

NAME = "Ordeal ü 漢 🙂 שלום"
_VERBS = (
    ("list",),
    ("show", "ordeal"),
    ("history",),
    ("run", "ordeal", "--plain", "--mute", "--speed", "200", "--record"),
)


def scenario(options: RunOptions) -> Outcome:
    names = [name for name in text_encodings() if options.long or options.random("streams", name).random() < 0.2]
    outcome = Outcome()
    for one in side_by_side(lambda name: one_encoding(options.folder / f"streams-{name}", name), names):
        outcome.add(one)
    return outcome


def text_encodings() -> Iterator[str]:
    """Those of text: a codec such as `hex` is no encoding of a stream."""
    for name in sorted(set(encodings.aliases.aliases.values())):
        try:
            if codecs.lookup(name)._is_text_encoding:
                yield name
        except LookupError:  # only on Windows, for example
            continue


def one_encoding(home: Path, name: str) -> Outcome:
    outcome = Outcome()
    file = write_routine(home)
    file.write_text(file.read_text(encoding="utf-8").replace('"Ordeal"', f'"{NAME}"'), encoding="utf-8")
    for words in _VERBS:
        done = run(program(*words), environment(home, PYTHONIOENCODING=name))
        outcome.counts["verbs in an encoding"] += 1
        if done.returncode or "Traceback" in done.stderr:
            outcome.problems.append(f"{words[0]} in {name} ended with {done.returncode}: {done.stderr[-500:]}")
    return outcome
