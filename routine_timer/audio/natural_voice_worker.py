"""The process that renders the natural voice: reads requests line by line until the app closes its end.

A request is a JSON object: {"text", "target", "speed"}. The answer is one line: empty if the WAV file is written, else
the reason why not.
"""

from __future__ import annotations

import json
import os
import sys

IN_THE_BACKGROUND = 10
"""How much less important than the app: nothing waits for a phrase that is not due yet."""


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(IN_THE_BACKGROUND)
    from hibari import Hibari  # loads slowly

    voice = Hibari()  # the voice inside the package: others would be downloaded
    for line in sys.stdin:
        request = json.loads(line)
        try:
            voice.save(request["text"], request["target"], speed=request["speed"], seed=0)
            answer = ""
        except Exception as error:  # noqa: BLE001 - whatever it is, the phrase is spoken by another voice
            answer = " ".join(str(error).split()) or type(error).__name__
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
