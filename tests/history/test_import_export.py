"""Out as lines and back, merged in any order; and what hostile files can do, which is nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from routine_timer.history.errors import BadImport, BadRecord
from routine_timer.history.history import History
from routine_timer.history.import_export import csv_lines, export_lines, import_lines
from routine_timer.history.journal_entries import SegmentEnded, SessionEnded
from routine_timer.history.records import LONGEST_NOTE, GoalRecord, OtherRecord, Record, SessionRecord, SkipRecord
from routine_timer.history.store.json_codec import LONGEST_LINE, WrongLine, as_line, read_line
from routine_timer.history.store.tables import wrong_with
from routine_timer.history.streaks.goals import parse_goal

from .conftest import FakeClock
from .making import NOON, segment, session

DAY = "2026-11-20"
PART = {"n": 1, "kind": "hold", "label": "", "actual_s": 1, "outcome": "done"}
DOSE = {"type": "dose", "id": "d", "routine": "r", "step": 0, "dose": 3, "accepted_at": "2026-01-01T00:00Z"}
MINIMAL = {"id": "a", "routine": "r", "started_at": "2026-11-20T20:00:00+01:00", "status": "completed"}


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> History:
    return History(tmp_path / "other" / "history.db", tmp_path / "other" / "state", clock)


def written(tmp_path: Path, *lines: object) -> Path:
    file = tmp_path / "lines.jsonl"
    texts = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    file.write_bytes(b"\n".join(texts) + b"\n")
    return file


def lines(history: History) -> list[str]:
    return sorted(export_lines(history))


class TestThereAndBack:
    def test_everything_comes_back_as_it_was(self, history: History, other: History, tmp_path: Path) -> None:
        history.merge([session(id="a", segments=(segment(1, side="left", reps=8),), note="ü\n\x1b[31m", pain_before=0)])
        history.merge([session(id="gone")])
        history.ended.delete("gone")
        history.set_goal(parse_goal("3/week"), date(2026, 11, 1))
        history.skip(date(2026, 11, 2), date(2026, 11, 3), "travel")
        history.unskip(date(2026, 11, 3), date(2026, 11, 3))
        history.care_records.accept_dose("r", 1, "Plank", 25)
        history.care_records.add_check_in(date(2026, 11, 1), ["hip"], "right")
        file = tmp_path / "all.jsonl"
        file.write_text("".join(f"{line}\n" for line in export_lines(history)), encoding="utf-8")
        with closing(other):
            assert import_lines(other, file).added == 7
            assert lines(other) == lines(history)
            assert import_lines(other, file).same == 7
            assert lines(other) == lines(history)
            assert other.check() == []

    def test_a_line_has_the_documented_fields_in_order(self, history: History) -> None:
        history.merge([session(id="a", segments=(segment(1),))])
        value = json.loads(next(export_lines(history)))
        assert list(value) == [
            "type", "id", "routine", "day", "started_at", "ended_at", "zone", "status", "done", "active_s", "note",
            "pain_before", "pain_after", "edited_at", "deleted", "segments",
        ]  # fmt: skip
        assert list(value["segments"][0]) == [
            "n", "kind", "label", "side", "set", "round", "phase", "planned_s", "actual_s", "reps", "outcome",
        ]  # fmt: skip
        assert value["type"] == "session"

    def test_what_was_altered_is_not_handed_on(self, history: History) -> None:
        history.merge([session(id="a"), session(id="b")])
        history.database.connection.execute("UPDATE session SET note = 'x' WHERE id = 'a'")
        assert [json.loads(line)["id"] for line in export_lines(history)] == ["b"]


class TestMinimal:
    def test_only_four_fields_are_needed(self, history: History, tmp_path: Path) -> None:
        import_lines(history, written(tmp_path, MINIMAL))
        found = history.ended.session("a")
        assert (found.day, found.done, found.active_s, found.zone) == (date(2026, 11, 20), True, 0.0, None)
        assert found.edited_at == datetime(2026, 11, 20, 19, tzinfo=UTC)
        assert import_lines(history, written(tmp_path, MINIMAL)).same == 1

    @pytest.mark.parametrize(
        ("more", "day", "done"),
        [
            ({"started_at": "2026-11-21T03:00:00+01:00"}, 20, True),
            ({"started_at": "2026-11-21T01:00:00Z", "zone": "Asia/Tokyo"}, 21, True),
            ({"started_at": "2026-11-21T01:00:00Z"}, 20, True),
            ({"day": "2026-11-03"}, 3, True),
            ({"status": "partial"}, 20, False),
            ({"status": "partial", "done": True}, 20, True),
            ({"done": False}, 20, False),
        ],
    )
    def test_the_rest_is_worked_out(
        self, history: History, tmp_path: Path, more: dict[str, Any], day: int, done: bool
    ) -> None:
        import_lines(history, written(tmp_path, {**MINIMAL, **more}))
        found = history.ended.session("a")
        assert (found.day.day, found.done) == (day, done)

    def test_with_segments_their_share_decides(self, history: History, tmp_path: Path) -> None:
        def part(n: int, outcome: str) -> dict[str, Any]:
            return {"n": n, "kind": "hold", "label": "x", "planned_s": 30, "actual_s": 30, "outcome": outcome}

        three = [part(1, "done"), part(2, "done"), part(3, "skipped")]
        import_lines(history, written(tmp_path, {**MINIMAL, "segments": three}))
        assert not history.ended.session("a").done
        assert [one.n for one in history.ended.session("a").segments] == [1, 2, 3]
        assert history.ended.session("a").active_s == 90.0

    @pytest.mark.parametrize("when", ["0002-01-02T12:00:00Z", "1969-12-31T23:59:59-12:00", "9998-12-30T12:00:00+14:00"])
    def test_any_date_is_taken(self, history: History, tmp_path: Path, when: str) -> None:
        import_lines(history, written(tmp_path, {**MINIMAL, "started_at": when}))
        assert history.ended.session("a").started_at == datetime.fromisoformat(when)

    def test_unknown_fields_empty_lines_and_a_mark_at_the_start_do_no_harm(
        self, history: History, tmp_path: Path
    ) -> None:
        file = tmp_path / "x.jsonl"
        file.write_bytes(b"\xef\xbb\xbf" + json.dumps({**MINIMAL, "mood": "good"}).encode() + b"\r\n\r\n  \n")
        assert import_lines(history, file).added == 1


class TestMerge:
    def test_the_newest_edit_wins(self, history: History) -> None:
        old, new = session(id="a", note="old"), session(id="a", note="new", edited_at=NOON + timedelta(days=1))
        history.merge([old, new, old])
        assert history.ended.session("a").note == "new"

    def test_of_two_as_new_the_greater_line_wins(self, history: History) -> None:
        one, two = session(id="a", note="aaa"), session(id="a", note="bbb")
        history.merge([two, one])
        assert history.ended.session("a") == max(one, two, key=as_line)

    def test_an_old_file_revives_nothing(self, history: History) -> None:
        old = session(id="a")
        history.merge([old])
        history.ended.delete("a")
        history.merge([old])
        assert history.ended.session("a").deleted

    def test_a_deletion_from_elsewhere_takes_effect(self, history: History) -> None:
        history.merge([session(id="a")])
        history.merge([session(id="a", deleted=True, edited_at=NOON + timedelta(days=1))])
        assert len(history.ended.sessions()) == 0

    def test_a_session_under_way_is_left_alone(self, history: History, clock: FakeClock) -> None:
        from .making import header

        id_ = history.active.begin(header(clock.now), "{}")
        history.active.record(id_, SegmentEnded(segment(1)))
        history.merge([session(id=id_, note="from elsewhere")])
        assert history.active.end(id_, SessionEnded("completed", active_s=1)).note is None


def versions() -> st.SearchStrategy[Record]:
    """Few ids, few edits, so that they meet."""
    ids = st.sampled_from(["a", "b", "c"])
    edits = st.integers(0, 3).map(lambda n: NOON + timedelta(minutes=n))
    notes = st.sampled_from([None, "x", "y"])
    flags = st.booleans()
    sessions: st.SearchStrategy[Record] = st.builds(
        lambda id_, at, note, gone, done: session(id=id_, edited_at=at, note=note, deleted=gone, done=done),
        ids, edits, notes, flags, flags,
    )  # fmt: skip
    skips: st.SearchStrategy[Record] = st.builds(SkipRecord, ids, st.just(NOON.date()), notes, edits, flags)
    goals: st.SearchStrategy[Record] = st.builds(
        GoalRecord, ids, st.just(NOON.date()), st.sampled_from(["daily", "3/week"]), edits, flags
    )
    return sessions | skips | goals


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(versions(), max_size=8), st.randoms(use_true_random=False), st.integers(0, 8))
def test_merging_is_the_same_in_any_order_and_any_number_of_times(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record], chance: Any, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("merge")

    def merged(name: str, *parts: Sequence[Record]) -> list[str]:
        with History(folder / f"{name}.db", folder / name, lambda: NOON) as history:
            for part in parts:
                history.merge(part)
            return lines(history)

    shuffled = records.copy()
    chance.shuffle(shuffled)
    once = merged("once", records)
    assert merged("twice", records, records) == once
    assert merged("shuffled", shuffled) == once
    assert merged("parts", shuffled[cut:], shuffled[:cut], records) == once


class TestHostile:
    @pytest.mark.parametrize(
        ("line", "wrong"),
        [
            (b"not json", "not JSON"),
            (b'{"id": "a"', "not JSON"),
            (b"\xff\xfe", "not UTF-8"),
            (b"[]", "not a JSON object"),
            (b"null", "not a JSON object"),
            (b"[" * 100_000, "nested"),
            (b'{"a":' * 100_000, "nested"),
            (b'{"id": ' + b"9" * 10_000 + b"}", "not JSON"),
            (b'{"id": NaN}', "NaN is not a number"),
            ({}, "`id` is missing"),
            ({**MINIMAL, "type": "Dream!"}, "`type` must be a word such as session, skip, goal, dose, check-in, plan,"),
            ({"type": "dream", "id": "d"}, "`edited_at` is missing"),
            ({**MINIMAL, "type": 3}, "`type` must be"),
            ({**MINIMAL, "started_at": None}, "`started_at` or `day` is missing"),
            ({**MINIMAL, "started_at": None, "day": DAY, "ended_at": "2026-11-20T20:00Z"}, "needs `started_at`"),
            ({**MINIMAL, "edited_at": "9998-12-31T23:59:59-12:00"}, "`edited_at` must be in the years 2 to 9998"),
            ({**MINIMAL, "started_at": "0002-01-01T00:00:00+12:00"}, "`started_at` must be in the years 2 to 9998"),
            ({**MINIMAL, "id": "\ud800"}, "surrogate"),
            ({**MINIMAL, "routine": None}, "`routine` is missing"),
            ({**MINIMAL, "started_at": "2026-11-20"}, "`started_at` must end with an offset from UTC"),
            ({**MINIMAL, "started_at": "2026-11-20T20:00:00"}, "`started_at` must end with an offset from UTC"),
            ({**MINIMAL, "started_at": "2026-02-30T20:00:00Z"}, "`started_at` must be an ISO 8601 date and time"),
            ({**MINIMAL, "started_at": "0001-01-01T00:00:00+14:00"}, "`started_at` must be in the years 2 to 9998"),
            ({**MINIMAL, "started_at": "9999-12-31T23:59:59-12:00"}, "`started_at` must be in the years 2 to 9998"),
            ({**MINIMAL, "started_at": 1e18}, "`started_at` must be an ISO 8601 date and time, not 1e+18"),
            ({**MINIMAL, "status": "under way"}, "`status` must be completed or partial, not"),
            ({**MINIMAL, "status": ["completed"]}, "`status` must be completed or partial, not"),
            ({**MINIMAL, "day": "someday"}, "`day` must be a date (YYYY-MM-DD), not"),
            ({**MINIMAL, "day": "2026-W47-1"}, "`day` must be a date (YYYY-MM-DD), not"),
            ({**MINIMAL, "done": 1}, "`done` must be true or false, not 1"),
            ({**MINIMAL, "active_s": -1}, "`active_s` must be a number of seconds, 0 or more"),
            ({**MINIMAL, "active_s": True}, "`active_s` must be a number of seconds, 0 or more, not true"),
            (json.dumps(MINIMAL).replace("}", ', "active_s": 1e400}').encode(), "`active_s` must be a number"),
            ({**MINIMAL, "pain_before": 11}, "`pain_before` must be a whole number from 0 to 10, not"),
            ({**MINIMAL, "pain_after": 1.5}, "`pain_after` must be a whole number from 0 to 10, not"),
            ({**MINIMAL, "note": {"a": 1}}, "`note` must be text of at most 100,000 characters"),
            ({**MINIMAL, "edited_at": "never"}, "`edited_at` must be an ISO 8601 date and time"),
            ({**MINIMAL, "deleted": "yes"}, "`deleted` must be true or false, not \"yes\""),
            ({**MINIMAL, "segments": {}}, "`segments` must be a list, not {}"),
            ({**MINIMAL, "segments": [5]}, "`segments`, number 1: must be an object, not 5"),
            ({**MINIMAL, "segments": [{**PART, "n": 0}]}, "`segments`, number 1: `n` must be a whole number"),
            ({**MINIMAL, "segments": [{**PART, "kind": "nap"}]}, "`kind` must be get-ready, hold, reps, switch,"),
            ({**MINIMAL, "segments": [PART, PART]}, "`segments`: two of them have the same `n`"),
            ({**MINIMAL, "segments": [{}] * 10_001}, "`segments` has more than 10,000"),
            ({"type": "goal", "id": "g", "from": "2026-01-01", "goal": "often"}, "`goal`: 'often' is not a goal"),
            ({"type": "skip", "id": "s", "day": "x"}, "`day` must be a date (YYYY-MM-DD), not"),
            (DOSE, "`step` must be a whole number, 1 or more, not 0"),
            ({"type": "check-in", "id": "c", "day": "2026-01-01", "signs": "hip"}, "`signs` must be a list"),
        ],
        ids=lambda value: value if isinstance(value, str) else "line",
    )  # fmt: skip
    def test_a_wrong_line_is_reported_with_its_number_and_nothing_is_written(
        self, history: History, tmp_path: Path, line: object, wrong: str
    ) -> None:
        file = written(tmp_path, {**MINIMAL, "id": "fine"}, line)
        with pytest.raises(BadImport) as caught:
            import_lines(history, file)
        assert caught.value.problems[0][0] == 2
        assert wrong in caught.value.problems[0][1]
        assert history.ended.is_new()

    def test_every_wrong_line_is_reported_up_to_twenty(self, history: History, tmp_path: Path) -> None:
        with pytest.raises(BadImport) as caught:
            import_lines(history, written(tmp_path, *[b"x"] * 25, MINIMAL))
        assert [number for number, _ in caught.value.problems] == list(range(1, 21))
        assert caught.value.more == 5
        assert "25 lines" in str(caught.value)

    def test_a_line_of_many_megabytes_is_refused_unread(self, history: History, tmp_path: Path) -> None:
        long = b'{"id": "' + b"x" * (LONGEST_LINE * 2) + b'"}'
        with pytest.raises(BadImport) as caught:
            import_lines(history, written(tmp_path, MINIMAL, long, b"y"))
        assert [number for number, _ in caught.value.problems] == [2, 3]
        assert "longer than" in caught.value.problems[0][1]

    @settings(max_examples=100)
    @given(
        st.binary(max_size=200)
        | st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MINIMAL, "segments"]), inner),
        ).map(lambda value: json.dumps(value).encode())
    )
    def test_any_bytes_are_a_record_or_a_wrong_line(self, data: bytes) -> None:
        with suppress(WrongLine):
            read_line(data, lambda when, zone: when.date(), lambda segments, completed: completed)

    @settings(max_examples=50)
    @given(
        st.dictionaries(
            st.sampled_from(["type", "zone", "day", "ended_at", "note", "segments", "done", "active_s", "edited_at"]),
            st.sampled_from(
                [None, "", "session", "goal", "2026-11-20", "2026-11-20T10:00:00Z", "9999-12-31T23:59:59-23:59", 0, -1,
                 1.5, True, [], [{}], {}, "Europe/Berlin", "\x00", "../..", "9998-12-31", 10**30]
            ),
        )
    )  # fmt: skip
    def test_nearly_right_lines_are_kept_whole_or_refused(
        self, tmp_path_factory: pytest.TempPathFactory, more: dict[str, Any]
    ) -> None:
        folder = tmp_path_factory.mktemp("near")
        with History(folder / "history.db", folder, lambda: NOON) as history:
            try:
                import_lines(history, written(folder, {**MINIMAL, **more}))
            except BadImport:
                assert history.ended.is_new()
                return
            assert history.check() == []
            assert history.streak_summary().why


class TestCsv:
    def test_a_session_a_line(self) -> None:
        text = "".join(
            csv_lines([session(id="a", note='said "ouch", twice'), session(id="b", done=False, pain_after=3)])
        )
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["id"] for row in rows] == ["a", "b"]
        assert (rows[0]["note"], rows[0]["done"], rows[1]["done"], rows[1]["pain_after"]) == (
            'said "ouch", twice', "true", "false", "3",
        )  # fmt: skip
        assert rows[0]["day"] == "2026-11-20"

    @pytest.mark.parametrize("note", ["=1+1", "+1", "-1", "@x", "\tx"])
    def test_no_spreadsheet_takes_a_note_for_a_formula(self, note: str) -> None:
        row = next(csv.DictReader(io.StringIO("".join(csv_lines([session(note=note)])))))
        assert row["note"] == f"'{note}"

    def test_nothing_is_a_heading(self) -> None:
        nothing: list[SessionRecord] = []
        assert "".join(csv_lines(nothing)).startswith("id,routine,day,")


class TestIds:
    @pytest.mark.parametrize(
        "id_", [5, "", " ", "x" * 65, "a b", "a\x1b]52;c;cm0gLXJm\x07", "é", "a\n", ["a"], {"b": 1}]
    )
    def test_one_that_cannot_be_used_becomes_a_stable_hash_and_is_counted(
        self, history: History, tmp_path: Path, id_: object
    ) -> None:
        file = written(tmp_path, {**MINIMAL, "id": id_})
        merged = import_lines(history, file)
        assert (merged.added, merged.new_ids) == (1, 1)
        assert "1 record has a new id" in str(merged)
        (record,) = history.ended.sessions()
        assert re.fullmatch(r"id-[0-9a-f]{32}", record.id)
        again = import_lines(history, file)
        assert (again.added, again.same) == (0, 1)

    def test_a_usable_one_stays(self, history: History, tmp_path: Path) -> None:
        merged = import_lines(history, written(tmp_path, {**MINIMAL, "id": "A-b_9" * 12}))
        assert (merged.new_ids, next(iter(history.ended.sessions())).id) == (0, "A-b_9" * 12)


class TestOnlyADay:
    def test_a_line_with_only_a_day_is_a_session_of_that_day(self, history: History, tmp_path: Path) -> None:
        line = {"id": "a", "routine": "r", "day": "2026-11-20", "status": "completed"}
        import_lines(history, written(tmp_path, line))
        (record,) = history.ended.sessions()
        assert (record.day, record.started_at, record.ended_at) == (date(2026, 11, 20), None, None)
        (exported,) = export_lines(history)
        assert json.loads(exported)["started_at"] is None
        assert history.check() == []

    def test_the_noon_that_version_0_1_invented_is_taken_away(self, history: History, tmp_path: Path) -> None:
        invented = {**MINIMAL, "id": f"loop-{'a' * 24}", "day": "2026-11-20", "started_at": "2026-11-20T12:00:00+00:00"}
        real = {**invented, "id": "mine"}
        import_lines(history, written(tmp_path, invented, real))
        assert history.ended.session(f"loop-{'a' * 24}").started_at is None
        assert history.ended.session("mine").started_at is not None


_DAYS = st.sampled_from(
    ["0001-12-31", "0002-01-01", "0002-01-02", "9998-12-30", "9998-12-31", "9999-01-01", "2026-11-20"]
)
_TIMES = st.sampled_from(["00:00:00", "12:00:00", "23:59:59"])
_INSTANTS = st.builds("{}T{}{}".format, _DAYS, _TIMES, st.sampled_from(["Z", "+14:00", "-12:00", "+00:00:01"]))
_COUNTS = st.sampled_from([-1, 0, 1, 10, 11, 1_000_000_000, 1_000_000_001])
_TEXTS = st.sampled_from(["", "x", "\x1b]52;c;x\x07", "x" * 1_001, "5/week"])
_VALUES: dict[str, st.SearchStrategy[object]] = {
    "id": st.text() | st.integers(),
    "active_s": st.sampled_from([0, 1e9, 1e-9, 3, 0.1]),
    "dose": st.sampled_from([-1, 0, 1e9, 1e10, 0.1]),
    "zone": st.sampled_from(["Europe/Berlin", "Nowhere", ""]),
    "status": st.just("completed"),
    "note": st.text(max_size=20),
    "signs": st.lists(_TEXTS, max_size=3),
    "foot": st.sampled_from(["left", "even", "no", None]),
    "when": st.sampled_from(["morning", "other", ""]),
    **dict.fromkeys(("day", "from"), _DAYS),
    **dict.fromkeys(("started_at", "ended_at", "edited_at", "accepted_at"), _INSTANTS),
    **dict.fromkeys(("step", "n", "pain", "score", "pain_before", "pain_after"), _COUNTS),
}


_ORDINARY: dict[str, object] = {
    "status": "completed",
    "zone": "Europe/Berlin",
    "signs": ["x"],
    "foot": "left",
    "when": "morning",
    "goal": "4/week",
    "done": True,
    **dict.fromkeys(("active_s", "dose", "step", "n", "pain", "score", "pain_before", "pain_after"), 3),
    **dict.fromkeys(("day", "from"), "2026-11-20"),
    **dict.fromkeys(("started_at", "ended_at", "edited_at", "accepted_at"), "2026-11-20T12:00:00+00:00"),
}


@st.composite
def _lines(draw: st.DrawFn) -> dict[str, object]:
    """A line of any type of record, with some of its values at or beyond the edges of what may be."""
    kind = draw(st.sampled_from([one for one in get_args(Record) if one is not OtherRecord]))
    fields = [one for one in msgspec.structs.fields(kind) if one.name not in ("segments", "intact", "deleted")]
    names = [one.encode_name for one in fields]
    ordinary = {name: _ORDINARY.get(name, "x") for name in names}
    odd = {name: draw(_VALUES.get(name, _TEXTS)) for name in draw(st.sets(st.sampled_from(names), max_size=2))}
    return {"type": kind.__struct_config__.tag, **ordinary, **odd}


@settings(max_examples=400)
@given(_lines())
def test_whatever_is_taken_in_can_be_exported_and_taken_in_again(line: dict[str, object]) -> None:
    def day_of(when: datetime, _zone: str | None) -> date:
        return when.date()

    try:
        record = read_line(json.dumps(line).encode(), day_of, lambda _segments, completed: completed)
    except WrongLine:
        event("refused")
        return
    event(type(record).__name__)
    assert wrong_with(record) is None
    exported = as_line(record).encode()
    assert read_line(exported, day_of, lambda _segments, completed: completed) == record


def test_a_line_that_would_be_too_long_once_exported_is_refused() -> None:
    few = {"n": 0, "kind": "hold", "label": "x" * 290, "actual_s": 1, "outcome": "done"}
    segments = [{**few, "n": n} for n in range(1, 10_001)]
    line = json.dumps({**MINIMAL, "segments": segments}, separators=(",", ":")).encode()
    assert len(line) < LONGEST_LINE
    with pytest.raises(WrongLine, match="once its defaults are filled in"):
        read_line(line, lambda when, _zone: when.date(), lambda _segments, completed: completed)


class TestWhatIsEntered:
    """The same bounds as for what comes from elsewhere, so that it can be exported and taken in again."""

    LONG = "x" * (LONGEST_NOTE + 1)

    def test_a_note_that_is_too_long_is_refused(self, history: History) -> None:
        day = date(2026, 11, 20)
        logged = history.ended.log("plank", day, note="x" * LONGEST_NOTE)
        for enter in (
            lambda: history.ended.log("plank", day, note=self.LONG),
            lambda: history.ended.edit(logged.id, note=self.LONG),
            lambda: history.skip(day, day, self.LONG),
        ):
            with pytest.raises(BadRecord, match="at most 100,000 characters"):
                enter()
        assert [one.note for one in history.ended.sessions()] == [logged.note]
        assert history.skips() == []
