"""`share` writes a routine with everything that belongs to it, and `import` takes it, whoever it comes from."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from routine_timer.formats.format_errors import ImportProblem
from routine_timer.formats.shared_routine import SharedRoutine, from_bytes, recognises, to_code, to_json
from tests.cli.conftest import Run

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
EXERCISE = """
format = 1
name = "Doorway slide"
stretches = ["chest"]
image = "slide.png"
dose = "20s"
"""
ROUTINE = """# mine
format = 1
name = "Mornings"
[[step]]
exercise = "doorway-slide"
[[step]]
name = "Squat"
image = '../photos/my squat.png'
hold = "30s"
"""
PLAN = """
format = 1
name = "Two weeks"
[[stage]]
name = "Start"
routines = ["mornings"]
"""


@pytest.fixture
def with_everything(home: Path, routine: Callable[[str, str], Path]) -> Path:
    """A home with its own routine, and an exercise, pictures and a plan that belong to it."""
    for folder in ("exercises", "plans", "photos"):
        (home / folder).mkdir(exist_ok=True)
    (home / "exercises" / "doorway-slide.toml").write_text(EXERCISE, encoding="utf-8")
    (home / "exercises" / "other.toml").write_text(EXERCISE.replace("Doorway slide", "Other"), encoding="utf-8")
    (home / "exercises" / "slide.png").write_bytes(PNG)
    (home / "photos" / "my squat.png").write_bytes(PNG + b"2")
    (home / "plans" / "two-weeks.toml").write_text(PLAN, encoding="utf-8")
    routine("mornings", ROUTINE)
    return home


@pytest.fixture
def another_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Path]:
    def move() -> Path:
        new = tmp_path_factory.mktemp("another")
        monkeypatch.setenv("ROUTINE_TIMER_HOME", str(new))
        return new

    return move


def test_everything_that_belongs_to_it_arrives(
    run: Run, with_everything: Path, another_home: Callable[[], Path], tmp_path: Path
) -> None:
    file = tmp_path / "handed-on.json"
    assert run("share", "mornings", str(file)).code == 0
    new = another_home()
    took = run("import", str(file))
    assert took.code == 0
    there = sorted(str(path.relative_to(new)) for path in new.rglob("*") if path.is_file())
    assert [name for name in there if "schema" not in name and not name.startswith("cache")] == [
        "exercises/doorway-slide.toml",
        "exercises/slide.png",
        "plans/two-weeks.toml",
        "routines/mornings.toml",
        "routines/my squat.png",
    ]
    assert (new / "routines" / "my squat.png").read_bytes() == PNG + b"2"
    shown = run("show", "mornings", "--json")
    assert {segment["label"] for segment in shown.json["segments"]} == {"Doorway slide", "Squat"}
    assert run("check", str(new / "routines" / "mornings.toml")).code == 0
    assert "two-weeks" in [plan["id"] for plan in run("plan", "list", "--json").json]


def test_a_bundled_routine_can_be_shared_and_gets_another_name(
    run: Run, home: Path, tmp_path: Path, another_home: Callable[[], Path]
) -> None:
    file = tmp_path / "after.json"
    run("share", "after-workout", str(file))
    another_home()
    took = run("import", str(file))
    assert "after-workout-2.toml" in took.out
    assert "there is already a routine called after-workout" in took.err


def test_nothing_that_is_there_is_changed(run: Run, with_everything: Path, tmp_path: Path) -> None:
    file = tmp_path / "handed-on.json"
    run("share", "mornings", str(file))
    mine = EXERCISE.replace("20s", "60s")
    (with_everything / "exercises" / "doorway-slide.toml").write_text(mine, encoding="utf-8")
    (with_everything / "exercises" / "slide.png").write_bytes(PNG + b"mine")
    took = run("import", str(file))
    assert took.code == 0
    assert "exercise doorway-slide: you already have one with that name" in took.err
    assert "slide.png is already there" in took.err
    assert (with_everything / "exercises" / "doorway-slide.toml").read_text("utf-8") == mine
    assert (with_everything / "exercises" / "slide.png").read_bytes() == PNG + b"mine"
    assert (with_everything / "routines" / "mornings-2.toml").exists()


def test_a_file_that_is_there_is_not_replaced(run: Run, with_everything: Path, tmp_path: Path) -> None:
    file = tmp_path / "handed-on.json"
    file.write_text("mine")
    assert run("share", "mornings", str(file)).code == 1
    assert file.read_text() == "mine"


def test_the_text_of_a_code_is_the_same_routine() -> None:
    shared = SharedRoutine(
        "short", {("routines", "short"): 'format = 1\nname = "Short"\n'}, {("routines", "a.png"): PNG}
    )
    code = to_code(shared)
    assert code.isascii()
    assert code == code.upper()  # so that the QR code takes two thirds of the room
    assert from_bytes(code.encode()) == SharedRoutine(shared.id, shared.texts)
    assert from_bytes(to_json(shared).encode()) == shared
    assert recognises(code.encode())
    assert recognises(to_json(shared).encode())


def test_a_routine_with_errors_is_not_shared(run: Run, home: Path, routine: Callable[[str, str], Path]) -> None:
    routine("broken", 'format = 1\nname = "Broken"\n[[step]]\nname = "Squat"\n')
    assert run("share", "broken", "-").code == 1


class TestUntrusted:
    """A file that somebody sent: nothing in it decides where files go, or how much of the computer it takes."""

    def shared(self, **changes: Any) -> bytes:
        document = {
            "routine-timer": 1,
            "routine": "short",
            "files": {"routines/short.toml": 'format = 1\nname = "Short"\n[[step]]\nname = "Squat"\nhold = "20s"\n'},
            "pictures": {},
        }
        return json.dumps({**document, **changes}).encode()

    @pytest.mark.parametrize(
        "path",
        [
            "../evil.toml",
            "routines/../../evil.toml",
            "/etc/evil.toml",
            "routines/.hidden.toml",
            "routines/a/b.toml",
            "settings/config.toml",
            "routines/con.toml",
            "routines/UPPER CASE.toml",
            "routines\\evil.toml",
            "config.toml",
            "exercises/x.py",
        ],
    )
    def test_a_name_that_leads_elsewhere_is_refused(self, path: str) -> None:
        files = {"routines/short.toml": "", path: "format = 1"}
        with pytest.raises(ImportProblem, match="not the name of"):
            from_bytes(self.shared(files=files))

    @pytest.mark.parametrize(
        "path",
        [
            *("routines/../x.png", "x.png", "routines/.x.png", "routines/x.sh", "plans/x.png", "Routines/x.png"),
            f"routines/{'𐐨' * 80}.png",
        ],
    )
    def test_so_is_one_of_a_picture(self, path: str) -> None:
        with pytest.raises(ImportProblem, match="not the name of a picture"):
            from_bytes(self.shared(pictures={path: base64.b64encode(PNG).decode()}))

    @pytest.mark.parametrize("coded", ["", "!!", base64.b64encode(b"#!/bin/sh").decode(), 7, None])
    def test_what_is_not_a_picture_is_refused(self, coded: object) -> None:
        with pytest.raises(ImportProblem, match="not a picture"):
            from_bytes(self.shared(pictures={"routines/x.png": coded}))

    @pytest.mark.parametrize(
        "changes",
        [
            {"routine": "other"},
            {"routine": 7},
            {"files": []},
            {"files": {"routines/short.toml": 7}},
            {"files": {"routines/short.toml": "half a character: \ud800"}},
            {"files": {"routines/short.toml": "", "plans/p.toml": "\udc80"}},
            {"files": {"routines/short.toml": "", "routines/second.toml": ""}},
            {"files": {f"exercises/e{i}.toml": "" for i in range(300)}},
            {"files": {"routines/short.toml": "x" * 1_100_000}},
            {"routine-timer": 2},
        ],
        ids=lambda changes: next(iter(changes)),
    )
    def test_impossible_values_are_refused(self, changes: dict[str, Any]) -> None:
        with pytest.raises(ImportProblem):
            from_bytes(self.shared(**changes))

    @pytest.mark.parametrize("code", [b"RT1:", b"RT1:AAAA", b"RT1:7", b"RT1:" + b"\xff" * 8])
    def test_a_damaged_code_says_so(self, code: bytes) -> None:
        with pytest.raises(ImportProblem):
            from_bytes(code)

    def test_a_code_that_unpacks_to_gigabytes_is_refused(self) -> None:
        import zlib

        packer = zlib.compressobj(9)
        packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
        with pytest.raises(ImportProblem, match="too large"):
            from_bytes(b"RT1:" + base64.b32encode(packed).rstrip(b"="))

    def test_a_plan_with_the_name_of_another_one_is_written_under_a_new_name(
        self, run: Run, home: Path, tmp_path: Path
    ) -> None:
        file, text = tmp_path / "in.json", json.loads(self.shared())["files"]["routines/short.toml"]
        mine = (home / "plans" / "mine.toml", 'format = 1\nname = "Mine"\n')
        mine[0].parent.mkdir()
        mine[0].write_text(mine[1])
        plan = PLAN.replace("mornings", "short")
        for _ in range(2):  # the second time, the same plans are there already
            files = {"routines/short.toml": text, "plans/weak-core.toml": plan, "plans/mine.toml": f"{plan}# 2"}
            file.write_bytes(self.shared(files=files))
            ran = run("import", str(file))
            assert ran.code == 0
            assert sorted(one.name for one in (home / "plans").iterdir()) == [
                "mine-2.toml",
                "mine.toml",
                "weak-core-2.toml",
            ]
            assert mine[0].read_text() == mine[1]
        assert json.loads(run("plan", "list", "--json").out)
        assert run("show", "--plan", "weak-core").out.startswith("Weak core")

    def test_a_plan_follows_the_routine_to_its_new_name(self, run: Run, home: Path, tmp_path: Path) -> None:
        file, text = tmp_path / "in.json", json.loads(self.shared())["files"]["routines/short.toml"]
        plan = PLAN.replace('["mornings"]', "{ mon = \"after-workout\", default = 'after-workout' } # after-workout")
        files = {"routines/after-workout.toml": text, "plans/new.toml": plan}
        file.write_bytes(self.shared(files=files, routine="after-workout"))
        ran = run("import", str(file))
        assert ran.code == 0
        assert "after-workout-2" in ran.err
        assert (home / "plans" / "new.toml").read_text() == PLAN.replace(
            '["mornings"]', '{ mon = "after-workout-2", default = "after-workout-2" } # after-workout'
        )

    def test_one_with_errors_leaves_nothing_behind(self, run: Run, home: Path, tmp_path: Path) -> None:
        file = tmp_path / "bad.json"
        exercise = {"exercises/mine.toml": 'format = 1\nname = "Mine"\ndose = "20s"\n'}
        text = 'format = 1\nname = "Short"\n[[step]]\nname = "Squat"\nhold = "soon"\n'
        file.write_bytes(self.shared(files={"routines/short.toml": text, **exercise}))
        ran = run("import", str(file))
        assert ran.code == 1
        assert "routines/short.toml" in ran.err
        assert "hold" in ran.err
        assert not (home / "routines").exists()
        assert not (home / "exercises").exists()


def test_collecting_leaves_out_a_picture_that_is_none(run: Run, with_everything: Path) -> None:
    (with_everything / "photos" / "my squat.png").write_bytes(b"secret")
    ran = run("share", "mornings", "-")
    assert ran.code == 0
    assert "picture left out: ../photos/my squat.png" in ran.err
    assert base64.b64encode(b"secret").decode() not in ran.out


def test_sounds_that_stay_behind_are_reported(run: Run, with_everything: Path, tmp_path: Path) -> None:
    sounds = with_everything / "routines" / "mornings.sounds"
    sounds.mkdir()
    shared = run("share", "mornings", str(tmp_path / "handed-on.json"))
    assert shared.code == 0
    assert f"its own sounds are not included: they are in {sounds}" in shared.err
