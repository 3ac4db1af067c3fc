"""Bare asyncio asked for absolute instants: how late the machine itself is.

    python -m bench.programs.bare_deadlines OUT COUNT SECONDS

Writes to OUT, as JSON, by how many seconds each of COUNT callbacks, SECONDS apart, came late.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path


async def late(count: int, seconds: float) -> list[float]:
    loop = asyncio.get_running_loop()
    begun, found, over = loop.time() + 0.5, list[float](), asyncio.Event()

    def wake(number: int) -> None:
        found.append(loop.time() - (begun + number * seconds))
        if number + 1 < count:
            loop.call_at(begun + (number + 1) * seconds, wake, number + 1)
        else:
            over.set()

    loop.call_at(begun, wake, 0)
    await over.wait()
    return found


if __name__ == "__main__":
    out, how_many, apart = sys.argv[1:]
    Path(out).write_text(json.dumps(asyncio.run(late(int(how_many), float(apart)))), encoding="utf-8")
