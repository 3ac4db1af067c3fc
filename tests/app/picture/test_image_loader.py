"""From a file to cells: the shape stays, and everything hostile or damaged is reported with the right error."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from routine_timer.app.system import image_loader
from routine_timer.app.system.image_loader import CannotShow, Half, dots, fitted, half_blocks, load
from tests.app.picture.making import BLUE, RED, two_halves


@pytest.mark.parametrize("kind", ["png", "jpg", "gif", "webp", "bmp"])
def test_the_usual_kinds_are_read(tmp_path: Path, kind: str) -> None:
    assert load(two_halves(tmp_path / f"pose.{kind}")).size == (80, 40)


def test_a_photograph_taken_upright_is_shown_upright(tmp_path: Path) -> None:
    lying = Image.new("RGB", (80, 40), RED)
    exif = lying.getexif()
    exif[0x0112] = 6  # what a telephone held upright writes: turn me clockwise
    lying.save(tmp_path / "pose.jpg", exif=exif)
    assert load(str(tmp_path / "pose.jpg")).size == (40, 80)


def test_a_large_photograph_is_kept_small(tmp_path: Path) -> None:
    Image.new("RGB", (4000, 3000)).save(tmp_path / "pose.jpg")
    assert max(load(str(tmp_path / "pose.jpg")).size) <= image_loader.KEPT_SIDE


def test_a_picture_that_would_unfold_beyond_measure_is_refused_before_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = two_halves(tmp_path / "pose.png")
    monkeypatch.setattr(image_loader, "MOST_PIXELS", 80 * 40 - 1)
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("it was unfolded"))
    with pytest.raises(CannotShow, match="80 × 40 pixels"):
        load(image)


def test_a_small_file_of_36_megapixels_is_refused_before_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("1", (6000, 6000)).save(tmp_path / "pose.png")
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("it was decoded"))
    with pytest.raises(CannotShow, match="6000 × 6000 pixels"):
        load(str(tmp_path / "pose.png"))


@pytest.mark.parametrize(
    ("name", "size", "options"),
    [
        pytest.param(
            "pose.jpg", (5000, 5100), {"progressive": True}, id="a progressive JPEG keeps all its coefficients"
        ),
        pytest.param("pose.jpg", (65000, 390), {}, id="a JPEG that is too flat to be decoded smaller"),
        pytest.param("pose.webp", (4000, 3200), {"lossless": True}, id="WebP takes 16 bytes a pixel"),
    ],
)
def test_a_picture_that_takes_more_memory_for_a_pixel_may_have_fewer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int], options: dict[str, Any]
) -> None:
    Image.init()  # which reads pictures itself, the first time
    Image.new("RGB", size).save(tmp_path / name, **options)
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("it was decoded"))
    with pytest.raises(CannotShow, match=f"{size[0]} × {size[1]} pixels"):
        load(str(tmp_path / name))


def test_a_grey_picture_of_16_bits_is_shown(tmp_path: Path) -> None:
    Image.new("I;16", (1300, 40), 0x8000).save(tmp_path / "pose.png")
    shown = load(str(tmp_path / "pose.png"))
    assert (shown.size, shown.getpixel((5, 5))) == ((1200, 37), (128, 128, 128, 255))


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(CannotShow, match="too large"):
        load(two_halves(tmp_path / "pose.png"))


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = two_halves(tmp_path / "pose.png")
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(CannotShow) as refused:
        load(image)
    assert refused.value.help.endswith("-m pip install textual-image")


def test_a_missing_picture_is_reported_in_the_words_of_check(tmp_path: Path) -> None:
    with pytest.raises(CannotShow, match=r"there is no picture gone\.png"):
        load(str(tmp_path / "gone.png"))


def test_a_picture_that_is_cut_off_is_said_to_be_damaged(tmp_path: Path) -> None:
    file = tmp_path / "pose.png"
    whole = Path(two_halves(file, (64, 32))).read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CannotShow, match="this picture is damaged"):
        load(str(file))


def test_a_picture_that_may_not_be_read_is_not_said_to_be_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    file = two_halves(tmp_path / "pose.png", (16, 8))
    monkeypatch.setattr("PIL.Image.open", refuse)
    with pytest.raises(CannotShow, match="this picture can't be read") as error:
        load(str(file))
    assert error.value.help == "Permission denied"


@settings(max_examples=60)
@given(cut=st.integers(0, 400), at=st.integers(0, 400), byte=st.integers(0, 255), kind=st.sampled_from(["png", "jpg"]))
def test_a_damaged_picture_is_shown_or_reported(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, byte: int, kind: str
) -> None:
    file = tmp_path_factory.mktemp("damaged") / f"pose.{kind}"
    whole = bytearray(Path(two_halves(file, (16, 8))).read_bytes())
    whole[min(at, len(whole) - 1)] = byte
    file.write_bytes(whole[: max(len(whole) - cut, 0)])
    try:
        assert load(str(file)).mode == "RGBA"
    except CannotShow:
        return  # and nothing else is raised


@pytest.mark.parametrize(
    ("size", "room", "shown"),
    [
        ((100, 100), (40, 40), (40, 20)),
        ((100, 100), (80, 10), (20, 10)),
        ((400, 100), (40, 40), (40, 5)),
        ((1000, 1), (40, 40), (40, 1)),
        ((1, 1000), (40, 40), (1, 40)),
    ],
)
def test_the_shape_is_kept(size: tuple[int, int], room: tuple[int, int], shown: tuple[int, int]) -> None:
    assert fitted(size, *room) == shown


@given(st.tuples(st.integers(1, 3000), st.integers(1, 3000)), st.integers(1, 200), st.integers(1, 80))
def test_a_picture_never_outgrows_its_room(size: tuple[int, int], columns: int, rows: int) -> None:
    across, down = fitted(size, columns, rows)
    assert 1 <= across <= columns
    assert 1 <= down <= rows


def test_each_cell_shows_two_pixels(tmp_path: Path) -> None:
    blocks = half_blocks(load(two_halves(tmp_path / "pose.png")), 8, 10)
    assert [len(row) for row in blocks] == [8, 8]
    assert blocks[0][0] == Half(RED, RED)
    assert blocks[1][7] == Half(BLUE, BLUE)


def test_what_is_transparent_lets_the_ground_through() -> None:
    image_loader = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    image_loader.paste("white", (0, 0, 4, 2))
    [row] = half_blocks(image_loader, 2, 1)
    assert row == [Half((255, 255, 255), None)] * 2


def test_in_one_colour_light_is_dots_on_dark_and_none_on_light() -> None:
    image_loader = Image.new("RGBA", (40, 20), "black")
    image_loader.paste("white", (20, 0, 40, 20))
    assert dots(image_loader, 4, 1, on_dark=True) == ["  ⣿⣿"]
    assert dots(image_loader, 4, 1, on_dark=False) == ["⣿⣿  "]
