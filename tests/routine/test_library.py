"""Which routine a name means."""

from __future__ import annotations

from pathlib import Path

import pytest

from routine_timer import paths
from routine_timer.errors import NotFound
from routine_timer.routine.library import Library
from routine_timer.routine.read import ExerciseReading

PLANK = 'format = 1\nname = "{name}"\n\n[[step]]\nname = "Plank"\nhold = "30s"\n'


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def library(tmp_path: Path, own: Path) -> Library:
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    for name, title in (("desk", "At the desk"), ("desk-hips", "Desk hips"), ("weak-core", "Wake the core")):
        (bundled / f"{name}.toml").write_text(PLANK.format(name=title))
    return Library(own, bundled, (bundled / "exercises",))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("desk", "desk"),
        ("desk-h", "desk-hips"),
        ("Desk H", "desk-hips"),
        ("WEAK", "weak-core"),
        ("wake the", "weak-core"),
        ("at the desk", "desk"),
        ("Wake the core", "weak-core"),
    ],
)
def test_a_routine_is_named_by_id_or_by_a_unique_beginning_of_id_or_name(
    library: Library, name: str, found: str
) -> None:
    assert library.find(name).id == found


def test_a_beginning_of_several_names_them(library: Library) -> None:
    with pytest.raises(NotFound) as error:
        library.find("des")
    assert error.value.near == ("desk", "desk-hips")
    assert "several routines match: desk, desk-hips" in error.value.help


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("weekcore", ("weak-core",)),
        ("weakcore", ("weak-core",)),
        ("wek", ("weak-core",)),
        ("waek the cor", ("weak-core",)),
        ("core", ("weak-core",)),
        ("dekhips", ("desk-hips",)),
        ("weak-back", ("weak-core",)),
        ("qqq", ()),
        ("", ()),
    ],
)
def test_a_wrong_name_suggests_the_near_ones(library: Library, name: str, near: tuple[str, ...]) -> None:
    with pytest.raises(NotFound) as error:
        library.find(name)
    assert error.value.near == near
    assert near or "there are: desk, desk-hips, weak-core" in error.value.help


def test_a_persons_own_routine_shadows_a_bundled_one(library: Library, own: Path) -> None:
    (own / "desk.toml").write_text(PLANK.format(name="Mine"))
    assert [(reading.id, reading.source) for reading in library.entries()] == [
        ("desk", "own"),
        ("desk-hips", "bundled"),
        ("weak-core", "bundled"),
    ]
    routine = library.find("desk").routine
    assert routine is not None
    assert routine.name == "Mine"


def test_a_broken_routine_is_among_the_others_and_is_found(library: Library, own: Path) -> None:
    (own / "mine.toml").write_text("name = ")
    assert [(reading.id, bool(reading.errors)) for reading in library.entries()] == [
        ("desk", False),
        ("desk-hips", False),
        ("mine", True),
        ("weak-core", False),
    ]
    assert library.find("mi").errors


def test_a_name_with_a_slash_or_an_ending_is_a_file(
    library: Library, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own / "elsewhere.toml").write_text(PLANK.format(name="Elsewhere"))
    monkeypatch.chdir(own)
    for name in ("elsewhere.toml", "./elsewhere.toml", str(own / "elsewhere.toml")):
        reading = library.find(name)
        assert (reading.id, reading.source, reading.errors) == ("elsewhere", "file", ())


@pytest.mark.parametrize("name", ["missing.toml", "a/b", "x\0.toml", "a" * 5000 + ".toml"])
def test_a_file_that_is_not_there_is_not_found(library: Library, name: str) -> None:
    with pytest.raises(NotFound) as error:
        library.find(name)
    assert error.value.what == "file"


def test_a_file_in_a_folder_of_exercises_is_checked_as_one(library: Library) -> None:
    reading = library.read(str(paths.bundled_exercises() / "clam.toml"))
    assert isinstance(reading, ExerciseReading)
    assert reading.exercise is not None


def test_everything_has_the_routines_and_the_exercises_with_something_to_tell(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "bundled" / "exercises"
    folder.mkdir()
    (folder / "bad.toml").write_text("x = 1")
    assert [reading.id for reading in library.everything()] == ["desk", "desk-hips", "weak-core", "bad"]
