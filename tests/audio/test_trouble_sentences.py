"""What is said about sound and voice, each sentence from the cause that it names; nothing is played for real."""

from __future__ import annotations

import threading
from array import array
from datetime import UTC, datetime
from pathlib import Path

import pytest

from routine_timer import machine_checks
from routine_timer.audio import player_setup, self_test
from routine_timer.audio.outputs import Output, advice
from routine_timer.audio.player_interface import Announcement
from routine_timer.audio.self_test import check_sound, check_voice, play_sample
from routine_timer.audio.sound_player import SoundPlayer
from routine_timer.audio.tone_files import tone_path
from routine_timer.audio.voice_engines import Engine, Espeak, VoiceError, VoiceSettings
from routine_timer.audio.volume import Volume
from routine_timer.audio.wav import SoundClip, write_wav
from routine_timer.machine_checks import Environment
from routine_timer.paths import Folders
from routine_timer.settings import Settings

from .fakes import FakeOutput


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path, tmp_path, tmp_path / "state", tmp_path / "cache")


def no_library() -> list[Output]:
    raise ImportError("No module named 'playsound3'")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_where_no_program_plays_sound_the_terminal_bell_rings_instead(folders: Folders, platform: str) -> None:
    told: list[str] = []
    rung: list[str] = []
    player = SoundPlayer(lambda: rung.append("bell"), told.append, outputs=list)
    player.announce(Announcement("go"))
    player.close(wait=True)
    assert (len(told), rung) == (1, ["bell"])
    assert advice([], platform) == "No sound: no working audio player was found. Using the terminal bell."
    assert "alsa" not in advice([], platform)


def test_a_library_that_cannot_be_imported_is_named(folders: Folders) -> None:
    check = check_sound(Settings(), folders, no_library)
    assert (check.works, check.says) == (False, "No sound: No module named 'playsound3'")


def test_a_sound_file_that_is_none_is_named_and_the_next_one_is_played(tmp_path: Path) -> None:
    told: list[str] = []
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"not a sound")
    output = FakeOutput()
    player = SoundPlayer(lambda: None, told.append, outputs=lambda: [output.output])
    player.play(broken)
    player.close(wait=True)
    assert [one.split(":")[0] for one in told] == ["A sound can't be read"]
    assert output.begun == []


def test_where_the_volume_cannot_be_set_it_is_said_and_the_sound_is_played_as_it_is(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    output = FakeOutput()
    volume = Volume(0.5, tmp_path / "file" / "sounds")
    player = SoundPlayer(lambda: None, told.append, volume=volume, outputs=lambda: [output.output])
    player.announce(Announcement("go"))
    player.close(wait=True)
    assert [one.split(":")[0] for one in told] == ["The volume can't be set"]
    assert [sound.path for sound in output.begun] == [tone_path("go")]


class TestSample:
    """What `try it` says in the settings."""

    @pytest.mark.parametrize(
        ("settings", "says"),
        [(Settings(volume=0), "The volume is 0."), (Settings(sound=False), "Sound is off.")],
    )
    def test_it_says_which_setting_silences_it(self, folders: Folders, settings: Settings, says: str) -> None:
        check = play_sample(settings, folders, no_library)
        assert (check.works, check.says) == (False, says)

    @pytest.mark.parametrize("plays", [True, False])
    def test_without_a_voice_it_says_that_tones_are_heard_only_where_they_are(
        self, folders: Folders, monkeypatch: pytest.MonkeyPatch, plays: bool
    ) -> None:
        monkeypatch.setattr(player_setup, "find_engines", lambda *_: ())
        check = play_sample(Settings(), folders, lambda: [FakeOutput().output] if plays else [])
        assert not check.works
        assert ("you will only hear tones" in check.says) == plays


class BrokenEngine:
    """A voice whose sentences end in an error; without one, they are files of silence only."""

    name = "broken-voice"

    def __init__(self, error: Exception | None = None, takes_s: float = 0) -> None:
        self._error = error
        self._takes_s = takes_s

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        threading.Event().wait(self._takes_s)
        if self._error is not None:
            raise self._error
        write_wav(target, SoundClip(8000, array("h", [0] * 800)))

    def release(self) -> None:
        pass


class FullDiskEngine(BrokenEngine):
    """A voice on a full disk."""

    name = "full-disk-voice"

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        target.touch()


class TalkingEngine(BrokenEngine):
    """A voice that speaks."""

    name = "talker"

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        write_wav(target, SoundClip(8000, array("h", [3000, -3000] * 800)))


def speak_with(engine: Engine, monkeypatch: pytest.MonkeyPatch, *others: Engine) -> None:
    for module in (player_setup, self_test):
        monkeypatch.setattr(module, "find_engines", lambda *_: (engine, *others))


class TestVoiceThatMakesNoSound:
    """`doctor` and `try it` say so, with the reason."""

    @pytest.mark.parametrize(
        ("error", "reason"),
        [
            (None, "broken-voice produced only silence"),
            (VoiceError("broken-voice failed: no such language"), "broken-voice failed: no such language"),
            (OSError(28, "No space left on device"), "No space left on device"),
        ],
    )
    def test_both_say_why(
        self, folders: Folders, monkeypatch: pytest.MonkeyPatch, error: Exception | None, reason: str
    ) -> None:
        speak_with(BrokenEngine(error), monkeypatch)
        output = FakeOutput()
        tried = play_sample(Settings(), folders, lambda: [output.output])
        assert (tried.works, tried.says) == (False, f"You won't hear the voice: {reason}.")
        assert output.names == ["go"]
        fix = "reinstall broken-voice, or choose another voice"
        if isinstance(error, OSError):
            fix = f"check that {folders.cache / 'voice'} is writable and has room"
        checked = check_voice(Settings(), folders, lambda: [output.output])
        assert (checked.works, checked.says) == (False, f"No voice: {reason}; {fix}")

    def test_a_file_that_is_cut_short_points_to_the_disk_first(
        self, folders: Folders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On a full disk espeak-ng reports success, and its file is empty."""
        speak_with(FullDiskEngine(), monkeypatch)
        says = check_voice(Settings(), folders, list_output).says
        assert "the file is empty or cut short; check that " in says
        assert says.endswith(" has room, or reinstall full-disk-voice, or choose another voice")

    def test_both_say_that_it_takes_too_long(self, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(self_test, "RENDER_TIMEOUT", 0.01)
        speak_with(BrokenEngine(takes_s=0.3), monkeypatch)
        for check in (play_sample, check_voice):
            assert "broken-voice took more than 0.01 seconds" in check(Settings(), folders, list_output).says

    def test_a_stand_in_is_named_where_it_spoke(self, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
        speak_with(BrokenEngine(VoiceError("broken-voice: no model")), monkeypatch, TalkingEngine())
        tried = play_sample(Settings(), folders, list_output)
        assert (tried.works, tried.says) == (False, "talker is used instead: broken-voice: no model.")
        checked = check_voice(Settings(), folders, list_output)
        assert (checked.works, checked.says.partition(";")[0]) == (False, "No voice: broken-voice: no model")

    def test_a_stand_in_that_spoke_while_the_voice_was_slow_is_the_one_that_spoke(
        self, folders: Folders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(self_test, "RENDER_TIMEOUT", 0.1)
        speak_with(BrokenEngine(takes_s=0.5), monkeypatch, TalkingEngine())
        checked = check_voice(Settings(), folders, list_output)
        assert (checked.works, checked.says) == (True, "talker")

    def test_a_voice_that_is_gone_is_not_passed_off_as_another(
        self, folders: Folders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """espeak-ng is asked again for its default voice then."""

        def command(words: list[str], _text: str) -> None:
            if "brenda" in words:
                raise VoiceError("espeak-ng: The specified espeak-ng voice does not exist.")
            if "-w" in words:
                TalkingEngine().render("", Path(words[words.index("-w") + 1]), VoiceSettings())

        monkeypatch.setattr("routine_timer.audio.voice_engines._run", command)
        speak_with(Espeak(), monkeypatch)
        gone, there = Settings(voice="brenda"), Settings(voice="en-us+f3")
        words = "here is no voice called brenda, so another one speaks"
        assert play_sample(gone, folders, list_output).says == f"T{words}."
        assert check_voice(gone, folders, list_output).says == (
            f"No voice: t{words}; choose one of those that `routine-timer voices` lists"
        )
        for check in (play_sample, check_voice):
            assert check(there, folders, list_output).works

    def test_where_nothing_can_be_played_that_is_said_first(
        self, folders: Folders, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        speak_with(BrokenEngine(), monkeypatch)
        assert play_sample(Settings(), folders, list).says.startswith("No sound")


def list_output() -> list[Output]:
    return [FakeOutput().output]


def test_without_a_voice_doctor_does_not_promise_tones(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has not tried them there."""
    for module in (player_setup, self_test):
        monkeypatch.setattr(module, "find_engines", lambda *_: ())
    assert self_test.check_voice(Settings(), folders, list).says == "No voice: install espeak-ng."


def test_a_clip_that_is_played_is_no_trouble(folders: Folders, tmp_path: Path) -> None:
    told: list[str] = []
    clip = tmp_path / "clip.wav"
    write_wav(clip, SoundClip(8000, array("h", [900, -900] * 40)))
    output = FakeOutput()
    player = SoundPlayer(lambda: None, told.append, outputs=lambda: [output.output])
    player.play(clip)
    player.close(wait=True)
    assert (told, [sound.path for sound in output.begun]) == ([], [clip])


def test_doctor_does_not_say_that_there_is_no_sound_where_only_the_volume_cannot_be_set(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak_with(TalkingEngine(), monkeypatch)
    folders.cache.mkdir(parents=True)
    (folders.cache / "sounds").write_text("no folder", encoding="utf-8")
    settings = Settings(volume=50)
    environment = Environment(
        environ={},
        size=None,
        encoding="utf-8",
        folders=folders,
        settings=settings,
        problems=(),
        now=datetime(2026, 11, 21, tzinfo=UTC),
        play=lambda: check_sound(settings, folders, list_output),
        say=lambda: check_voice(settings, folders, list_output),
        keep_awake=lambda: None,
    )
    for check in (machine_checks.sound(environment), machine_checks.voice(environment)):
        assert check.message.startswith("The volume can't be set")
