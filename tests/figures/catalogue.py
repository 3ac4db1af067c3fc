"""The catalogue's figures, read straight from the files, so that these tests need no routine reader."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from routine_timer.figures.rig import Rig
from routine_timer.routine.poses import Figure, Pose

EXERCISES = Path(__file__).parents[2] / "routines" / "exercises"
NAMES = sorted(file.stem for file in EXERCISES.glob("*.toml"))


@cache
def data_of(name: str) -> dict[str, Any]:
    return tomllib.loads((EXERCISES / f"{name}.toml").read_text(encoding="utf-8"))


def figure_of(name: str) -> tuple[Figure, list[Pose]]:
    data = data_of(name)
    return msgspec.convert(data.get("figure", {}), Figure), msgspec.convert(data.get("poses", []), list[Pose])


@cache
def rig_of(name: str) -> Rig:
    return Rig(*figure_of(name))


def poses(*raw: dict[str, Any]) -> list[Pose]:
    return msgspec.convert(list(raw), list[Pose])
