"""Take the pictures of the page for a phone, from the real page in a real browser: `make pictures`.

Needs Chromium (Debian: chromium).
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from routine_timer import paths
from tests.remote.staging import staged

HERE = Path(__file__).parent
SIZES = {(360, 640): "dark", (390, 844): "light", (1024, 768): "dark"}


def main() -> None:
    text = (paths.bundled_routines() / "after-workout.toml").read_text(encoding="utf-8")
    with sync_playwright() as playwright, staged(text) as stage:
        work = next(one for one in stage.live.timeline.segments if one.kind == "reps")
        stage.go_to(work.starts_at_s + 0.55 * work.estimate_s)
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for (width, height), scheme in SIZES.items():
            context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
            page.goto(stage.address)
            page.wait_for_selector("#figure path.near")
            page.screenshot(path=HERE / f"phone-{width}x{height}.png")
            context.close()
        chromium.close()


if __name__ == "__main__":
    main()
