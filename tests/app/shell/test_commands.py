"""One table of commands: everything that shows or hears a key agrees with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from textual.binding import Binding

from docs.make_tables import command_keys
from routine_timer.app.commands import (
    COMMANDS,
    FIXED,
    Place,
    at,
    by_id,
    explained,
    heading,
    sign,
)
from routine_timer.app.keymap import bindings, clash, is_typed, keymap_from, keys_of
from routine_timer.app.screens.help.screen import sheet
from routine_timer.app.widgets.pain_scale import PainScale


def test_ids_are_unique() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_command_explains_itself_in_one_sentence_and_has_a_key(command: object) -> None:
    found = by_id(getattr(command, "id"))  # noqa: B009
    assert found.does.endswith(".")
    assert found.does[0].isupper()
    assert found.keys
    assert found.label == found.label.lower()


def test_what_deletes_names_the_key_that_restores_as_the_person_has_set_it() -> None:
    assert explained(by_id("delete")) == "Delete the session. Press u to restore it."
    assert explained(by_id("delete"), {"undo": "ctrl+r,u"}) == "Delete the session. Press ^r to restore it."
    assert explained(by_id("open")) == by_id("open").does


@pytest.mark.parametrize("place", get_args(Place))
def test_no_two_commands_of_a_screen_share_a_key(place: str) -> None:
    keys = [key for command in at(place) for key in command.keys]  # type: ignore[arg-type]
    assert len(keys) == len(set(keys))
    assert heading(place)  # type: ignore[arg-type]


def test_the_keys_of_a_session_are_those_that_are_promised() -> None:
    promised = {
        "space": "pause",
        "right": "skip",
        "left": "back",
        "plus": "longer",
        "minus": "shorter",
        "enter": "done",
        "s": "swap",
        "n": "note",
        "m": "mute",
        "v": "voice",
        "question_mark": "keys",
        "q": "stop",
    }
    found = {command.keys[0]: command.id for command in at("session")}
    assert found | promised == found


def test_an_unknown_command_is_an_error() -> None:
    with pytest.raises(KeyError):
        by_id("jump")


@pytest.mark.parametrize(
    ("key", "shown"), [("space", "space"), ("right", "→"), ("minus", "−"), ("ctrl+p", "^p"), ("shift+up", "shift+↑")]
)
def test_keys_are_written_as_a_person_knows_them(key: str, shown: str) -> None:
    assert sign(key) == shown


def test_the_table_for_the_readme_has_each_key_with_its_sentence() -> None:
    table = command_keys()
    assert "| `→` | Skip to the next part. |" in table
    assert "| **Everywhere** | |" in table
    assert all(line.count("|") == 3 for line in table.splitlines())


@pytest.mark.parametrize("place", ["session", "summary"])
def test_the_digits_that_say_how_much_it_hurts_are_reported_where_they_are_heard(place: Place) -> None:
    assert "| `0` to `9` | Rate your pain" in command_keys([place])
    assert "| `0` to `9` | | Rate your pain" in command_keys([place], named=True)
    lines = sheet(place, {}, 60).plain.splitlines()
    assert any(line.startswith("0 to 9  ") and "pain" in line for line in lines)
    (fixed,) = (keys for keys in FIXED if place in keys.places)
    bound = {key for binding in PainScale.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")}
    assert set(fixed.keys) <= bound


def test_fixed_keys_are_not_those_of_a_command() -> None:
    for fixed in FIXED:
        for place in fixed.places:
            assert not set(fixed.keys) & {key for command in at(place) for key in command.keys}


def test_the_table_can_be_had_without_the_terminal() -> None:
    code = "import sys, routine_timer.app.commands; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parent).returncode == 0


def test_bindings_carry_label_tooltip_and_id() -> None:
    pause = next(b for b in bindings("session") if getattr(b, "id", "") == "pause")
    command = by_id("pause")
    assert (pause.description, pause.tooltip, pause.key) == (command.label, command.does, "space")  # type: ignore[union-attr]


# -- a person's own keys


def test_an_own_key_takes_the_place_of_the_old_ones() -> None:
    own, problems = keymap_from({"pause": "p", "skip": "f, right", "quit": "ctrl+x"})
    assert problems == []
    assert keys_of(by_id("pause"), own) == ("p",)
    assert keys_of(by_id("skip"), own) == ("f", "right")
    assert keys_of(by_id("back"), own) == ("left",)


def test_signs_are_understood_as_keys() -> None:
    own, problems = keymap_from({"pause": ".", "find": "?x"[:1], "keys": "f1"})
    assert problems == []
    assert own == {"pause": "full_stop", "find": "question_mark", "keys": "f1"}


@pytest.mark.parametrize(
    "key", ["esc", "del", "f12", "shift+tab", "ctrl+left", "alt+x", "ä", "+", "ctrl+plus", "space"]
)
def test_whatever_a_keyboard_may_send_is_a_key(key: str) -> None:
    assert not any("isn't a key" in problem for problem in keymap_from({"view": key})[1])


def test_a_comma_alone_is_a_key() -> None:
    assert keymap_from({"pause": ","}) == ({"pause": "comma"}, [])


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"skipp": "f"}, "did you mean 'skip'?"),
        ({"zzz": "f"}, "the settings list every command"),
        ({"pause": ""}, "pause has no key; it keeps space"),
        ({"mute": "n"}, "mute and note can't both be 'n'; mute keeps its own"),
        ({"pause": "question_mark"}, "pause and keys can't both be"),
        ({"skip": "f, spacee"}, "'spacee' isn't a key; skip keeps →"),
        ({"skip": "strg+f"}, "'strg+f' isn't a key; skip keeps →"),
    ],
)
def test_an_invalid_key_is_reported_and_the_old_one_stays(setting: dict[str, str], said: str) -> None:
    own, [problem] = keymap_from(setting)
    assert own == {}
    assert said in problem


def test_two_commands_may_change_keys_with_each_other() -> None:
    own, problems = keymap_from({"swap": "v", "voice": "s"})
    assert problems == []
    assert own == {"swap": "v", "voice": "s"}


def test_the_same_key_on_different_screens_is_not_a_clash() -> None:
    assert clash(by_id("pause"), "e", {}) is None
    taken = clash(by_id("pause"), "m", {})
    assert taken is not None
    assert taken.id == "mute"


@pytest.mark.parametrize("key", ["z", "up", "tab", "enter", "shift+tab", "backspace", "ä"])
def test_a_command_that_is_heard_before_what_one_types_takes_no_key_that_texts_and_lists_need(key: str) -> None:
    own, [problem] = keymap_from({"quit": key, "find": "j"})
    assert own == {"find": "j"}, "on home alone nothing is typed before it is asked for"
    assert "ctrl" in problem
    assert is_typed(by_id("quit"), key)
    assert not any(is_typed(by_id("quit"), other) for other in ("ctrl+x", "alt+q", "f12"))


@pytest.mark.parametrize(
    ("place", "key"),
    [("home", "enter"), ("preview", "enter"), ("session", "space"), ("history", "enter"), ("settings", "enter")],
)
def test_the_main_key_of_a_screen_is_the_first_of_its_table_and_its_help(place: Place, key: str) -> None:
    assert command_keys([place]).splitlines()[3].startswith(f"| `{key}`")
    assert sheet(place, {}, 80).plain.splitlines()[1].startswith(key)
