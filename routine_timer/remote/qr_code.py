"""An address as a QR code in lines of text, two rows of squares in each line."""

from __future__ import annotations

_QUIET = 2
"""Light squares around the code: less than the standard's four, and enough for every phone we tried."""
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def qr_lines(text: str, *, inverted: bool = False) -> list[str]:
    """The code of `text`. Blocks are the dark squares, or with `inverted` the light ones."""
    import segno  # with the extra [remote]

    code = segno.make(text, error="l", micro=False, boost_error=False)
    rows = [[bool(dark) != inverted for dark in row] for row in code.matrix_iter(border=_QUIET)]
    if len(rows) % 2:
        rows.append([inverted] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(_BLOCKS[one] for one in zip(upper, lower, strict=True)) for upper, lower in pairs]
