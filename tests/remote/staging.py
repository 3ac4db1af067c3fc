"""A page for a session on a stopped clock, on the loopback address, and a phone that speaks plain HTTP to it."""

from __future__ import annotations

import http.client
import json
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from routine_timer import paths
from routine_timer.figures.segment_clips import rig_of_exercise
from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.outside_controls import Control
from routine_timer.playback.step_swaps import StepSwaps
from routine_timer.remote.remote import Remote
from routine_timer.routine.read import read_text
from routine_timer.session import Session
from routine_timer.timeline import compile_routine
from tests.making import bundled_catalogue

ROUTINE = """
format = 1
name = "Mornings"
get_ready = "5s"
[[step]]
exercise = "clam"
reps = 4
sides = "both"
[[step]]
name = "Rest on your back"
hold = "20s"
"""
CATALOGUE = bundled_catalogue()
WITHIN = 10.0
"""Seconds that a test waits for another thread, at most."""


class StagedRemote:
    """A remote with the session that it shows; everything it reports is kept in order."""

    def __init__(self, text: str = ROUTINE, at: float = 0.0) -> None:
        reading = read_text(text, paths.bundled_routines() / "mornings.toml", CATALOGUE.exercises)
        assert reading.routine is not None
        self.live = LiveSession(Session(compile_routine(reading.routine), 0.0))
        self.now = at
        self.live.step(at)
        self.taken: queue.Queue[Control] = queue.Queue()
        self.invitations: queue.Queue[str] = queue.Queue()
        self.joined: queue.Queue[int] = queue.Queue()
        self.ended: queue.Queue[str | None] = queue.Queue()
        self.swaps = StepSwaps(self.live, lambda: CATALOGUE.exercises)
        self.remote = Remote(
            self.live,
            self.swaps,
            take=self.taken.put,
            on_invite=self.invitations.put,
            on_join=self.joined.put,
            on_end=self.ended.put,
            rig_of=lambda name: rig_of_exercise(CATALOGUE.find(name)),
            address="127.0.0.1",
        )
        self.remote.start(at)
        self.address = self.invitations.get(timeout=WITHIN)

    @property
    def token(self) -> str:
        return urlsplit(self.address).fragment

    @property
    def digits(self) -> str:
        """The seconds that the session shows."""
        return str(self.live.snapshot(self.now).shown_s)

    def go_to(self, now: float) -> None:
        """Let the session run until `now`, and show it."""
        self.now = now
        self.live.step(now)
        self.remote.show(self.live.snapshot(now))


@contextmanager
def staged(text: str = ROUTINE, at: float = 0.0) -> Iterator[StagedRemote]:
    stage = StagedRemote(text, at)
    try:
        yield stage
    finally:
        stage.remote.stop()
        assert stage.remote.join(WITHIN)


class PhoneOverHttp:
    """One phone: it keeps its cookie, and sends what a browser would."""

    def __init__(self, address: str) -> None:
        self.own = urlsplit(address).netloc
        self.token = urlsplit(address).fragment
        self.cookie = ""

    def ask(self, method: str, path: str, data: Any = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer. A header whose value is empty is left out."""
        connection = http.client.HTTPConnection(self.own, timeout=WITHIN)
        sent = {"Host": self.own, "Cookie": self.cookie}
        body = None
        if method == "POST":
            sent |= {"Origin": f"http://{self.own}", "Content-Type": "application/json"}
            body = data if isinstance(data, bytes) else json.dumps(data).encode()
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        got = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return got

    def join(self, token: str | None = None) -> int:
        status, headers, _ = self.ask("POST", "/join", self.token if token is None else token)
        if "set-cookie" in headers:
            self.cookie = headers["set-cookie"].partition(";")[0]
        return status

    def do(self, control: str) -> int:
        return self.ask("POST", "/do", control)[0]

    @contextmanager
    def events(self) -> Iterator[Iterator[tuple[str, Any]]]:
        """What the page is sent, as it comes."""
        connection = http.client.HTTPConnection(self.own, timeout=WITHIN)
        connection.request("GET", "/events", headers={"Host": self.own, "Cookie": self.cookie})
        answer = connection.getresponse()
        assert answer.status == 200
        try:
            yield _events(answer)
        finally:
            answer.close()
            connection.close()


def _events(answer: http.client.HTTPResponse) -> Iterator[tuple[str, Any]]:
    name = ""
    while line := answer.readline():
        key, _, value = line.decode().rstrip("\n").partition(": ")
        if key == "event":
            name = value
        elif key == "data":
            yield name, json.loads(value)
