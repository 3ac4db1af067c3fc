"""What a person sets: read kindly, never in the way, changed without losing a comment."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from msgspec.structs import fields

from routine_timer.errors import SettingsError
from routine_timer.settings import SETTINGS, Settings, changed, forget, load, save, setting


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_everything_is_at_its_default(file: Path) -> None:
    assert load(file) == (Settings(), [])


def test_every_setting_is_described_once() -> None:
    assert sorted(one.name for one in SETTINGS) == sorted(one.name for one in fields(Settings))
    assert all(one.does.endswith(".") and one.label for one in SETTINGS)


def test_every_default_is_a_value_that_its_setting_takes(file: Path) -> None:
    for each in SETTINGS:
        save(file, each.name, each.default)
    assert load(file) == (Settings(), [])


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ('day_starts_at = "05:30"', "day_starts_at", time(5, 30)),
        ("day_starts_at = 05:30:00", "day_starts_at", time(5, 30)),
        ('week_starts = "Sunday"', "week_starts", "sunday"),
        ("done_at = 1", "done_at", 1.0),
        ("volume = 0", "volume", 0),
        ('theme = "contrast-light"', "theme", "contrast-light"),
        ('language = "en-GB"', "language", "en-GB"),
        ('sync_folder = ""', "sync_folder", None),
        ('sync_folder = "/srv/sync"', "sync_folder", Path("/srv/sync")),
        ('sync_folder = " ~/Sync "', "sync_folder", Path.home() / "Sync"),
        ('[keys]\npause = "p"', "keys", {"pause": "p"}),
    ],
)
def test_what_makes_sense_is_taken(line: str, name: str, value: object, file: Path) -> None:
    file.write_text(line)
    settings, problems = load(file)
    assert problems == []
    assert getattr(settings, name) == value


@pytest.mark.parametrize(
    ("line", "message", "way_out"),
    [
        ('day_starts_at = "25:00"', 'day_starts_at can\'t be "25:00", so it is "04:00"', "a time of day"),
        ("day_starts_at = 4", "day_starts_at can't be 4", "a time of day"),
        ('week_starts = "mondey"', 'week_starts can\'t be "mondey", so it is "monday"', 'did you mean "monday"?'),
        ('week_starts = "x"', 'week_starts can\'t be "x"', "one of"),
        ("done_at = 80", "done_at can't be 80, so it is 0.8", "a number from 0.05 to 1"),
        ("done_at = nan", "done_at can't be nan", "a number from 0.05 to 1"),
        ('sound = "yes"', 'sound can\'t be "yes", so it is true', "true or false, without quotes"),
        ("freezes = 1", "freezes can't be 1", "true or false"),
        ("volume = 101", "volume can't be 101", "a whole number from 0 to 100"),
        ("volume = 50.5", "volume can't be 50.5", "a whole number"),
        ("volume = true", "volume can't be true", "a whole number"),
        ('theme = "drak"', 'theme can\'t be "drak"', 'did you mean "dark"?'),
        ('voice = ""', 'voice can\'t be ""', '"auto", "off"'),
        ('language = "English please"', "language can't be", 'such as "en"'),
        ('sync_folder = "Sync"', 'sync_folder can\'t be "Sync", so it is ""', "an absolute path"),
        ('sync_folder = "./Sync"', 'sync_folder can\'t be "./Sync"', "an absolute path"),
        ('sync_folder = "~nobody-of-this-name/Sync"', "sync_folder can't be", "an absolute path"),
        ("keys = 3", "keys can't be 3, so it is the default", "a table"),
        ("[keys]\npause = 3", "keys can't be", "a table"),
        ("volum = 3", "there is no setting 'volum'", "did you mean volume?"),
        ("[qqq]", "there is no setting 'qqq'", "remove it"),
    ],
)
def test_what_makes_no_sense_is_its_default_and_is_reported_with_place_and_way_out(
    line: str, message: str, way_out: str, file: Path
) -> None:
    file.write_text(f"# mine\nreduced_motion = true\n{line}\n")
    settings, [problem] = load(file)
    assert settings == Settings(reduced_motion=True)
    assert message in problem.message
    assert way_out in problem.help
    assert (problem.file, problem.line) == (file, 3)


def test_a_broken_file_is_reported_with_its_line_and_all_is_at_its_default(file: Path) -> None:
    file.write_text("sound = false\nvolume = = 3\n")
    settings, [problem] = load(file)
    assert settings == Settings()
    assert problem.line == 2
    assert "config.toml line 2: invalid value" in str(problem)


@pytest.mark.parametrize(
    "data",
    [b"sound = \xff", b"# " + b"x" * 1_000_001, b"a = " + b"[" * 10_000, b"volume = " + b"9" * 5_000],
    ids=["no text", "too big", "too deep", "too many digits"],
)
def test_a_hostile_file_is_reported_and_never_raises(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    settings, problems = load(file)
    assert settings == Settings()
    assert len(problems) == 1


def test_a_folder_in_place_of_the_file_is_reported(file: Path) -> None:
    file.mkdir()
    assert len(load(file)[1]) == 1


@examples(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from([one.name for one in SETTINGS]),
        st.one_of(
            st.booleans(),
            st.integers(),
            st.floats(),
            st.text(max_size=20),
            st.times(),
            st.lists(st.integers(), max_size=2),
        ),
    )
)
def test_whatever_is_there_each_setting_is_taken_or_reported(
    tmp_path_factory: pytest.TempPathFactory, found: dict[str, object]
) -> None:
    import tomli_w

    file = tmp_path_factory.mktemp("any") / "config.toml"
    file.write_text(tomli_w.dumps(found), newline="")
    settings, problems = load(file)
    told = {problem.name for problem in problems}
    for name in found:
        one = setting(name)
        assert name in told or one.kind.read(one.kind.write(getattr(settings, name))) == getattr(settings, name)


COMMENTED = """\
# My settings.

volume = 50   # the neighbours
"theme" = 'light'

# Keys that I can reach with my toes.
[keys]
pause = "p"      # p for pause
skip = "f"
"""


def test_changing_one_value_keeps_every_comment(file: Path) -> None:
    file.write_text(COMMENTED)
    save(file, "volume", 75)
    assert file.read_text() == COMMENTED.replace("volume = 50 ", "volume = 75 ")


def test_changing_one_key_keeps_the_comments_of_the_others(file: Path) -> None:
    file.write_text(COMMENTED)
    save(file, "keys", {"pause": "p", "skip": "g"})
    assert file.read_text() == COMMENTED.replace('"f"', '"g"')


def test_a_key_taken_back_leaves_the_table(file: Path) -> None:
    file.write_text(COMMENTED)
    save(file, "keys", {"pause": "p"})
    assert file.read_text() == COMMENTED.replace('skip = "f"\n', "")


def test_a_new_value_goes_before_the_tables(file: Path) -> None:
    file.write_text(COMMENTED)
    save(file, "day_starts_at", time(3, 0))
    settings, problems = load(file)
    assert problems == []
    assert (settings.day_starts_at, settings.keys["skip"], settings.volume) == (time(3), "f", 50)


def test_forgetting_brings_the_default_back(file: Path) -> None:
    file.write_text(COMMENTED)
    forget(file, "volume")
    assert load(file)[0].volume == Settings().volume
    assert "toes" in file.read_text()
    forget(file.with_name("none.toml"), "volume")


def test_line_ends_of_windows_stay(file: Path) -> None:
    file.write_bytes(COMMENTED.replace("\n", "\r\n").encode())
    save(file, "volume", 75)
    assert file.read_bytes() == COMMENTED.replace("50 ", "75 ").replace("\n", "\r\n").encode()


def test_a_file_that_is_broken_is_not_written_over(file: Path) -> None:
    file.write_text("volume = = 3")
    with pytest.raises(SettingsError, match="can't be changed"):
        save(file, "volume", 3)
    with pytest.raises(SettingsError):
        forget(file, "volume")
    assert file.read_text() == "volume = = 3"


def test_a_value_out_of_bounds_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="a whole number from 0 to 100"):
        changed(Settings(), "volume", 500)


def test_silence_is_a_level_of_nothing() -> None:
    assert Settings(volume=50).level == 0.5
    assert Settings(sound=False).level == 0
    assert not Settings(sound=False).speaks
    assert not Settings(voice="off").speaks
    assert Settings(voice="Serena").voice_name == "Serena"
    assert Settings().voice_name is None


def test_a_setting_that_there_is_not_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError, match="loudness"):
        setting("loudness")


def test_to_forget_what_the_file_does_not_say_leaves_it_alone(file: Path) -> None:
    forget(file, "volume")
    assert not file.exists()
    file.write_text("# mine\nvolume = 50\n")
    before = file.stat().st_ino, file.stat().st_mtime_ns
    forget(file, "language")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == before
    forget(file, "volume")
    assert file.read_text() == "# mine\n"


def test_keys_that_are_no_table_are_not_written_over(file: Path) -> None:
    file.write_text('keys = "vi"\n')
    with pytest.raises(SettingsError, match="not a table"):
        save(file, "keys", {"skip": "n"})
    assert file.read_text() == 'keys = "vi"\n'
