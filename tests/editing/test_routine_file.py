"""From the bytes of a file to a text and back: what was not changed is written as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.editing import routine_file
from routine_timer.editing.own_routines import own_file, write_new
from routine_timer.editing.text_diff import replacement
from routine_timer.paths import Folders, bundled_routines


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a",
        b"a\nb\n",
        b"a\r\nb\r\n",
        b"a\r\nb",
        b"a\r\nb\nc\r\n",
        b"\xef\xbb\xbfa\r\n",
        "a\x0bb\u2028c\x85d\re\n".encode(),
        b"\r\r\n\n\r",
    ],
)
def test_an_unchanged_text_is_written_as_the_same_bytes(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(data)
    known = routine_file.read(file)
    assert known.as_bytes(known.text) == data
    assert len(known.text.splitlines()) <= len(known.text.split("\n"))
    assert routine_file.save(known, known.text) == known
    assert file.read_bytes() == data


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("ab\r\n\x0b\u2028\ufeffé"), max_size=30))
def test_any_text_goes_there_and_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text.encode())
    known = routine_file.read(file)
    assert known.as_bytes(known.text) == text.encode()
    assert not set(known.text) & set("\r\x0b\u2028")


def test_line_ends_of_unchanged_lines_stay_when_others_change(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"one\r\ntwo\nthree\r\nfour")
    known = routine_file.read(file)
    routine_file.save(known, "one\nnew\ntwo\nthree\nfour")
    assert file.read_bytes() == b"one\r\nnew\ntwo\nthree\r\nfour"


def test_new_lines_of_a_windows_file_end_as_the_others(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"one\r\ntwo\r\n")
    known = routine_file.save(routine_file.read(file), "one\nnew\ntwo\n")
    assert file.read_bytes() == b"one\r\nnew\r\ntwo\r\n"
    assert known.text == "one\nnew\ntwo\n"


def test_a_file_of_another_program_is_not_overwritten_without_force(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("mine")
    known = routine_file.read(file)
    file.write_text("theirs")
    with pytest.raises(routine_file.ChangedMeanwhile):
        routine_file.save(known, "changed")
    assert file.read_text() == "theirs"
    routine_file.save(known, "changed", over=True)
    assert file.read_text() == "changed"


def test_a_file_that_was_touched_but_not_changed_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("mine")
    known = routine_file.read(file)
    file.write_text("mine")
    assert not routine_file.has_changed(known)


def test_a_file_that_is_gone_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("mine")
    known = routine_file.read(file)
    file.unlink()
    routine_file.save(known, "again")
    assert file.read_text() == "again"


@pytest.mark.parametrize("data", [b"\xff\xfea", b"a" * 1_000_001])
def test_a_file_that_is_not_a_text_of_a_routine_is_not_opened(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(data)
    with pytest.raises(routine_file.NotText) as told:
        routine_file.read(file)
    assert told.value.help


def test_a_copy_gets_a_name_that_nothing_has(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    (tmp_path / "a copy.toml").touch()
    assert routine_file.copy_name(file).name == "a copy 2.toml"


def test_a_bundled_routine_is_copied_once(tmp_path: Path) -> None:
    folders = Folders(tmp_path, tmp_path, tmp_path, tmp_path)
    bundled = bundled_routines() / "after-workout.toml"
    own, copied = own_file(bundled, folders)
    assert copied
    assert own.read_bytes() == bundled.read_bytes()
    assert (own.parent / "routine.schema.json").exists()
    own.write_text("mine")
    assert own_file(bundled, folders) == (own, False)
    assert own.read_text() == "mine"
    assert own_file(tmp_path / "other.toml", folders) == (tmp_path / "other.toml", False)


@given(st.text(alphabet="ab\n", max_size=12), st.text(alphabet="ab\n", max_size=12))
def test_the_smallest_replacement_makes_the_one_text_of_the_other(before: str, after: str) -> None:
    found = replacement(before, after)
    if found is None:
        assert before == after
        return

    def offset(place: tuple[int, int]) -> int:
        return sum(len(line) + 1 for line in before.split("\n")[: place[0]]) + place[1]

    start, end = offset(found.start), offset(found.end)
    assert before[:start] + found.text + before[end:] == after
    assert not (before[start:end] and before[start : start + 1] == found.text[:1])


def test_the_schema_beside_a_routine_is_written_when_it_changed_and_only_then(tmp_path: Path) -> None:
    schema = tmp_path / "routine.schema.json"
    write_new(tmp_path / "a.toml", b"a", ["clam"])
    before = schema.stat().st_ino, schema.stat().st_mtime_ns
    write_new(tmp_path / "b.toml", b"b", ["clam"])
    assert (schema.stat().st_ino, schema.stat().st_mtime_ns) == before
    write_new(tmp_path / "c.toml", b"c", ["clam", "my-own"])
    assert "my-own" in schema.read_text()
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.toml", b"other")
    assert (tmp_path / "a.toml").read_bytes() == b"a"
