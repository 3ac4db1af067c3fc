"""Record a few seconds of a session in the real app as an animated picture: `make pictures`.

Needs Chromium (Debian: chromium), which draws each picture of the terminal.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import tempfile
from math import inf
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, async_playwright

from docs.make_pictures import EVENING
from routine_timer.app.app import RoutineTimerApp
from routine_timer.app.screens.session.notice_bar import NoticeBar
from routine_timer.app.services import Services
from routine_timer.audio.player_interface import NullPlayer
from routine_timer.paths import Folders
from routine_timer.playback.start import Start
from routine_timer.timeline import compile_routine, starting_at

FILE = Path(__file__).parent / "session.webp"
ROUTINE, STEP = "after-workout", 4
"""A step with reps, so that there is something to see."""
SECONDS = 16.0
EVERY_S = 0.4
SIZE = (100, 32)
WIDTH = 800


async def recorded() -> list[str]:
    """The app's pictures, from the first rep on."""
    pictures = []
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folders = Folders(root, root, root / "state", root / "cache")
        services = Services(folders, player=lambda *_: NullPlayer(), now=lambda: EVENING)
        routine = services.library.find(ROUTINE).routine
        assert routine is not None
        start = Start(starting_at(compile_routine(routine), STEP), recorded=False)
        app = RoutineTimerApp(services, start)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(1.5)
            for _ in range(3):  # from 10 s before the end
                await pilot.press("minus")
            for _ in range(round(SECONDS / EVERY_S)):
                app.screen.query_one(NoticeBar).grow_old(inf)
                app.screen.remove_class("-noticed")
                pictures.append(re.sub(r"@font-face\s*\{[^}]*\}", "", app.export_screenshot(title="routine-timer")))
                await asyncio.sleep(EVERY_S)
    return pictures


async def drawn(page: Page, svg: str) -> Image.Image:
    await page.set_content(f"<style>body{{margin:0}}svg{{width:{WIDTH}px;height:auto;display:block}}</style>{svg}")
    png = await page.locator("svg").first.screenshot()
    return Image.open(io.BytesIO(png)).convert("RGB")


async def main() -> None:
    pictures = await recorded()
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = await chromium.new_page(viewport={"width": WIDTH, "height": WIDTH})
        first, *others = [await drawn(page, svg) for svg in pictures]
        await chromium.close()
    first.save(FILE, save_all=True, append_images=others, duration=round(EVERY_S * 1000), loop=0, quality=60, method=6)


if __name__ == "__main__":
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    asyncio.run(main())
