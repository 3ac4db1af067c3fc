"""Routine files with a comment wherever one is possible."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.read import Reading, read_text
from tests.making import bundled_catalogue

COMMENTED = '''\
# c1: of the whole file
#:schema ./routine.schema.json

format = 1                # c2
name = "Evening"          # c3: a name
  # c4: indented, and odd
get_ready = "10s"
targets = [               # c5
  "glutes",               # c6
  # c7: alone in a list
  "abductors",
]

# c8: a heading of the first half, with a blank line below

# c9: of the clam
# c10: of the clam too
[[step]]                  # c11
exercise = "clam"         # c12
# c13: between keys
reps = "8-12"             # c14
sides = 'both'            # c15
note = """
# not a comment
[[step]]
"""                       # c16
# c17: behind the clam

# c18: of the circuit
[[step]]                  # c19
name = "Core"             # c20
rounds = 2                # c21

  # c22: of the bug
  [[step.step]]           # c23
  exercise = "dead-bug"   # c24
  reps = 8                # c25

  [[step.step]]           # c26
  exercise = "plank"      # c27
  hold = "20-30s"         # c28
  # c29: behind the plank

# c30: heads the second half

[[step]]                  # c31
# c32: above the keys
name = "Own"              # c33
hold = 45                 # c34
first = "right"           # c35
sides = "both"            # c36
cues = [                  # c37
  "Hips still",           # c38
  { at = "halfway", say = "On # not" },   # c39
]
# c40
[[step]]                  # c41
name = "Parts"            # c42
[[step.phase]]            # c43
hold = "1m30s"            # c44
cue = "Draw in"           # c45
# c46: of the second part
[[step.phase]]            # c47
hold = "up to 60s"        # c48
cue = "Press away"        # c49

[[step]]
exercise = "psoas-stretch"   # c50
# c51: the end'''

INLINE = """\
format = 1
name = "Inline"
step = [  # i1
  { exercise = "clam", reps = 10 },  # i2
  # i3
  { name = "Hold", hold = "30s", first = "left", sides = "both" },  # i4
  {name="Round", rounds=2, step=[{exercise="plank"}, {exercise = "bridge", hold = "20s"}]}  # i5
]  # i6
"""


def catalogue() -> Catalogue:
    return bundled_catalogue()


def reading(text: str) -> Reading:
    return read_text(text, Path("test.toml"), catalogue().exercises)


def comments(text: str) -> list[str]:
    """The marks of all comments, in the order of the text."""
    return re.findall(r"# ?([ci]\d+)", text)


def names(text: str) -> list[object]:
    """What the steps of a text are called, circuits as lists."""

    def said(step: dict[str, object]) -> object:
        inner = step.get("step")
        return [said(one) for one in inner] if isinstance(inner, list) else step.get("exercise") or step["name"]

    return [said(step) for step in tomllib.loads(text)["step"]]
