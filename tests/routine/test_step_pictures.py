"""Pictures are looked for beside the file that names them, and reported if they can't be shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from routine_timer.routine import step_pictures
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.read import Reading, read_exercise, read_file
from tests.routine import golden

PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)
CATALOGUE: Catalogue = golden.catalogue()


def reading(folder: Path, image: str) -> Reading:
    file = folder / "mine.toml"
    file.write_text(
        f"format = 1\nname = 'Mine'\n[[step]]\nname = 'Mine'\nhold = '30s'\nimage = '{image}'\n", encoding="utf-8"
    )
    return read_file(file, CATALOGUE.exercises)


def test_a_picture_is_looked_for_beside_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "pose.png").write_bytes(PNG)
    found = reading(tmp_path, "photos/pose.png")
    assert found.check() == ()
    assert found.routine is not None
    [step] = found.routine.steps
    monkeypatch.chdir("/")
    assert Path(step.image or "").read_bytes() == PNG  # type: ignore[union-attr]


def test_a_picture_may_lie_in_the_persons_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert step_pictures.absolute("~/pose.png", Path("/elsewhere/mine.toml")) == str(tmp_path / "pose.png")


def test_an_exercise_lends_its_picture_to_the_step(tmp_path: Path) -> None:
    (tmp_path / "pose.png").write_bytes(PNG)
    file = tmp_path / "my-clam.toml"
    file.write_text("format = 1\nname = 'My clam'\ndose = '30s'\nimage = 'pose.png'\n", encoding="utf-8")
    found = read_exercise(file)
    assert found.check() == ()
    assert found.exercise is not None
    assert found.exercise.image == str(tmp_path / "pose.png")


def test_an_exercise_without_its_picture_is_reported_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "my-clam.toml"
    file.write_text("format = 1\nname = 'My clam'\ndose = '30s'\nimage = 'gone.png'\n", encoding="utf-8")
    [told] = read_exercise(file).check()
    assert (told.code, told.severity, told.line) == ("missing-image", "warning", 4)


@pytest.mark.parametrize(
    ("image", "said"),
    [
        ("gone.png", "there is no picture gone.png"),
        ("folder", "folder is not a regular file"),
        ("pipe", "pipe is not a regular file"),
        ("notes.txt", "notes.txt is not a supported picture"),
        ("sound.wav", "sound.wav is not a supported picture"),
        ("empty.png", "empty.png is not a supported picture"),
        ("huge.png", "huge.png is larger than 40 MB"),
        ("//server/share/pose.png", "pictures on other computers are not loaded"),
        ("https://example.org/pose.png", "pictures on other computers are not loaded"),
        ("x" * 400, "can't be opened: File name too long"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_a_warning_and_the_routine_is_followed(
    tmp_path: Path, image: str, said: str
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "notes.txt").write_text("stretch", encoding="utf-8")
    (tmp_path / "sound.wav").write_bytes(b"RIFF\0\0\0\0WAVEfmt ")
    (tmp_path / "empty.png").touch()
    with (tmp_path / "huge.png").open("wb") as stream:
        stream.truncate(step_pictures.LARGEST_FILE + 1)
    found = reading(tmp_path, image)
    assert found.routine is not None
    [told] = found.check()
    assert (told.code, told.severity, told.line) == ("missing-image", "warning", 6)
    assert said in told.message
