"""The page over HTTP: what a phone gets, and what everybody else does not."""

from __future__ import annotations

import json
import socket
import time

import pytest

from tests.extras import needs_extra

needs_extra("aiohttp", "segno")

from routine_timer.audio.player_interface import Announcement  # noqa: E402
from routine_timer.remote.remote import Remote  # noqa: E402
from routine_timer.session import Command  # noqa: E402
from tests.remote.staging import WITHIN, PhoneOverHttp, StagedRemote, staged  # noqa: E402

REFUSED = (404, b"")


def test_a_phone_exchanges_the_token_and_sees_the_session() -> None:
    with staged(at=2.0) as stage:
        phone = PhoneOverHttp(stage.address)
        assert phone.join() == 204
        assert stage.joined.get(timeout=WITHIN) == 1
        with phone.events() as events:
            name, state = next(events)
            assert name == "state"
            assert (state["routine"], state["name"], state["word"]) == ("Mornings", "Clam", "Get ready")
            assert state["digits"] == stage.digits
            stage.go_to(stage.live.timeline.segments[1].starts_at_s + 0.5)
            _, state = next(events)
            assert (state["word"], state["side"], state["digits"], state["out_of"]) == ("Reps", "Left", "1", "of 4")


def test_each_command_arrives() -> None:
    with staged() as stage:
        phone = PhoneOverHttp(stage.address)
        phone.join()
        for control in ("pause", "skip", "back", "done", "longer", "shorter", "swap", "mute"):
            assert phone.do(control) == 204
            assert stage.taken.get(timeout=WITHIN) == control


def test_a_phone_cannot_stop_the_session_or_make_up_commands() -> None:
    with staged() as stage:
        phone = PhoneOverHttp(stage.address)
        phone.join()
        assert [phone.do(word) for word in ("stop", "delete", "", "pause; rm")] == [404] * 4
        assert stage.taken.empty()


def test_what_happens_is_there_within_a_tenth_of_a_second() -> None:
    with staged() as stage:
        phone = PhoneOverHttp(stage.address)
        phone.join()
        late = []
        with phone.events() as events:
            next(events)
            for second in range(1, 6):
                started = time.perf_counter()
                stage.go_to(float(second))
                next(events)
                late.append(time.perf_counter() - started)
        assert sorted(late)[2] < 0.1


def test_sounds_are_passed_on_whether_or_not_the_computer_is_muted() -> None:
    with staged() as stage:
        phone = PhoneOverHttp(stage.address)
        phone.join()
        stage.live.mute(True)
        with phone.events() as events:
            next(events)
            stage.live._overhear(Announcement("go", ("Press both feet down",)))
            assert next(events) == ("sound", {"tone": "go", "phrases": ["Press both feet down"]})


def test_the_figure_of_a_segment_is_a_film_of_svg_paths() -> None:
    with staged() as stage:
        phone = PhoneOverHttp(stage.address)
        phone.join()
        with phone.events() as events:
            _, state = next(events)
        status, _, body = phone.ask("GET", f"/figure/{state['figure']}")
        film = json.loads(body)
        assert status == 200
        assert film["frames"][0]["near"].startswith("M")
        assert all(0 <= frame < len(film["frames"]) for _, frame in film["times"])
        assert [at for at, _ in film["times"]] == sorted(at for at, _ in film["times"])
        assert phone.ask("GET", "/figure/999-left")[0] == 404
        assert phone.ask("GET", "/figure/%2e%2e")[0] == 404


class TestRefused:
    def test_wrong_tokens_foreign_hosts_and_missing_files_look_the_same(self) -> None:
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            answers = [
                phone.ask("POST", "/join", "wrong" * 5),
                phone.ask("POST", "/join", {"token": phone.token}),
                phone.ask("POST", "/join", b"{"),
                phone.ask("POST", "/join", b"\xff"),
                phone.ask("POST", "/join", "x" * 100_000),
                phone.ask("GET", "/events"),
                phone.ask("POST", "/do", "pause"),
                phone.ask("GET", "/figure/1-left"),
                phone.ask("GET", "/nothing"),
                phone.ask("GET", "/../pyproject.toml"),
                phone.ask("PUT", "/do"),
                phone.ask("GET", "/", Host="evil.example"),
            ]
            assert {(status, body) for status, _, body in answers} == {REFUSED}
            ignored = {"date", "connection"}
            headers = [sorted((n, v) for n, v in one.items() if n not in ignored) for _, one, _ in answers]
            assert all(one == headers[0] for one in headers)

    @pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", ""])
    def test_another_host_name_gets_nothing(self, host: str) -> None:
        """DNS rebinding: a name that suddenly leads to this address."""
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            phone.join()
            assert phone.ask("GET", "/", Host=host)[0] in (400, 404)
            assert phone.ask("POST", "/do", "pause", Host=host)[0] in (400, 404)
            assert stage.taken.empty()

    @pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "https://{own}", ""])
    def test_another_page_can_do_nothing_even_with_the_cookie(self, origin: str) -> None:
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            phone.join()
            sent = origin.replace("{own}", phone.own)
            assert phone.ask("POST", "/do", "pause", Origin=sent)[0] == 404
            assert phone.ask("POST", "/join", phone.token, Origin=sent)[0] == 404
            if origin:
                assert phone.ask("GET", "/events", Origin=sent)[0] == 404
            assert stage.taken.empty()

    def test_a_form_of_another_site_cannot_be_sent(self) -> None:
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            phone.join()
            for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
                assert phone.ask("POST", "/do", "pause", Content_Type=kind)[0] == 404

    def test_nothing_may_be_shared_with_other_sites(self) -> None:
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            preflight = phone.ask("OPTIONS", "/do", Origin="http://evil.example", Access_Control_Request_Method="POST")
            page = phone.ask("GET", "/")
            for status, headers, _ in (preflight, page):
                assert not [name for name in headers if name.startswith("access-control")]
                assert headers["server"] == "routine-timer"
                assert status in (200, 404)
            assert "default-src 'none'" in page[1]["content-security-policy"]
            assert "unsafe" not in page[1]["content-security-policy"]
            assert page[1]["cache-control"] == "no-store"

    def test_the_cookie_is_for_this_page_alone(self) -> None:
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            _, headers, _ = phone.ask("POST", "/join", phone.token)
            flags = {flag.strip().lower() for flag in headers["set-cookie"].split(";")[1:]}
            assert {"httponly", "samesite=strict", "path=/"} <= flags
            assert phone.token not in headers["set-cookie"]

    def test_after_four_phones_there_is_a_new_address_and_the_old_one_has_ended(self) -> None:
        with staged() as stage:
            phones = [PhoneOverHttp(stage.address) for _ in range(5)]
            assert [phone.join() for phone in phones] == [204, 204, 204, 204, 404]
            new = PhoneOverHttp(stage.invitations.get(timeout=WITHIN))
            assert new.token != stage.token
            assert new.join() == 204
            assert sum(phone.do("pause") == 204 for phone in (*phones, new)) == 4

    def test_the_token_is_on_none_of_the_pages(self) -> None:
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            for path in ("/", "/page.css", "/page.js", "/icon.svg"):
                status, _, body = phone.ask("GET", path)
                assert status == 200
                assert phone.token.encode() not in body


class TestTooMuch:
    def test_10_000_bad_requests_harm_neither_the_session_nor_a_phone(self) -> None:
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            phone.join()
            with phone.events() as events:
                next(events)
                assert _flood(stage, 10_000) == {b"404"}
                stage.go_to(1.0)
                assert next(events)[1]["digits"] == stage.digits
            assert phone.do("pause") == 204
            assert stage.taken.get(timeout=WITHIN) == "pause"

    def test_one_phone_cannot_ask_without_end(self) -> None:
        with staged() as stage:
            phone = PhoneOverHttp(stage.address)
            phone.join()
            answers = [phone.do("pause") for _ in range(120)]
            assert answers[:30] == [204] * 30
            assert 404 in answers

    def test_hundreds_of_open_connections_take_no_more_files_than_a_few(self) -> None:
        with staged() as stage:
            own = PhoneOverHttp(stage.address).own
            host, port = own.split(":")
            lines = [socket.create_connection((host, int(port)), timeout=WITHIN) for _ in range(200)]
            lines[-1].settimeout(WITHIN)
            assert _is_closed(lines[-1])
            for line in lines:
                line.close()
            assert _joins_soon(PhoneOverHttp(stage.address))

    def test_a_phone_that_reads_nothing_holds_nobody_up(self) -> None:
        with staged() as stage:
            slow, quick = PhoneOverHttp(stage.address), PhoneOverHttp(stage.address)
            slow.join()
            quick.join()
            with slow.events(), quick.events() as events:
                next(events)
                for _ in range(2_000):
                    stage.remote.show(stage.live.snapshot(0.0))
                stage.go_to(1.0)
                assert any(state["digits"] == stage.digits for _, state in events)


class TestWhoIsDropped:
    def test_a_phone_that_only_watches_is_not_the_one_to_go(self) -> None:
        with staged() as stage:
            watcher = PhoneOverHttp(stage.address)
            watcher.join()
            with watcher.events() as events:
                next(events)
                others = [PhoneOverHttp(stage.address) for _ in range(3)]
                for other in others:
                    assert other.join() == 204
                stage.go_to(1.0)
                assert any(state["digits"] == stage.digits for _, state in events)
                newcomer = PhoneOverHttp(stage.invitations.get(timeout=WITHIN))
                assert newcomer.join() == 204
                assert watcher.do("pause") == 204
                assert others[0].do("pause") == 404


class TestTheEnd:
    def test_the_page_goes_with_the_session(self) -> None:
        stage = StagedRemote()
        phone = PhoneOverHttp(stage.address)
        phone.join()
        with phone.events() as events:
            next(events)
            stage.live.do(Command.STOP, 1.0)
            stage.remote.show(stage.live.snapshot(1.0))
            stage.remote.stop()
            _, last = next(events)
            assert (last["over"], last["word"], last["side"], last["step"]) == (True, "Stopped", "", "")
            assert list(events) == []
        assert stage.remote.join(WITHIN)
        assert stage.ended.get(timeout=WITHIN) is None
        with pytest.raises(ConnectionError):
            phone.ask("GET", "/")

    def test_a_session_continues_when_the_server_dies(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stage = StagedRemote()
        server = stage.remote._server
        assert server._loop is not None
        server._loop.call_soon_threadsafe(server._loop.stop)
        assert stage.ended.get(timeout=WITHIN) is not None
        before = int(stage.digits)
        for second in range(1, 5):
            stage.go_to(float(second))
        stage.remote.stop()
        assert int(stage.digits) == before - 4

    def test_an_address_that_cannot_be_used_is_reported(self) -> None:
        with staged() as stage:
            remote = Remote(
                stage.live,
                stage.swaps,
                take=stage.taken.put,
                on_invite=stage.invitations.put,
                on_join=stage.joined.put,
                on_end=stage.ended.put,
                address="203.0.113.9",
            )
            remote.start(0.0)
            assert "assign" in (stage.ended.get(timeout=WITHIN) or "")
            assert stage.invitations.empty()


def _joins_soon(phone: PhoneOverHttp) -> bool:
    """Whether a phone can join once the server has noticed that lines were closed."""
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        try:
            return phone.join() == 204
        except ConnectionError:
            continue
    return False


def _is_closed(line: socket.socket) -> bool:
    """Whether the other end has closed a line on which nothing was sent."""
    try:
        return line.recv(1) == b""
    except ConnectionResetError:
        return True


def _flood(stage: StagedRemote, count: int) -> set[bytes]:
    """Send `count` bad requests on a few lines, many at once on each; the statuses of the answers."""
    phone = PhoneOverHttp(stage.address)
    host, port = phone.own.split(":")
    bad = [
        (
            b"POST /join HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Type: application/json\r\n"
            b'Content-Length: 7\r\n\r\n"wrong"'
        ),
        b"GET /events HTTP/1.1\r\nHost: %s\r\nCookie: routine_timer_%s=wrong\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /figure/1-left HTTP/1.1\r\nHost: %s\r\n\r\n",
    ]
    own = phone.own.encode()
    batch = b"".join(one.replace(b"%s", own) for one in bad) * 25
    statuses: set[bytes] = set()
    with socket.create_connection((host, int(port)), timeout=WITHIN) as line:
        for _ in range(count // 100):
            line.sendall(batch)
            got = b""
            while got.count(b"HTTP/1.1 ") < 100 or not got.endswith(b"\r\n\r\n"):
                more = line.recv(65536)
                assert more, "the line was closed"
                got += more
            statuses |= {part[:3] for part in got.split(b"HTTP/1.1 ")[1:]}
    return statuses
