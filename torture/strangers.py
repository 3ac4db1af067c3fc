"""The page for a phone, attacked from the network while a session runs: the session must not notice.

Broken requests by the thousand, wrong tokens, foreign hosts, lines that are opened and left, or cut in the middle.
Nobody is let in, and the session ends when it should, with all of it in the history.
"""

from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from random import Random
from urllib.parse import urlsplit

from torture.mutating import mutated
from torture.scenario import PATIENCE, SEGMENTS, Outcome, RunOptions, environment, program, run, write_routine

_SPEED = 20
_ATTACKERS = 3
_LATE_S = 4.0
"""Seconds by which a session under attack may end later than an undisturbed one."""
_REQUESTS = (
    b"GET / HTTP/1.1\r\nHost: {own}\r\n\r\n",
    b"GET /events HTTP/1.1\r\nHost: {own}\r\nCookie: routine_timer_{port}=AAAAAAAAAAAAAAAAAAAAAA\r\n\r\n",
    b"GET /figure/1-left HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    (
        b"POST /join HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\nContent-Type: application/json\r\n"
        b'Content-Length: 24\r\n\r\n"AAAAAAAAAAAAAAAAAAAAAA"'
    ),
    (
        b"POST /do HTTP/1.1\r\nHost: {own}\r\nOrigin: http://evil.example\r\nContent-Type: application/json\r\n"
        b'Content-Length: 6\r\n\r\n"skip"'
    ),
    b"POST /do HTTP/1.1\r\nHost: {own}\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n",
)


def scenario(options: RunOptions) -> Outcome:
    outcome = Outcome()
    if find_spec("aiohttp") is None or find_spec("segno") is None:
        outcome.notes.append("strangers: left out, the extra [remote] is not installed")
        return outcome
    for round_ in range(options.choose(20, 1)):
        outcome.add(one_session(options, round_))
    return outcome


def one_session(options: RunOptions, number: int) -> Outcome:
    """One session with its page under attack from beginning to end."""
    outcome = Outcome()
    name = f"strangers, session {number}"
    home = options.folder / f"strangers-{number}"
    write_routine(home)
    words = program("run", "ordeal", "--plain", "--mute", "--speed", str(_SPEED), "--record")
    started = time.monotonic()
    quiet = run(words, environment(options.folder / f"strangers-{number}-quiet", ROUTINE_TIMER_HOME=str(home)))
    took = time.monotonic() - started
    if quiet.returncode != 0:
        outcome.problems.append(f"{name}: undisturbed, it ended with {quiet.returncode}: {quiet.stderr[-300:]}")
        return outcome
    started = time.monotonic()
    with subprocess.Popen(
        [*words, "--remote"],
        env=environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as session:
        own, lines = _address(session)
        if own is None:
            session.kill()
            outcome.notes.append(f"{name}: left out, no page: {' / '.join(lines[-3:])}")
            return outcome
        over = threading.Event()
        counts = [Counter[str]() for _ in range(_ATTACKERS)]
        attackers = [
            threading.Thread(target=_attack, args=(own, options.random("strangers", number, i), over, counts[i]))
            for i in range(_ATTACKERS)
        ]
        for attacker in attackers:
            attacker.start()
        try:
            out, err = session.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            session.kill()
            out, err = session.communicate()
            outcome.problems.append(f"{name}: it did not end within {PATIENCE:g} s")
        over.set()
        for attacker in attackers:
            attacker.join()
    late = time.monotonic() - started - took
    for count in counts:
        outcome.counts += count
    outcome.counts["sessions under attack"] += 1
    if session.returncode != 0:
        outcome.problems.append(f"{name}: it ended with {session.returncode}: {err[-300:]}")
    if "finished" not in out:
        outcome.problems.append(f"{name}: it did not come to its end: {out[-300:]}")
    if "phone connected" in out or "skipped" in out:
        outcome.problems.append(f"{name}: somebody was let in: {out[-300:]}")
    if late > _LATE_S:
        outcome.problems.append(f"{name}: it took {late:.1f} s longer than an undisturbed one")
    outcome.problems += [f"{name}: {what}" for what in _history(home)]
    return outcome


def _address(session: subprocess.Popen[str]) -> tuple[str | None, list[str]]:
    """Host and port of the page, and the lines up to them."""
    assert session.stdout is not None
    lines = []
    for line in session.stdout:
        lines.append(line.strip())
        if "open this on your phone: " in line:
            return urlsplit(line.split()[-1]).netloc, lines
        if "network" in line or "internet" in line:
            break
    return None, lines


def _history(home: object) -> Iterator[str]:
    """What is missing of the two sessions in the history."""
    told = run(program("history", "--json"), environment(home))  # type: ignore[arg-type]
    sessions = json.loads(told.stdout or "[]")
    if len(sessions) != 2:
        yield f"{len(sessions)} sessions in the history instead of 2"
    for one in sessions:
        if one["status"] != "completed" or len(one["segments"]) != SEGMENTS:
            yield f"a session is not whole: {one['status']}, {len(one['segments'])} segments"


def _attack(own: str, random: Random, over: threading.Event, counts: Counter[str]) -> None:
    """Send what should not be sent, in every way, until the session is over."""
    host, _, port = own.partition(":")
    seeds = [one.replace(b"{own}", own.encode()).replace(b"{port}", port.encode()) for one in _REQUESTS]
    left: list[socket.socket] = []
    while not over.is_set():
        try:
            line = socket.create_connection((host, int(port)), timeout=2)
        except OSError:
            if over.wait(0.01):
                break
            continue
        try:
            _send(line, seeds, random, left, counts)
        except OSError:  # refused, cut off or too slow: all of that may be
            line.close()
    for line in left:
        line.close()


def _send(
    line: socket.socket, seeds: list[bytes], random: Random, left: list[socket.socket], counts: Counter[str]
) -> None:
    match random.randrange(5):
        case 0:
            counts["requests, many at once"] += 50
            line.sendall(b"".join(random.choice(seeds) for _ in range(50)))
            line.recv(65536)
        case 1:
            counts["lines left open"] += 1
            left.append(line)
            if len(left) > 100:
                left.pop(0).close()
            return
        case 2:
            counts["lines cut in a request"] += 1
            request = random.choice(seeds)
            line.sendall(request[: random.randrange(len(request))])
        case 3:
            counts["bytes of chance"] += 4096
            line.sendall(random.randbytes(4096))
            line.recv(65536)
        case _:
            counts["broken requests"] += 1
            line.sendall(mutated(seeds, random))
            line.recv(65536)
    line.close()
