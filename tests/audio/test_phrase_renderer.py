"""Phrases rendered ahead of time: kept, bounded, safe, and never in the way."""

from __future__ import annotations

import os
import threading
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routine_timer.audio import voice_engines
from routine_timer.audio.phrase_renderer import MAX_FAILURES, PhraseRenderer
from routine_timer.audio.voice_engines import Espeak, Sapi, Say, VoiceError, VoiceSettings, clean, find_engine
from routine_timer.audio.wav import SoundClip, read_wav, write_wav
from routine_timer.audio.wav_cache_limit import discard

from .fakes import SOON, eventually
from .listen import loudest_db


class FakeEngine:
    """Renders a tenth of a second for each letter, between two stretches of silence."""

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.released = 0
        self.rendered: list[str] = []
        self.error: Exception | None = None
        self.before: Callable[[], object] = lambda: None

    def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
        self.before()
        self.rendered.append(text)
        if self.error:
            raise self.error
        silence = [0] * 800
        write_wav(target, SoundClip(8000, array("h", [*silence, *([3000, -3000] * 400 * len(text)), *silence])))

    def release(self) -> None:
        self.released += 1


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def voice(engine: FakeEngine, tmp_path: Path) -> Iterator[PhraseRenderer]:
    voice = PhraseRenderer(engine, tmp_path / "voice")
    yield voice
    voice.close()


def test_what_was_prepared_is_found_with_its_length_and_levelled(voice: PhraseRenderer) -> None:
    assert voice.path("ab") is None
    assert voice.length_s("ab") is None
    voice.prepare(["ab", "abc"])
    assert voice.wait(SOON)
    assert voice.length_s("ab") == pytest.approx(0.2, abs=0.06)
    path = voice.path("abc")
    assert path
    assert loudest_db(read_wav(path)) == pytest.approx(-15, abs=0.5)


def test_while_a_phrase_is_still_rendered_its_length_is_estimated_and_never_too_short(
    engine: FakeEngine, voice: PhraseRenderer
) -> None:
    gate = threading.Event()
    engine.before = gate.wait
    voice.prepare(["abcdefgh"])
    estimate = voice.length_s("abcdefgh")
    gate.set()
    assert voice.wait(SOON)
    rendered = voice.length_s("abcdefgh")
    assert estimate
    assert rendered
    assert estimate > rendered


def test_what_was_rendered_once_is_not_rendered_again(
    engine: FakeEngine, voice: PhraseRenderer, tmp_path: Path
) -> None:
    voice.prepare(["a", "a", "b"])
    assert voice.wait(SOON)
    voice.prepare(["a"])
    other = PhraseRenderer(engine, tmp_path / "voice")
    other.prepare(["b", "c"])
    assert other.wait(SOON)
    other.close()
    assert engine.rendered == ["a", "b", "c"]


@pytest.mark.parametrize(
    "settings_", [VoiceSettings(voice="other"), VoiceSettings(rate=200), VoiceSettings(language="de")]
)
def test_another_voice_rate_or_language_is_another_file(
    settings_: VoiceSettings, engine: FakeEngine, voice: PhraseRenderer, tmp_path: Path
) -> None:
    voice.prepare(["a"])
    other = PhraseRenderer(engine, tmp_path / "voice", settings_)
    other.prepare(["a"])
    assert voice.wait(SOON)
    assert other.wait(SOON)
    other.close()
    assert voice.path("a") != other.path("a")


def test_a_phrase_that_the_better_voice_has_not_rendered_yet_is_spoken_by_the_stand_in(tmp_path: Path) -> None:
    natural, quick, gate = FakeEngine("natural"), FakeEngine("quick"), threading.Event()
    natural.before = gate.wait
    voice = PhraseRenderer(natural, tmp_path / "voice", VoiceSettings(voice="natural"), stand_in=quick)
    voice.prepare(["a", "b"])
    assert eventually(lambda: voice.path("a") is not None and voice.path("b") is not None)
    meanwhile = voice.path("b")
    assert (quick.rendered, natural.rendered) == (["a", "b"], [])
    gate.set()
    assert voice.wait(SOON)
    assert natural.rendered == ["a", "b"]
    assert voice.path("b") != meanwhile
    voice.close()

    again = PhraseRenderer(natural, tmp_path / "voice", VoiceSettings(voice="natural"), stand_in=quick)
    again.prepare(["a", "b"])
    assert again.wait(SOON)
    again.close()
    assert (len(quick.rendered), len(natural.rendered)) == (2, 2), "what the better voice has rendered once is cached"
    assert again.path("b") == voice.path("b")


def test_phrases_that_are_due_next_get_the_better_voice_first(tmp_path: Path) -> None:
    natural, quick, gate = FakeEngine("natural"), FakeEngine("quick"), threading.Event()
    natural.before = gate.wait
    voice = PhraseRenderer(natural, tmp_path / "voice", stand_in=quick)
    voice.prepare(["a", "b", "c"])
    assert eventually(lambda: voice.path("c") is not None)
    voice.prepare(["c", "d"])
    gate.set()
    assert voice.wait(SOON)
    voice.close()
    assert natural.rendered == ["a", "c", "b", "d"]
    assert quick.rendered == ["a", "b", "c", "d"]


def test_a_better_voice_that_fails_leaves_the_phrases_to_the_stand_in_and_says_so_once(tmp_path: Path) -> None:
    natural, troubles = FakeEngine("natural"), list[str]()
    natural.error = VoiceError("natural: no model")
    voice = PhraseRenderer(natural, tmp_path / "voice", stand_in=FakeEngine("quick"), on_trouble=troubles.append)
    voice.prepare("abcdef")
    assert voice.wait(SOON)
    voice.close()
    assert all(voice.path(text) for text in "abcdef")
    assert len(natural.rendered) == MAX_FAILURES
    assert troubles == ["quick is used instead: natural: no model"]


def test_a_better_voice_still_speaks_where_the_stand_in_fails(tmp_path: Path) -> None:
    quick = FakeEngine("quick")
    quick.error = VoiceError("quick: not installed")
    voice = PhraseRenderer(FakeEngine("natural"), tmp_path / "voice", stand_in=quick)
    voice.prepare(["a"])
    assert voice.wait(SOON)
    voice.close()
    assert voice.path("a") is not None


def test_an_engine_is_released_when_nothing_more_is_wanted(engine: FakeEngine, voice: PhraseRenderer) -> None:
    voice.prepare(["a", "b"])
    assert voice.wait(SOON)
    assert eventually(lambda: engine.released == 1)
    voice.close()
    assert engine.released == 2


def test_what_is_asked_for_last_is_rendered_first(engine: FakeEngine, voice: PhraseRenderer) -> None:
    gate = threading.Event()
    engine.before = gate.wait
    voice.prepare(["a", "b", "c"])
    assert eventually(lambda: len(engine.rendered) == 0 and voice._busy)
    voice.prepare(["c", "d"])
    gate.set()
    assert voice.wait(SOON)
    assert engine.rendered == ["a", "c", "d", "b"]


def test_a_phrase_that_fails_is_left_out_and_the_others_are_rendered(engine: FakeEngine, voice: PhraseRenderer) -> None:
    engine.error = VoiceError("once")
    voice.prepare(["a"])
    assert voice.wait(SOON)
    engine.error = None
    voice.prepare(["b"])
    assert voice.wait(SOON)
    assert voice.path("a") is None
    assert voice.path("b")


@pytest.mark.parametrize("error", [VoiceError("no such voice"), OSError("no room")])
def test_a_voice_that_keeps_failing_is_given_up_and_reported_once(
    error: Exception, engine: FakeEngine, tmp_path: Path
) -> None:
    troubles: list[str] = []
    engine.error = error
    voice = PhraseRenderer(engine, tmp_path / "voice", on_trouble=troubles.append)
    voice.prepare("abcdefgh")
    assert voice.wait(SOON)
    voice.close()
    assert len(engine.rendered) == MAX_FAILURES
    assert troubles == [f"No voice: {error}"]


def test_a_cache_that_cannot_be_a_folder_is_reported_and_ends_in_no_traceback(
    engine: FakeEngine, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("in the way")
    troubles: list[str] = []
    voice = PhraseRenderer(engine, tmp_path / "cache" / "voice", on_trouble=troubles.append)
    texts = [f"text {n}" for n in range(MAX_FAILURES)]
    voice.prepare(texts)
    assert voice.wait(SOON)
    assert [voice.find(text) for text in texts] == [None] * MAX_FAILURES
    voice.close()
    (told,) = troubles
    assert told.startswith("No voice: ")
    assert "Not a directory" in told


def test_a_broken_file_in_the_cache_is_rendered_again(
    engine: FakeEngine, voice: PhraseRenderer, tmp_path: Path
) -> None:
    voice.prepare(["a"])
    assert voice.wait(SOON)
    path = voice.path("a")
    assert path
    path.write_bytes(b"broken")
    other = PhraseRenderer(engine, tmp_path / "voice")
    other.prepare(["a"])
    assert other.wait(SOON)
    other.close()
    assert read_wav(path).samples


def test_beyond_its_bound_the_cache_forgets_what_was_not_used_for_longest(engine: FakeEngine, tmp_path: Path) -> None:
    folder = tmp_path / "voice"
    first = PhraseRenderer(engine, folder)
    first.prepare(["a", "b"])
    assert first.wait(SOON)
    first.close()
    old, used = first.path("a"), first.path("b")
    assert old
    assert used
    for path in (old, used):
        os.utime(path, (1, 1))
    second = PhraseRenderer(engine, folder, cache_bytes=used.stat().st_size + 100)
    second.prepare(["b"])
    assert second.wait(SOON)
    assert eventually(lambda: not old.exists())
    second.close()
    assert used.exists()


def test_nothing_to_say_is_not_rendered(engine: FakeEngine, voice: PhraseRenderer) -> None:
    voice.prepare(["", "   ", "***", "\x1b[31m"])
    assert voice.wait(SOON)
    assert engine.rendered == []
    assert voice.path("***") is None


def test_closing_ends_the_thread_and_renders_no_more(engine: FakeEngine, voice: PhraseRenderer) -> None:
    voice.prepare(["a"])
    voice.close()
    voice.prepare(["b"])
    assert "b" not in engine.rendered
    assert not any(thread.name == "routine-timer voice" for thread in threading.enumerate())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hips still", "Hips still"),
        ("  Two\n lines\t here ", "Two lines here"),
        ("--voice=x Hello", "voice x Hello"),
        ("\x1b[31mRed\x1b[0m alert", "Red alert"),
        ("\x1b]0;title\x07Named", "Named"),
        ("bell\x07 null\x00 one\x01", "bell null one"),
        ("\u202eright to left\u202c", "right to left"),
        ("[[h@l'oU]] there", "h@l'oU there"),
        ("<speak>loud</speak>", "speak loud /speak"),
        ("Größe, Übung, 伸展", "Größe, Übung, 伸展"),
        ("[[slnc 5000]]wait", "slnc 5000 wait"),
        ("\ud800lone", "lone"),
        ("… — !", ""),
        ("x" * 1000, "x" * 400),
    ],
)
def test_text_is_cleaned_of_all_that_an_engine_would_obey(text: str, said: str) -> None:
    assert clean(text) == said


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_cleaned_text_is_one_line_that_starts_with_no_dash_and_can_be_encoded(text: str) -> None:
    said = clean(text)
    assert said == clean(said)
    assert not said.startswith("-")
    assert said.isprintable() or "\u200c" in said or "\u200d" in said
    assert not set(said) & set("[]<>\\")
    said.encode()


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("de_DE.UTF-8", "de-de"), ("en-GB", "en-gb"), ("", "en")])
def test_a_language_becomes_a_tag(language: str, tag: str) -> None:
    assert VoiceSettings(language=language).tag == tag


@pytest.mark.parametrize(
    ("platform", "there", "found"),
    [
        ("linux", {"espeak-ng", "espeak"}, Espeak("espeak-ng")),
        ("linux", {"espeak"}, Espeak("espeak")),
        ("linux", {"spd-say"}, None),
        ("darwin", {"say", "espeak-ng"}, Say()),
        ("darwin", {"espeak-ng"}, Espeak("espeak-ng")),
        ("win32", {"powershell"}, Sapi()),
    ],
)
def test_the_voice_is_what_the_platform_has(platform: str, there: set[str], found: object) -> None:
    assert find_engine(platform, lambda name: name if name in there else None) == found


def test_no_text_ever_stands_on_a_command_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "harmless; $(rm x) && `y`"
    for engine in (Espeak(), Say(), Sapi()):
        seen: list[tuple[list[str], str, dict[str, str]]] = []

        def note(command: list[str], data: str, environ: dict[str, str] | None = None, seen: object = seen) -> None:
            assert isinstance(seen, list)
            seen.append((command, data, environ or {}))

        monkeypatch.setattr(voice_engines, "_run", note)
        engine.render(text, tmp_path / "a.wav", VoiceSettings(voice="Anna"))
        ((command, data, environ),) = seen
        assert not any("harmless" in word for word in command)
        assert text in (data, *environ.values())


@pytest.mark.parametrize(
    ("command", "message"),
    [(["no-such-voice-engine"], "no-such-voice-engine"), (["false"], "exit code 1"), (["ls", "/no/such/file"], "ls: ")],
)
def test_a_command_that_fails_says_why_in_one_line(command: list[str], message: str) -> None:
    with pytest.raises(VoiceError, match=message) as caught:
        voice_engines._run(command, "text")
    assert "\n" not in str(caught.value)


def test_a_voice_that_renders_silence_says_nothing(engine: FakeEngine, tmp_path: Path) -> None:
    troubles: list[str] = []

    class Mute(FakeEngine):
        def render(self, text: str, target: Path, settings: VoiceSettings) -> None:
            write_wav(target, SoundClip(8000, array("h", [0] * 800)))

    voice = PhraseRenderer(Mute(), tmp_path / "voice", on_trouble=troubles.append)
    voice.prepare("abcdefgh")
    assert voice.wait(SOON)
    voice.close()
    assert troubles == ["No voice: fake produced only silence"]
    assert not list((tmp_path / "voice").glob("*.wav"))


@pytest.mark.parametrize(
    ("knows", "asked"),
    [
        ({"Anna"}, ["Anna"]),
        ({"de-at"}, ["Anna", "de-at"]),
        ({"de"}, ["Anna", "de-at", "de"]),
        ({"en"}, ["Anna", "de-at", "de", "en"]),
        (set(), ["Anna", "de-at", "de", "en"]),
    ],
)
def test_a_voice_that_espeak_lacks_gives_way_to_the_language_and_that_to_english(
    knows: set[str], asked: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tried: list[str] = []

    def run(command: list[str], _data: str, _environ: dict[str, str] | None = None) -> None:
        tried.append(command[command.index("-v") + 1])
        if tried[-1] not in knows:
            raise VoiceError("espeak-ng: no such voice")

    monkeypatch.setattr(voice_engines, "_run", run)
    settings_ = VoiceSettings(voice="Anna", language="de_AT.UTF-8")
    if knows:
        Espeak().render("Hello", tmp_path / "a.wav", settings_)
    else:
        with pytest.raises(VoiceError, match="no such voice"):
            Espeak().render("Hello", tmp_path / "a.wav", settings_)
    assert tried == asked


def test_what_is_in_use_stays_in_the_cache_however_full_it_is(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.wav" for name in "abc"]
    for age, file in enumerate(files):
        file.write_bytes(bytes(100))
        os.utime(file, (age, age))
    discard(tmp_path, 150, in_use=files[:1])
    assert [file.exists() for file in files] == [True, False, False]
