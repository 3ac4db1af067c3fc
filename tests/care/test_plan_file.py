"""Plan files: what is read, and the messages about a wrong one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from routine_timer import paths
from routine_timer.care.plan_file import (
    MoveOn,
    Plans,
    PlanStage,
    existing_plan_file,
    plan_schema,
    read_plan,
    read_plan_text,
)
from routine_timer.cli import main
from routine_timer.errors import NotFound
from routine_timer.history.streaks.goals import DAILY
from routine_timer.routine.diagnostics import BrokenFile, rendered

BUNDLED = paths.bundled_routines() / "plans"
ROUTINES = [file.stem for file in paths.bundled_routines().glob("*.toml")]
FILES = sorted(BUNDLED.glob("*.toml"))
STAGE = '[[stage]]\nname = "Align"\nroutines = ["align-first"]\n'


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("ROUTINE_TIMER_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_bundled_plans_align_first_and_end_in_fitness_with_a_source_for_every_stage(file: Path) -> None:
    reading = read_plan(file, ROUTINES)
    assert reading.diagnostics == ()
    plan = reading.plan
    assert plan is not None
    assert [stage.name for stage in plan.stages] == ["Align", "Stretch and activate", "Fitness"]
    assert plan.stages[0].routines == ("align-first",)
    assert 5 <= plan.stages[0].days_done <= 8
    assert all(stage.source and stage.about and stage.move_on.pain_at_most == 3 for stage in plan.stages)


def keys(source: str) -> set[str]:
    return set(re.findall(r"S[0-4]", source))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_plan_credits_what_its_stages_do_and_a_stage_what_its_routines_do(file: Path) -> None:
    plan = read_plan(file, ROUTINES).plan
    assert plan is not None
    assert keys(plan.source) == set().union(*(keys(stage.source) for stage in plan.stages))
    for stage in plan.stages:
        for routine in stage.routines:
            comment = (paths.bundled_routines() / f"{routine}.toml").read_text(encoding="utf-8").partition("# ")[2]
            origin = re.match(r"From (S[0-4](?: and S[0-4])*)", comment)
            assert origin is None or keys(origin[1]) <= keys(stage.source), (stage.name, routine)


def test_the_five_plans_come_with_the_program() -> None:
    assert [file.stem for file in FILES] == [
        "after-every-workout",
        "desk-body",
        "hips-tipped-forward",
        "one-hip-higher",
        "weak-core",
    ]


def test_the_schema_beside_them_is_the_current_one_and_takes_every_plan() -> None:
    import tomllib

    text = (BUNDLED / "plan.schema.json").read_text(encoding="utf-8")
    assert text == plan_schema()
    validator = jsonschema.Draft202012Validator(json.loads(text))
    for file in FILES:
        assert list(validator.iter_errors(tomllib.loads(file.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('name = "x"\nstage = []\n', "no-stages", 1),
        (f'name = "x"\nstages = 3\n{STAGE}', "unknown-key", 2),
        (f'name = "x"\n{STAGE}goal = "often"\n', "bad-goal", 5),
        (f'name = "x"\n{STAGE}{STAGE}', "stage-twice", 6),
        (STAGE, "missing-key", 1),
        ('name = "x"\n[[stage]]\nname = "A"\n', "missing-key", 2),
        ('name = "x"\n[[stage]]\nname = "A"\nroutines = ["aling-first"]\n', "unknown-routine", 4),
        ('name = "x"\n[[stage]]\nname = "A"\nroutines = { mo = "align-first" }\n', "unknown-key", 4),
        (f'name = "x"\n{STAGE}move_on = {{ signs = "fewer" }}\n', "not-a-choice", 5),
        (f'name = "x"\n{STAGE}move_on = {{ measures = ["waist"] }}\n', "not-a-choice", 5),
        (f'name = "x"\n{STAGE}move_on = {{ pain_at_most = 11 }}\n', "out-of-range", 5),
        (f'name = "x"\n{STAGE}days_done = "six"\n', "wrong-type", 5),
        (f'format = 2\nname = "x"\n{STAGE}', "newer-format", 1),
        ('name = "x\n', "toml-syntax", 1),
    ],
)
def test_errors_are_reported_with_their_line(text: str, code: str, line: int) -> None:
    reading = read_plan_text(text, Path("plan.toml"), ROUTINES)
    assert reading.plan is None
    assert (code, line) in [(one.code, one.line) for one in reading.diagnostics]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param('name = "x"\nstage = 3\n', ["wrong-type"], id="no list of stages"),
        pytest.param(
            'name = "x"\n[[stage]]\nroutines = ["weak-core"]\n[[stage]]\nroutines = ["weak-core"]\n',
            ["missing-key"] * 2,
            id="two stages without a name",
        ),
        pytest.param(
            'name = "x"\n[[stage]]\nname = "A"\nroutines = [3]\n', ["wrong-type"], id="a routine that is a number"
        ),
    ],
)
def test_what_only_follows_from_another_error_is_not_reported(text: str, codes: list[str]) -> None:
    assert [one.code for one in read_plan_text(text, Path("plan.toml"), ROUTINES).diagnostics] == codes


def test_a_stage_that_says_no_more_is_done_once_and_daily() -> None:
    plan = read_plan_text(f'name = "x"\n{STAGE}', Path("x.toml"), ROUTINES).plan
    assert plan is not None
    assert plan.stages == (PlanStage("Align", ("align-first",), None, DAILY, 1, MoveOn(), "", ""),)
    assert (plan.id, plan.name, plan.about, plan.source) == ("x", "x", "", "")


def test_what_a_plan_and_its_stage_say_of_themselves_is_read() -> None:
    text = f'name = "x"\nabout = "Why"\nsource = "S2"\n{STAGE}about = "How"\nsource = "S0"\ndays_done = 6\n'
    plan = read_plan_text(text, Path("x.toml"), ROUTINES).plan
    assert plan is not None
    assert (plan.about, plan.source) == ("Why", "S2")
    assert (plan.stages[0].about, plan.stages[0].source, plan.stages[0].days_done) == ("How", "S0", 6)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'name = "x"\n{STAGE}', id="right"),
        pytest.param(f'name = "x"\n{STAGE}goal = "often"\n', id="wrong"),
        pytest.param('name = "x', id="not TOML"),
        pytest.param('format = 99\nname = "x"\n', id="of a newer format"),
        pytest.param('name = "x"\nname = "y"\n', id="with faults that TOML itself refuses"),
    ],
)
def test_whatever_is_in_it_a_plan_has_its_file_and_the_id_of_that(text: str) -> None:
    reading = read_plan_text(text, Path("folder/mine.toml"), ROUTINES)
    assert (reading.file, reading.id, reading.text) == (Path("folder/mine.toml"), "mine", text)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b'name = "\xff"\n')
    reading = read_plan(file)
    assert (reading.file, reading.id, reading.plan) == (file, "mine", None)
    assert [(one.code, one.file) for one in reading.diagnostics] == [("not-utf8", file)]


@pytest.mark.parametrize(
    ("days", "goal", "gap"),
    [
        ('mon = "weak-core", default = "align-first"', "daily", ""),
        ('mon = "weak-core", thu = "align-first"', "mon,thu", ""),
        ('mon = "weak-core", thu = "align-first"', "2/week", ""),
        ('mon = "weak-core", thu = "align-first"', "every 3 days", ""),
        ('mon = "weak-core", thu = "align-first"', "mon,tue", "Tuesday has no routine"),
        ('mon = "weak-core", thu = "align-first"', "3/week", "only 2 days of the week can have a session"),
    ],
)
def test_a_goal_that_rest_days_do_not_let_one_meet_gets_advice(days: str, goal: str, gap: str) -> None:
    text = f'name = "x"\n[[stage]]\nname = "A"\nroutines = {{ {days} }}\ngoal = "{goal}"\n'
    reading = read_plan_text(text, Path("x.toml"), ROUTINES)
    assert reading.plan is not None
    assert [(one.severity, one.line) for one in reading.diagnostics] == [("advice", 5)] * bool(gap)
    assert all(gap in one.message for one in reading.diagnostics)


def test_advice_on_a_daily_goal_is_read_as_it_was_when_reviewed() -> None:
    text = 'name = "x"\n[[stage]]\nname = "A"\nroutines = { mon = "weak-core", fri = "align-first" }\ngoal = "daily"\n'
    [advice] = read_plan_text(text, Path("x.toml"), ROUTINES).diagnostics
    assert rendered(advice, text) == (
        "advice[goal-on-rest-days]: the goal is daily, but Tuesday, Wednesday, Thursday, Saturday and Sunday "
        "have no routine: a streak can't last\n"
        " --> x.toml:5:8\n"
        "  |\n"
        '5 | goal = "daily"\n'
        "  |        ^^^^^^^\n"
        '  = help: write goal = "mon,fri", or give the other days a routine with `default`'
    )


def test_without_a_goal_which_is_daily_the_advice_is_at_the_weekdays() -> None:
    text = 'name = "x"\n[[stage]]\nname = "A"\nroutines = { mon = "weak-core" }\n'
    assert [one.line for one in read_plan_text(text, Path("x.toml"), ROUTINES).diagnostics] == [4]


def test_a_routine_for_each_weekday_falls_back_on_the_default() -> None:
    text = 'name = "x"\n[[stage]]\nname = "A"\nroutines = { mon = "weak-core", default = "align-first" }\n'
    plan = read_plan_text(text, Path("x.toml"), ROUTINES).plan
    assert plan is not None
    assert plan.stages[0].by_weekday == {0: "weak-core", **dict.fromkeys(range(1, 7), "align-first")}


def test_a_plan_of_ones_own_shadows_a_bundled_one(home: Path) -> None:
    (home / "plans").mkdir()
    (home / "plans" / "desk-body.toml").write_text(f'name = "Mine"\n{STAGE}')
    plans = Plans(home / "plans", BUNDLED, ROUTINES)
    assert plans.find("desk").name == "Mine"
    with pytest.raises(NotFound, match="nothing"):
        plans.find("nothing")


def test_check_checks_plans_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "plans").mkdir()
    file = home / "plans" / "mine.toml"
    file.write_text('name = "x"\n[[stage]]\nname = "A"\nroutines = ["aling-first"]\n')
    assert main(["check", str(file), "--json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)
    assert (problem["code"], problem["line"], problem["help"]) == ("unknown-routine", 4, 'did you mean "align-first"?')
    assert main(["check"]) == 1
    assert "mine.toml" in capsys.readouterr().out


def test_an_id_comes_before_the_name_of_a_copy(tmp_path: Path) -> None:
    own, bundled = tmp_path / "plans", paths.bundled_routines() / "plans"
    own.mkdir()
    (own / "my-plan.toml").write_bytes((bundled / "one-hip-higher.toml").read_bytes())
    plans = Plans(own, bundled, [file.stem for file in paths.bundled_routines().glob("*.toml")])
    assert plans.find("one-hip-higher").id == "one-hip-higher"
    assert plans.find("my-plan").id == "my-plan"


@pytest.fixture
def own(tmp_path: Path) -> Plans:
    """Four plans: two whose ids and names begin alike, one with a routine that is not there, and one that is broken."""
    folder = tmp_path / "own"
    folder.mkdir()
    for id_, text in {
        "back-one": f'name = "Stairs"\n{STAGE}',
        "back-two": f'name = "stairs in spring"\n{STAGE}',
        "gone": 'name = "Old ways"\n[[stage]]\nname = "A"\nroutines = ["no-such"]\n',
        "torn": "name = \n",
    }.items():
        (folder / f"{id_}.toml").write_text(text, "utf-8")
    return Plans(folder, tmp_path / "none", ROUTINES)


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("back-one", "back-one"),
        ("Back One", "back-one"),
        ("back-t", "back-two"),
        ("STAIRS", "back-one"),
        ("stairs in", "back-two"),
        ("old ways", "gone"),
        ("gon", "gone"),
        ("torn", "torn"),
        ("to", "torn"),
    ],
)
def test_a_plan_is_found_by_its_id_or_name_or_how_they_begin(own: Plans, name: str, id_: str) -> None:
    assert own.reading(name).id == id_


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("back", "There is no plan called 'back'. Did you mean back-one or back-two?"),
        ("stair", "There is no plan called 'stair'. Did you mean back-one or back-two?"),
        ("neck", "There is no plan called 'neck'. There are: back-one, back-two, gone, torn"),
        (" ", "There is no plan called ' '. There are: back-one, back-two, gone, torn"),
    ],
)
def test_a_plan_that_is_not_found_is_said_with_those_there_are(own: Plans, name: str, told: str) -> None:
    with pytest.raises(NotFound) as none:
        own.reading(name)
    assert none.value.with_help == told
    assert (none.value.what, none.value.name) == ("plan", name)


@pytest.mark.parametrize(("name", "codes"), [("torn", ["no-stages", "toml-syntax"]), ("gone", ["unknown-routine"])])
def test_a_plan_with_errors_is_not_started_and_its_errors_are_shown(own: Plans, name: str, codes: list[str]) -> None:
    with pytest.raises(BrokenFile) as broken:
        own.find(name)
    assert [one.code for one in broken.value.diagnostics] == codes
    assert broken.value.text == own.files[name].read_text("utf-8")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({}, ""),
        ({"other": ["clams"]}, ""),
        ({"a": ["squats"]}, "squats is in your plan a: change it with `routine-timer edit --plan a`."),
        ({"a": ["clams", "squats"]}, "squats is in your plan a: change it with `routine-timer edit --plan a`."),
        (
            {"b": ["squats"], "a": ["squats"], "other": ["clams"]},
            (
                "squats is in your plans a, b: change it with `routine-timer edit --plan a` and "
                "`routine-timer edit --plan b`."
            ),
        ),
    ],
)
def test_before_a_routine_goes_the_plans_that_name_it_are_said(
    tmp_path: Path, named: dict[str, list[str]], said: str
) -> None:
    (tmp_path / "torn.toml").write_text("name = \n", "utf-8")
    for id_, routines in named.items():
        stages = f'{STAGE}[[stage]]\nname = "B"\nroutines = {json.dumps(routines)}\n'
        (tmp_path / f"{id_}.toml").write_text(f'name = "x"\n{stages}', "utf-8")
    plans = Plans(tmp_path, tmp_path / "none", ())
    assert plans.left_without("squats") == said
    assert plans.left_without("align-first") == "", "the one that comes with the program stays"


@pytest.mark.parametrize(
    ("word", "is_file"),
    [
        ("plans/mine.toml", True),
        ("./plans/mine.toml", True),
        ("plans/nothing.toml", False),
        ("plans/folder.toml", False),
        ("plans", False),
        ("mine.toml", False),
        ("routines/mine.toml", False),
        ("mine", False),
    ],
)
def test_a_word_names_the_file_of_a_plan_if_it_is_one(
    home: Path, monkeypatch: pytest.MonkeyPatch, word: str, is_file: bool
) -> None:
    for folder in ("plans", "routines", "plans/folder.toml"):
        (home / folder).mkdir()
    for file in ("plans/mine.toml", "routines/mine.toml", "mine.toml"):
        (home / file).write_text(STAGE)
    monkeypatch.chdir(home)
    assert existing_plan_file(word) == (Path(word) if is_file else None)


@pytest.mark.parametrize(("word", "is_file"), [("mine.toml", True), ("mine", False), ("no.toml", False)])
def test_in_the_folder_of_plans_a_name_with_its_ending_is_a_file_and_one_without_a_name(
    home: Path, monkeypatch: pytest.MonkeyPatch, word: str, is_file: bool
) -> None:
    (home / "plans").mkdir()
    (home / "plans" / "mine.toml").write_text(STAGE)
    (home / "plans" / "mine").write_text(STAGE)
    monkeypatch.chdir(home / "plans")
    assert existing_plan_file(word) == (Path(word) if is_file else None)
