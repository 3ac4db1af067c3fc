"""A plan file in the editor: its stages, its problems and its words, instead of a routine's."""

from __future__ import annotations

from routine_timer.app.messages import Edit
from routine_timer.app.services import Services
from routine_timer.paths import bundled_plans
from tests.app.editor.staging import editing

PLAN = """\
format = 1
name = "My plan"

[[stage]]
name = "First"
routines = ["weak-core"]
goal = "daily"
days_done = 6
"""


async def test_a_plan_shows_its_stages_and_its_own_problems(services: Services) -> None:
    async with editing(services, PLAN, folder="plans") as one:
        assert "My plan" in one.head
        assert "1 stage · no problems" in one.head
        one.source.move_cursor((5, 13))
        await one.press("x")
        assert "1 error" in one.head
        assert "there is no routine 'xweak-core'" in " ".join(one.seen.split())
        assert 'did you mean "weak-core"?' in " ".join(one.seen.replace("▏", " ").split()), "it may break anywhere"
        await one.press("f8")
        assert one.source.cursor_location == (5, 12)
        await one.press("ctrl+s")
        assert "with 1 error. Fix it before you follow this plan." in one.said


async def test_keys_routines_and_words_of_a_plan_are_completed(services: Services) -> None:
    async with editing(services, PLAN, folder="plans") as one:
        await one.press("ctrl+end", *"mov")
        assert "move_on" in one.seen
        await one.press("escape", "enter", *"[[stage]]", "enter", *"rou")
        await one.press("enter")
        assert one.text.endswith('routines = ""') or one.text.endswith('routines = [""]')
        await one.press(*"align")
        assert "align-first" in one.seen
        await one.press("tab")
        assert "align-first" in one.text
        assert "exercise" not in one.seen


async def test_a_bundled_plan_becomes_the_persons_own_first(services: Services) -> None:
    async with editing(services) as one:
        await one.press("escape")
        one.app.post_message(Edit(bundled_plans() / "weak-core.toml"))
        await one.settle()
        assert "Your copy now replaces the bundled plan." in one.said
        assert "3 stages · no problems" in one.head
        await one.press("ctrl+home", "enter", "ctrl+s", "escape")
    own = services.folders.plans / "weak-core.toml"
    assert own.read_bytes() == b"\n" + (bundled_plans() / "weak-core.toml").read_bytes()
    assert (services.folders.plans / "plan.schema.json").is_file()
