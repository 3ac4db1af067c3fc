"""The printed page: what is on it, and that it needs and runs nothing."""

from __future__ import annotations

import base64
import re
from html.parser import HTMLParser

import pytest

from routine_timer.formats.exporter import export_routine
from routine_timer.formats.printed_sheet import FigureOf, SourceOf, dose
from routine_timer.routine.model import Circuit, FormCue, Hold, Phase, Reps, Routine, Step, Tempo
from routine_timer.timeline import compile_routine
from tests.making import hold, reps, routine


class Page(HTMLParser):
    """The page as a browser sees it: its elements, their addresses, its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.addresses: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.addresses += [value or "" for key, value in attrs if key in ("src", "href", "srcset", "style")]
        assert not any(key.startswith("on") for key, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words += data


def page(made: Routine, figure_svg: FigureOf | None = None, source: SourceOf | None = None) -> Page:
    exported = export_routine(compile_routine(made), made, "html", figure_svg=figure_svg, source=source)
    return Page(exported.content.decode())


FULL = Step(
    "Clam",
    Reps(20, rep_s=4.0, tempo=Tempo(2, 0, 1, 1)),
    exercise="clam",
    sides="both",
    cues=(FormCue("Hips still"), FormCue("Slowly", "halfway"), FormCue("Breathe", 15.0)),
    avoid=("Rolling back", "Rushing"),
    easier="Open less",
    harder="A band",
    note="The upper leg works.",
    position="lying on the side",
    stretches=(),
    strengthens=("glutes",),
)


def test_everything_that_a_person_needs_is_on_it() -> None:
    made = routine(Circuit((FULL,), name="Core", rounds=3, rest=30.0), about="Wake the seat.", targets=("glutes",))
    words = page(made, source=lambda name: f"the book of {name}").words
    for part in (
        "Test", "Wake the seat.", "1 exercise", "glutes", "Core", "3 rounds, 30 s rest between", "Clam",
        "20 reps each side, tempo 2-0-1-1", "Lying on your side; works glutes", "Hips still", "Halfway: Slowly",
        "After 15 s: Breathe", "Rolling back; Rushing", "Open less", "A band", "The upper leg works.",
        "the book of clam",
    ):  # fmt: skip
        assert part in words


def test_its_length_is_the_timeline_s() -> None:
    assert "1 min 10 s · 1 exercise" in page(routine(hold(60))).words


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (hold(90), "1 min 30 s"),
        (Step("A", Hold(20, 30, "range"), sides="both"), "20 to 30 s each side"),
        (Step("A", Hold(20, 40, "at-least")), "20 s or longer"),
        (Step("A", Hold(60, 60, "up-to"), sides="both", first="right"), "up to 1 min each side, right first"),
        (Step("A", Reps(8, 12)), "8 to 12 reps"),
        (reps(1, None), "1 rep, at your own pace"),
        (reps(8, sides="alternating"), "8 reps each side, in turn"),
        (hold(30, sides="left", sets=2, rest=10.0), "2 sets of 30 s, left, 10 s rest between"),
        (Step("A", (Phase(Hold(30), "In"), Phase(Hold(20), "Out")), sides="both"), "50 s each side"),
    ],
)
def test_a_dose_reads_as_one_would_say_it(step: Step, said: str) -> None:
    assert dose(step) == said


def test_the_parts_of_a_hold_are_numbered_with_their_instructions() -> None:
    made = routine(Step("Pigeon", (Phase(Hold(30), "Draw in"), Phase(Hold(20), "Press away"))))
    found = page(made)
    assert "ol" in found.elements
    assert "30 s: Draw in" in found.words
    assert "20 s: Press away" in found.words


def test_a_figure_is_beside_its_exercise_as_a_picture_inside_the_page() -> None:
    found = page(routine(FULL, hold()), figure_svg=lambda name: f"<svg><script>{name}</script></svg>")
    assert "script" not in found.elements
    (address,) = found.addresses
    data = address.removeprefix("data:image/svg+xml;base64,")
    assert base64.b64decode(data) == b"<svg><script>clam</script></svg>"


def test_words_of_strangers_are_never_markup() -> None:
    bad = "<script>alert(1)</script>\"'&<img src=x onerror=y>\x1b[2J"
    step = Step(
        bad, Hold(5), exercise="x", cues=(FormCue(bad),), avoid=(bad,), easier=bad, harder=bad, note=bad, position=bad
    )
    made = Routine("x", bad, (Circuit((step,), name=bad, rounds=2),), about=bad, targets=(bad,))
    found = page(made, source=lambda _: bad)
    assert not {"script", "img"} & set(found.elements)
    assert found.words.count("<script>alert(1)</script>") == 13
    assert "\x1b" not in found.words


def test_nothing_is_fetched_from_anywhere() -> None:
    made = routine(FULL)
    text = export_routine(compile_routine(made), made, "html").content.decode()
    assert not re.search(r"https?:|//[a-z]|url\(|@import", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize(("count", "density"), [(1, "roomy"), (5, "normal"), (6, "dense"), (20, "tight")])
def test_more_exercises_are_set_closer(count: int, density: str) -> None:
    made = routine(*[hold()] * count)
    text = export_routine(compile_routine(made), made, "html").content.decode()
    assert f'<body class="{density}">' in text
