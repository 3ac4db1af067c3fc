"""The catalogue: the bundled exercises and a person's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from routine_timer import paths
from routine_timer.routine.catalogue import Catalogue
from routine_timer.routine.diagnostics import Diagnostic
from routine_timer.routine.model import Hold, Reps, Tempo
from routine_timer.routine.read import read_exercise


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


LEAN = 'format = 1\nname = "Lean"\naliases = ["Wall lean"]\ndose = "30s"\n'


def test_an_exercise_is_found_by_id_name_and_alias(tmp_path: Path) -> None:
    write(tmp_path, "lean", LEAN)
    catalogue = Catalogue.load([tmp_path])
    assert {catalogue.find(name) for name in ("lean", "Lean", "wall lean", "wall-lean")} == {
        catalogue.exercises["lean"]
    }
    assert catalogue.find("fall") is None


def test_a_persons_own_exercise_shadows_a_bundled_one(tmp_path: Path) -> None:
    write(tmp_path, "plank", 'format = 1\nname = "My plank"\ndose = "1m"\n')
    catalogue = Catalogue.load([paths.bundled_exercises(), tmp_path])
    assert (catalogue.exercises["plank"].name, catalogue.exercises["plank"].dose) == ("My plank", Hold(60))
    assert "clam" in catalogue.exercises


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Clam", "clam"),  # the name of a bundled exercise, and an alias of the person's own
        ("Clam shell", "clam"),  # an alias of both
        ("Front plank", "aaa"),
        ("Mine", "aaa"),
        ("AAA", "aaa"),
    ],
)
def test_an_alias_takes_no_name_from_another_exercise_nor_an_alias_from_a_bundled_one(
    tmp_path: Path, said: str, found: str
) -> None:
    bundled = tmp_path / "bundled"
    write(bundled, "clam", 'format = 1\nname = "Clam"\naliases = ["Clam shell"]\ndose = "10 reps"\n')
    write(
        tmp_path / "own",
        "aaa",
        'format = 1\nname = "Mine"\naliases = ["Clam", "Clam shell", "Front plank", "Zzz"]\ndose = "10 reps"\n',
    )
    write(tmp_path / "own", "zzz", 'format = 1\nname = "Front plank one"\ndose = "10 reps"\n')
    exercise = Catalogue.load([bundled, tmp_path / "own"]).find(said)
    assert exercise is not None
    assert exercise.id == found


def test_an_id_in_capitals_wins_over_an_alias(tmp_path: Path) -> None:
    write(tmp_path, "aaa", 'format = 1\nname = "Mine"\naliases = ["zzz"]\ndose = "10 reps"\n')
    write(tmp_path, "zzz", 'format = 1\nname = "Other"\ndose = "10 reps"\n')
    exercise = Catalogue.load([tmp_path]).find("ZZZ")
    assert exercise is not None
    assert exercise.id == "zzz"


def test_a_broken_exercise_is_reported_and_the_others_are_there(tmp_path: Path) -> None:
    write(tmp_path, "lean", LEAN)
    write(tmp_path, "bad", LEAN + "tempo = 3\n")
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    catalogue = Catalogue.load([tmp_path, tmp_path / "missing"], tmp_path / "cache")
    assert list(catalogue.exercises) == ["lean"]
    assert [(reading.id, one.code) for reading in catalogue.broken for one in reading.check()] == [
        ("bad", "unknown-key"),
        ("gone", "unreadable"),
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "no-dose"),
        ('dose = "ten"', "bad-duration"),
        ('dose = "30s"\n[[phase]]\nhold = "30s"\ncue = "x"', "two-doses"),
        ('dose = "30s"\nsides = "alternating"', "alternating-hold"),
        ('dose = "8 reps"\nusual_tempo = "1"', "bad-tempo"),
        ('dose = "10s"\ncues = [{ at = "20s", say = "x" }]', "cue-after-end"),
        ('dose = "10s"\nstretches = ["legs"]', "unknown-muscle"),
        ('dose = "10s"\n[[poses]]\nlie = "floating"', "not-a-choice"),
        ('dose = "10s"\n[[poses]]\njoints = { kneee = 3 }', "unknown-key"),
        ('dose = "10s"\n[[poses]]\njoints = { knee = "x" }', "wrong-type"),
        ('dose = "10s"\n[figure]\nveiw = "side"', "unknown-key"),
    ],
)
def test_what_is_wrong_in_an_exercise_is_reported(tmp_path: Path, said: str, code: str) -> None:
    reading = read_exercise(write(tmp_path, "lean", f'format = 1\nname = "Lean"\n{said}\n'))
    assert reading.exercise is None
    assert [one.code for one in reading.diagnostics] == [code]
    assert reading.diagnostics[0].line > 2 or code == "no-dose"


def test_reps_of_an_exercise_have_its_usual_tempo(tmp_path: Path) -> None:
    text = 'format = 1\nname = "Squat"\ndose = "8-12 reps"\nusual_tempo = "2-0-1-0"\n'
    exercise = read_exercise(write(tmp_path, "squat", text)).exercise
    assert exercise is not None
    assert exercise.dose == Reps(8, 12, 3, Tempo(2, 0, 1, 0))


class TestCache:
    def test_what_was_read_is_the_same_from_the_cache(self, tmp_path: Path) -> None:
        folders = [paths.bundled_exercises()]
        fresh = Catalogue.load(folders, tmp_path)
        assert (tmp_path / "catalogue.msgpack").is_file()
        kept = Catalogue.load(folders, tmp_path)
        assert kept.exercises == fresh.exercises
        assert kept.exercises["clam"].poses

    def test_a_changed_a_new_and_a_removed_file_are_noticed(self, tmp_path: Path) -> None:
        folder, cache = tmp_path / "exercises", tmp_path / "cache"
        file = write(folder, "lean", LEAN)
        Catalogue.load([folder], cache)
        write(folder, "lean", LEAN.replace("30s", "40s"))
        os.utime(file, ns=(1, 1))
        assert Catalogue.load([folder], cache).exercises["lean"].dose == Hold(40)
        write(folder, "other", LEAN)
        assert len(Catalogue.load([folder], cache).exercises) == 2
        file.unlink()
        assert list(Catalogue.load([folder], cache).exercises) == ["other"]

    def test_a_cache_of_nonsense_costs_nothing_but_time(self, tmp_path: Path) -> None:
        folder, cache = tmp_path / "exercises", tmp_path / "cache"
        write(folder, "lean", LEAN)
        cache.mkdir()
        (cache / "catalogue.msgpack").write_bytes(b"\xc1nonsense")
        assert list(Catalogue.load([folder], cache).exercises) == ["lean"]

    def test_a_cache_that_can_not_be_written_is_done_without(self, tmp_path: Path) -> None:
        folder = tmp_path / "exercises"
        write(folder, "lean", LEAN)
        (tmp_path / "cache").write_text("a file where the folder should be")
        assert list(Catalogue.load([folder], tmp_path / "cache").exercises) == ["lean"]

    def test_broken_exercises_are_reported_every_time(self, tmp_path: Path) -> None:
        folder, cache = tmp_path / "exercises", tmp_path / "cache"
        write(folder, "bad", LEAN + "x = 1\n")
        assert [len(Catalogue.load([folder], cache).broken) for _ in range(2)] == [1, 1]


def ladder(folder: Path, **links: str) -> Catalogue:
    """Exercises by their ids, each with the one that is harder."""
    for name, harder in links.items():
        write(folder, name, f'format = 1\nname = "{name}"\ndose = "30s"\nharder_exercise = "{harder}"\n')
    return Catalogue.load([folder])


def problems(catalogue: Catalogue) -> list[Diagnostic]:
    return [one for reading in catalogue.broken for one in reading.diagnostics]


def test_a_link_to_an_exercise_that_is_not_there_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    catalogue = ladder(tmp_path, bridge="marching-brigde", **{"marching-bridge": "bridge2"})
    first = problems(catalogue)[0]
    assert (first.code, first.line, first.severity) == ("unknown-exercise", 4, "error")
    assert first.help == 'did you mean "marching-bridge"?'
    assert "bridge" in catalogue.exercises, "the exercise itself can be used"


def test_a_ladder_that_leads_back_is_an_error_that_names_the_way(tmp_path: Path) -> None:
    catalogue = ladder(tmp_path, one="two", two="three", three="one")
    assert {one.code for one in problems(catalogue)} == {"ladder-loop"}
    assert any("one → two → three → one" in one.message for one in problems(catalogue))


def test_every_bundled_ladder_has_rungs_that_are_there_and_an_end() -> None:
    assert Catalogue.load([paths.bundled_exercises()]).broken == ()


def test_a_pose_that_still_says_which_end_of_a_rep_it_is_is_read_without_a_word(tmp_path: Path) -> None:
    """Version 0.1 had that key; files of one's own may have it."""
    file = tmp_path / "own.toml"
    file.write_text('format = 1\nname = "Own"\ndose = "5 reps"\n[[poses]]\nlie = "stand"\nat = "high"\n')
    reading = read_exercise(file)
    assert reading.diagnostics == ()
    assert reading.exercise is not None
