"""Where an import is written, and under which names."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_timer.formats.import_writer import write
from routine_timer.formats.importer import Imported
from routine_timer.formats.routine_toml_writer import to_text
from routine_timer.text.file_names import slug

from .files import bring, workout


def titled(*titles: str) -> Imported:
    return bring({"workouts": [workout((1, [("A", 5)]), title=title) for title in titles]})


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("After the Workout", "after-the-workout"),
        ("Frühstück: Beine!", "fruhstuck-beine"),
        ("Йога утром", "йога-утром"),
        ("नमस्ते", "नमस्ते"),
        ("朝のストレッチ", "朝のストレッチ"),
        ("../../etc/passwd", "etc-passwd"),
        ("--help", "help"),
        (".hidden.toml", "hidden-toml"),
        ("CON", "routine-con"),
        ("lpt9", "routine-lpt9"),
        ("🧘", "routine"),
        ("///", "routine"),
        ("x" * 300, "x" * 60),
    ],
)
def test_any_name_makes_a_safe_one(name: str, made: str) -> None:
    assert slug(name, "routine") == made


@given(st.text(max_size=80))
def test_a_made_name_is_always_one_that_every_system_takes(name: str) -> None:
    made = slug(name, "routine")
    assert made
    assert len(made.encode()) <= 160
    assert made[0] not in "-."
    assert not set(made) & set('/\\:*?"<>|. \t\n\0')
    assert slug(made, "routine") == made


def test_what_is_there_is_never_touched_and_the_new_one_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "legs.toml").write_text("mine")
    written = write(titled("Legs", "legs", "LEGS!"), tmp_path, tmp_path)
    assert names(tmp_path) == ["legs-2.toml", "legs-3.toml", "legs-4.toml", "legs.toml"]
    assert (tmp_path / "legs.toml").read_text() == "mine"
    assert written.notes[0] == "Legs: written as legs-2, as legs is taken"


def test_a_bundled_routine_is_not_hidden_by_an_import(tmp_path: Path) -> None:
    write(titled("Legs"), tmp_path, tmp_path, taken={"legs"})
    assert names(tmp_path) == ["legs-2.toml"]


def test_the_folder_is_made_only_when_there_is_something_to_write(tmp_path: Path) -> None:
    written = write(titled("Legs"), tmp_path / "a" / "routines", tmp_path / "exercises")
    assert written.routines == (tmp_path / "a" / "routines" / "legs.toml",)
    assert not (tmp_path / "exercises").exists()


def test_the_file_says_where_it_came_from_in_one_line(tmp_path: Path) -> None:
    (file,) = write(titled("Legs"), tmp_path, tmp_path, source="my\nfile.json").routines
    assert file.read_text().splitlines()[:2] == [
        "# Imported from Just Another Workout Timer (my file.json). Edit freely.",
        "format = 1",
    ]


@pytest.mark.skipif("not hasattr(__import__('os'), 'fork')", reason="modes are of POSIX")
def test_the_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    (file,) = write(titled("Legs"), tmp_path, tmp_path).routines
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


def test_a_name_that_is_taken_in_the_same_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def late(part: Path, file: Path, **how: bool) -> None:
        if file.name == "legs.toml":
            file.write_text("theirs")
        link(part, file, **how)

    monkeypatch.setattr(os, "link", late)
    write(titled("Legs"), tmp_path, tmp_path)
    assert names(tmp_path) == ["legs-2.toml", "legs.toml"]
    assert (tmp_path / "legs.toml").read_text() == "theirs"


def test_a_file_system_without_links_is_written_to_anyway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(part: Path, file: Path, **how: bool) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write(titled("Legs", "Legs"), tmp_path, tmp_path)
    assert names(tmp_path) == ["legs-2.toml", "legs.toml"]


def test_nothing_half_written_stays_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(titled("Legs"), tmp_path, tmp_path)
    assert names(tmp_path) == []


_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=40)
_steps = st.fixed_dictionaries(
    {"name": _texts, "reps": st.integers()},
    optional={"cues": st.lists(_texts | st.fixed_dictionaries({"at": _texts, "say": _texts}), max_size=3)},
)


@given(_texts, st.lists(_steps, max_size=3), st.lists(_steps, min_size=1, max_size=2))
def test_a_document_of_any_words_is_the_same_after_toml(
    name: str, steps: list[dict[str, object]], inner: object
) -> None:
    document = {"format": 1, "name": name, "step": [*steps, {"rounds": 2, "step": inner}, *steps]}
    assert tomllib.loads(to_text(document, "made")) == document
