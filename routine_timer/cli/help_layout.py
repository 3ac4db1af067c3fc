"""How `--help` is laid out: paragraphs fit the terminal, and lines that start with spaces stay as they are."""

from __future__ import annotations

import argparse
import textwrap
from itertools import groupby


class HelpText(argparse.HelpFormatter):
    """For a description or an epilog with examples or a table under its sentences."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        filled = []
        for is_fixed, lines in groupby(text.splitlines(), key=lambda line: line.startswith(" ")):
            block = "\n".join(lines)
            if not is_fixed:
                block = textwrap.fill(" ".join(block.split()), width, break_long_words=False, break_on_hyphens=False)
            filled.append(textwrap.indent(block, indent))
        return "\n".join(filled)
