"""The voices of each platform, read from what its command prints."""

from __future__ import annotations

import pytest

from routine_timer.audio.voice_engines import Espeak, Sapi, Say, VoiceError
from routine_timer.audio.voice_list import VoiceInfo, list_voices

from ..debian import needs

ESPEAK = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  de              --/M      German             gmw/de
 2  en-us           --/M      English_(America)  gmw/en-US            (en 3)
"""
SAY = """Alex                en_US    # Most people recognize me by my voice.
Bad News            en_US    # The light you see
"""


@pytest.mark.parametrize(
    ("engine", "printed", "voices"),
    [
        (
            Espeak(),
            ESPEAK,
            [
                VoiceInfo("de", "de", "German", "German"),
                VoiceInfo("en-us", "en-us", "English (America)", "English (America)"),
            ],
        ),
        (
            Say(),
            SAY,
            [
                VoiceInfo("Alex", "en-us", "Most people recognize me by my voice."),
                VoiceInfo("Bad News", "en-us", "The light you see"),
            ],
        ),
        (Sapi(), "Microsoft Zira Desktop\ten-US\r\n", [VoiceInfo("Microsoft Zira Desktop", "en-us")]),
    ],
)
def test_voices_are_read_from_what_the_engine_prints(engine: Espeak, printed: str, voices: list[VoiceInfo]) -> None:
    assert list_voices(engine, lambda _command: printed) == voices


def test_an_engine_that_is_not_there_says_so() -> None:
    with pytest.raises(VoiceError, match="no-such-engine"):
        list_voices(Espeak("no-such-engine"))


@pytest.mark.debian
def test_espeak_lists_english() -> None:
    needs("espeak-ng")
    assert "en-us" in [voice.name for voice in list_voices(Espeak())]
