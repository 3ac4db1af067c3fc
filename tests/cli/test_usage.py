"""Wrong usage exits with 2, and something that doesn't exist with 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "words",
    [
        ["goal", "nonsense"],
        ["goal", "8/week"],
        ["goal", "daily", "--from", "someday"],
        ["streak", "--goal", "nonsense"],
        ["streak", "--now", "soon"],
        ["skip", "notaday"],
        ["skip", "20261121"],
        ["log", "after-workout", "--on", "2026-W47-6"],
        ["log", "after-workout", "--on", "nonsense"],
        ["log", "after-workout", "--on", "2026-11-21", "--at", "25:00"],
        ["run", "after-workout", "--speed", "fast"],
        ["export", "after-workout", "--to", "paper"],
    ],
    ids=" ".join,
)
def test_an_argument_that_cannot_be_read_is_wrong_usage_and_changes_nothing(run: Run, words: list[str]) -> None:
    refused = run(*words)
    assert (refused.code, refused.out) == (2, "")
    assert f"routine-timer {words[0]}: error: argument" in refused.err
    assert run("history", "--json").json == []
    assert run("goal").out == "daily\n"


@pytest.mark.parametrize("text", ["2026-11-13", "20261113", "2026-W46-5"])
def test_a_bare_day_is_no_instant_for_its_midnight_belongs_to_the_day_before(run: Run, text: str) -> None:
    refused = run("streak", "--now", text)
    assert (refused.code, refused.out) == (2, "")
    assert "2026-11-13T12:00" in refused.err
    assert run("streak", "--json", "--now", "2026-11-13T12:00").json["day"] == "2026-11-13"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["goal", "--from", "2026-11-21"], "--from needs a goal"),
        (["history", "edit", "some-id"], "nothing to change"),
        (["history", "--json", "export"], "don't go with export"),
        (["history", "--since", "2026-11-21", "delete", "some-id"], "don't go with delete"),
        (["history", "--routine", "", "restore", "some-id"], "don't go with restore"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_arguments_that_do_not_go_together_are_wrong_usage(run: Run, words: list[str], told: str) -> None:
    refused = run(*words)
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err


@pytest.mark.parametrize(
    "words", [["run", "nonsense"], ["show", "nonsense"], ["nonsense"], ["new", "x", "--for", "nonsense"]], ids=" ".join
)
def test_what_is_not_there_is_not_wrong_usage(run: Run, words: list[str]) -> None:
    assert run(*words).code == 1


def test_the_usage_names_a_routine_as_well_as_a_verb(run: Run) -> None:
    assert "usage: routine-timer [-h] [--version] [NAME | COMMAND ...]" in run("--help").out
    assert "usage: routine-timer run [-h]" in run("run", "--help").out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hist", "the command history"),
        ("hits", "the command history"),
        ("histroy", "the command history"),
        ("streek", "the command streak"),
        ("statsu", "the command status"),
        ("stat", "the command status"),
        ("lst", "the command list"),
        ("shwo", "the command show"),
        ("chekc", "the command check"),
        ("edti", "the command edit"),
        ("exprot", "the command export"),
        ("gaol", "the command goal"),
        ("plna", "the command plan"),
        ("doctr", "the command doctor"),
        ("chek-in", "the command check-in"),
        ("duplicate", "the command copy"),
        ("remove", "the command delete"),
        ("LS", "the command list"),
        ("dsk-hips", "desk-hips"),
        ("after-workuot", "after-workout"),
        ("weakcor", "weak-core"),
        ("psaos", "psoas-and-glutes"),
        ("aling-first", "align-first"),
    ],
)
def test_a_typo_of_a_command_or_a_routine_suggests_what_was_meant_first(run: Run, typed: str, meant: str) -> None:
    refused = run(typed)
    assert refused.code == 1
    assert f"help: did you mean {meant}" in refused.err
    assert refused.err.count("did you mean") == 1


def test_a_routine_and_a_command_that_are_both_near_are_both_suggested(run: Run) -> None:
    assert "did you mean the command check or the routine self-check?" in run("chek").err


@pytest.mark.parametrize("words", [["duplicate", "--help"], ["histroy", "--csv"], ["copyy", "weak-core", "mine"]])
def test_arguments_of_an_unknown_command_are_not_taken_for_those_of_run(run: Run, words: list[str]) -> None:
    refused = run(*words)
    assert (refused.code, refused.out) == (2, "")
    assert f"unknown command {words[0]!r}: did you mean" in refused.err


def test_an_option_with_a_typo_suggests_the_one_that_was_meant(run: Run) -> None:
    refused = run("list", "--jsno")
    assert refused.code == 2
    assert "routine-timer list: error: unknown option --jsno: did you mean --json?" in refused.err
    assert "usage: routine-timer log" in run("log", "weak-core", "--minuts", "3").err
    assert "did you mean --minutes?" in run("log", "weak-core", "--minuts", "3").err
    assert "did you mean --plain?" in run("weak-core", "--pain").err


def test_an_export_without_a_format_lists_the_formats(run: Run) -> None:
    refused = run("export", "weak-core")
    assert refused.code == 2
    assert "add --to with a format: seconds, jawt, timer-machine, ics, html" in refused.err


def test_an_id_that_does_not_exist_says_where_the_ids_are(run: Run) -> None:
    assert "`routine-timer history --ids` shows the ids" in run("history", "delete", "nosuch").err


def test_a_file_that_exists_says_what_to_do(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "r.html"
    file.write_text("mine")
    assert "choose another name, or delete it first" in run("report", str(file)).err
    assert file.read_text() == "mine"


def test_help_for_what_is_not_there_is_not_the_help_of_run(run: Run) -> None:
    refused = run("xyzzy", "--help")
    assert (refused.code, refused.out) == (1, "")
    assert "there is no routine called 'xyzzy'" in refused.err


def test_help_is_a_word_too(run: Run) -> None:
    assert run("help").out == run("--help").out
    assert run("help", "log").out == run("log", "--help").out


def test_a_mistyped_routine_is_suggested(run: Run) -> None:
    assert "after-workout" in run("after-workuot").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["history", "exprt"], "unknown command 'exprt': did you mean export?"),
        (["plan", "strat"], "unknown command 'strat': did you mean start?"),
        (["remind", "instal"], "unknown command 'instal': did you mean install?"),
        (["remind", "xyz"], "unknown command 'xyz': choose from install, remove, show"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistyped_command_of_a_command_is_suggested(run: Run, words: list[str], told: str) -> None:
    refused = run(*words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.endswith(f"routine-timer {words[0]}: error: {told}\n")


def test_a_number_that_is_not_above_0_is_named_after_its_option(run: Run) -> None:
    told = run("run", "after-workout", "--minutes", "0").err
    assert told.endswith("error: argument --minutes: must be a number above 0, not '0'\n")
