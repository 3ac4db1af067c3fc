"""The page in a real browser: Debian's Chromium, steered by Playwright."""

from __future__ import annotations

import http.server
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.debian import needs
from tests.extras import needs_extra

needs_extra("aiohttp", "segno", "playwright", "textual_serve")

from tests.remote.staging import WITHIN, staged  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.debian


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    needs("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


def opened(
    browser: Browser, address: str, motion: Literal["reduce", "no-preference"] = "no-preference"
) -> tuple[BrowserContext, Page, list[str]]:
    """A phone with the page open, and the list that its errors go to."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion=motion)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address)
    return context, page, errors


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true. Playwright's own way evaluates text in the page, which the page forbids."""
    end = time.monotonic() + WITHIN
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(20)


def test_two_phones_follow_the_session_and_control_it(browser: Browser) -> None:
    with staged() as stage:
        first, one, errors = opened(browser, stage.address)
        second, other, more_errors = opened(browser, stage.address)
        for page in (one, other):
            page.wait_for_selector("#digits:not(:empty)")
            assert page.text_content("#name") == "Clam"
            assert stage.token not in page.url
        work = stage.live.timeline.segments[1]
        stage.go_to(work.starts_at_s + 0.5)
        for page in (one, other):
            page.get_by_text("Reps", exact=True).wait_for()
            assert page.text_content("#side") == "Left"
            page.wait_for_selector("#figure path.near")
        one.get_by_role("button", name="Pause").click()
        assert stage.taken.get(timeout=WITHIN) == "pause"
        other.get_by_role("button", name="Skip this part").click()
        assert stage.taken.get(timeout=WITHIN) == "skip"
        other.get_by_role("button", name="10 seconds less").is_disabled()
        assert errors + more_errors == []
        first.close()
        second.close()


def test_this_hurts_changes_the_exercise_and_its_figure_and_undo_brings_it_back(browser: Browser) -> None:
    with staged() as stage:
        phone, page, errors = opened(browser, stage.address)
        stage.go_to(stage.live.timeline.segments[1].starts_at_s + 0.5)
        page.wait_for_selector("#figure path.near")
        before = page.inner_html("#lines")
        undo = page.get_by_role("button", name="Undo: back to the exercise before")
        assert undo.is_disabled()
        page.get_by_role("button", name="This hurts: change the exercise").click()
        assert stage.taken.get(timeout=WITHIN) == "hurts"
        stage.swaps.hurts(stage.now)
        stage.go_to(stage.now)
        other = stage.live.timeline.steps[0].name
        assert other != "Clam"
        page.get_by_role("heading", name=other).wait_for()
        page.get_by_role("status").get_by_text(f"Swapped for {other}").wait_for()
        until(page, f"document.getElementById('lines').innerHTML !== {json.dumps(before)}")
        undo.click()
        assert stage.taken.get(timeout=WITHIN) == "undo"
        stage.swaps.undo(stage.now)
        stage.go_to(stage.now)
        page.get_by_role("heading", name="Clam").wait_for()
        page.get_by_role("status").get_by_text("Back to Clam.").wait_for()
        assert errors == []
        phone.close()


def test_reloading_keeps_the_phone_and_a_stranger_without_the_code_stays_out(browser: Browser) -> None:
    with staged() as stage:
        phone, page, _ = opened(browser, stage.address)
        page.wait_for_selector("#digits:not(:empty)")
        page.reload()
        page.wait_for_selector("#digits:not(:empty)")
        stranger, outside, _ = opened(browser, stage.address.partition("#")[0])
        # In plain lines there is no key for the code, and a person may have changed it.
        outside.get_by_text("To open it again, use the newest code or address from routine-timer.").wait_for()
        assert not outside.get_by_role("button", name="Pause").is_visible()
        phone.close()
        stranger.close()


def test_a_lost_connection_is_reported_and_comes_back(browser: Browser) -> None:
    with staged() as stage:
        phone, page, _ = opened(browser, stage.address)
        page.wait_for_selector("#digits:not(:empty)")
        server = stage.remote._server
        assert server._loop is not None
        assert server._page is not None
        server._loop.call_soon_threadsafe(server._page.close)  # every line is cut, as by a phone that loses its Wi-Fi
        page.get_by_text("Connection lost").wait_for()
        page.wait_for_selector("#notice", state="hidden")
        stage.go_to(2.0)
        until(page, f"document.getElementById('digits').textContent === '{stage.digits}'")
        phone.close()


def test_when_the_session_is_over_the_page_says_so_and_asks_no_more(browser: Browser) -> None:
    with staged() as stage:
        phone, page, _ = opened(browser, stage.address)
        page.wait_for_selector("#digits:not(:empty)")
        stage.go_to(10_000.0)
        page.wait_for_selector("body.over")
        assert page.text_content("#state") == "Done"
        assert not page.get_by_role("navigation").is_visible()
        stage.remote.stop()
        assert stage.remote.join(WITHIN)
        assert page.is_hidden("#notice")
        phone.close()


def test_a_hostile_page_of_another_origin_can_neither_look_nor_act(browser: Browser) -> None:
    with staged() as stage, _hostile_site() as hostile:
        phone, page, _ = opened(browser, stage.address)
        page.wait_for_selector("#digits:not(:empty)")
        evil = phone.new_page()  # in the same browser, with its cookies; the same host is even the same site
        evil.goto(hostile)
        own = stage.address.partition("/#")[0]
        tried = evil.evaluate(
            """async (own) => {
                const json = {"Content-Type": "application/json"};
                const send = (path, more) => fetch(own + path, {credentials: "include", ...more})
                    .then((answer) => answer.type === "opaque" ? "blind" : `got ${answer.status}`, () => "blocked");
                const events = new EventSource(own + "/events", {withCredentials: true});
                const seen = new Promise((done) => { events.onmessage = () => done("seen");
                    events.addEventListener("state", () => done("seen")); events.onerror = () => done("blocked"); });
                return [
                    await send("/do", {method: "POST", headers: json, body: '"pause"'}),
                    await send("/do", {method: "POST", body: '"pause"'}),
                    await send("/do", {method: "POST", mode: "no-cors", body: '"pause"'}),
                    await send("/events", {}),
                    await send("/figure/1-left", {}),
                    await seen,
                ];
            }""",
            own,
        )
        assert tried == ["blocked"] * 6
        evil.set_content(f"<iframe src='{own}/'></iframe>")
        assert not any(frame.query_selector("#digits") for frame in evil.frames if frame.url.startswith(own))
        assert stage.taken.empty()
        phone.close()


def test_texts_of_a_routine_are_shown_as_text(browser: Browser) -> None:
    mark = "<img src=x onerror=alert(1)>"
    text = f'format = 1\nname = "{mark}"\n[[step]]\nname = "{mark}"\nhold = "20s"\n'
    with staged(text) as stage:
        phone, page, errors = opened(browser, stage.address)
        page.wait_for_selector("#digits:not(:empty)")
        assert page.text_content("#name") == mark
        assert page.text_content("#routine") == mark
        assert page.query_selector("img") is None
        assert errors == []
        phone.close()


def test_reduced_motion_shows_a_still_figure(browser: Browser) -> None:
    with staged() as stage:
        work = stage.live.timeline.segments[1]
        stage.go_to(work.starts_at_s + 0.5)
        still, calm, _ = opened(browser, stage.address, motion="reduce")
        moving, lively, _ = opened(browser, stage.address)
        drawn = []
        for page in (calm, lively):
            page.wait_for_selector("#figure path.near")
            first = page.get_attribute("#figure path.near", "d")
            page.wait_for_timeout(900)
            drawn.append(first == page.get_attribute("#figure path.near", "d"))
        assert drawn == [True, False]
        still.close()
        moving.close()


def test_the_phone_beeps_and_speaks_only_once_it_is_asked_to(browser: Browser) -> None:
    from routine_timer.audio.player_interface import Announcement

    with staged() as stage:
        phone, page, errors = opened(browser, stage.address)
        page.wait_for_selector("#digits:not(:empty)")
        page.evaluate(
            """() => { window.heard = []; window.spoken = [];
                const start = OscillatorNode.prototype.start;
                OscillatorNode.prototype.start = function (at) {
                    heard.push(this.frequency.value); start.call(this, at); };
                SpeechSynthesis.prototype.speak = (said) => spoken.push(said.text); }"""
        )
        stage.live._overhear(Announcement("rest", ("Shake it out",)))
        stage.go_to(1.0)
        until(page, f"document.getElementById('digits').textContent === '{stage.digits}'")
        assert page.evaluate("heard.length + spoken.length") == 0
        page.get_by_role("button", name="Sound on this phone: off").click()
        assert page.get_attribute("#speaker", "aria-pressed") == "true"
        stage.live._overhear(Announcement("rest", ("Press both feet down",)))
        until(page, "spoken.length > 0")
        assert page.evaluate("spoken") == ["Press both feet down"]
        assert 440 in page.evaluate("heard")
        assert errors == []
        phone.close()


@pytest.mark.parametrize(("width", "height"), [(360, 640), (390, 844), (1024, 768)])
def test_everything_fits_and_every_button_is_as_large_as_a_finger(browser: Browser, width: int, height: int) -> None:
    with staged() as stage:
        phone, page, _ = opened(browser, stage.address)
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_selector("#figure path.near")
        assert page.evaluate("document.documentElement.scrollHeight") <= height
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for button in page.get_by_role("button").all():
            box = button.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            assert button.evaluate("b => b.getAttribute('aria-label') || b.textContent.trim()")
        phone.close()


def test_without_https_the_page_says_that_the_screen_may_go_dark(browser: Browser) -> None:
    """Loopback counts as safe, so the browser is made to believe otherwise."""
    with staged() as stage:
        context = browser.new_context()
        context.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
        page = context.new_page()
        page.goto(stage.address)
        page.get_by_text("Without https, a page can't keep your screen on").wait_for()
        context.close()


_LOCKS = """
window.locks = [];
Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => {
  if (window.refuse) throw new Error('refused');
  const lock = new EventTarget();
  lock.release = async () => lock.dispatchEvent(new Event('release'));
  window.locks.push(lock);
  return lock;
}}});
"""
STAYS_ON, MAY_GO_DARK = "Your screen stays on during the session.", "Your screen may go dark. Turn off battery saving."


def test_the_page_says_that_the_screen_stays_on_only_while_the_browser_keeps_it_on(browser: Browser) -> None:
    with staged() as stage:
        context = browser.new_context()
        context.add_init_script(_LOCKS)
        page = context.new_page()
        page.goto(stage.address)
        page.get_by_text(STAYS_ON).wait_for()
        page.evaluate("locks[0].release()")  # as a phone does on a low battery
        page.get_by_text(MAY_GO_DARK).wait_for()
        context.close()


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (f"{_LOCKS} window.refuse = true;", MAY_GO_DARK),
        (
            (
                "Object.defineProperty(Navigator.prototype, 'wakeLock', {value: undefined});"
                "delete Navigator.prototype.wakeLock;"
            ),
            "This browser can't keep your screen on. Set a longer screen timeout while you stretch.",
        ),
    ],
    ids=["refused", "unknown"],
)
def test_a_browser_that_does_not_keep_the_screen_on_is_not_told_to_want_https(
    browser: Browser, script: str, words: str
) -> None:
    with staged() as stage:
        context = browser.new_context()
        context.add_init_script(script)
        page = context.new_page()
        page.goto(stage.address)
        page.get_by_text(words).wait_for()
        context.close()


class _Nothing(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>hostile</title>")

    def log_message(self, *_: object) -> None: ...


class _hostile_site:
    """A web site of somebody else, on this machine."""

    def __enter__(self) -> str:
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Nothing)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def test_the_served_app_takes_the_keyboard_without_a_click(browser: Browser, tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "ROUTINE_TIMER_HOME": str(tmp_path), "PLAYSOUND3_BACKEND": "none"}
    command = [sys.executable, "-m", "routine_timer", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().strip()
        context = browser.new_context(viewport={"width": 1024, "height": 768})
        page = context.new_page()
        frames: list[str] = []
        page.on("websocket", lambda line: line.on("framereceived", lambda data: frames.append(str(data))))
        page.goto(address)
        page.wait_for_selector("body.-first-byte")
        until(page, "document.activeElement.className.includes('xterm-helper-textarea')")
        seen = len(frames)
        page.keyboard.press("?")
        end = time.monotonic() + WITHIN
        while not any("Keyboard" in frame or "Routines" in frame for frame in frames[seen:]):
            assert time.monotonic() < end, "no key arrived"
            page.wait_for_timeout(50)
        context.close()
        server.terminate()
