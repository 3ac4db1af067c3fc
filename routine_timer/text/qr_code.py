"""Text as a QR code, in lines of text, two rows of squares in each line."""

from __future__ import annotations

_QUIET = 2
"""Light squares around the code: less than the standard's four, and enough for every phone we tried."""
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def qr_lines(text: str, *, inverted: bool = False) -> list[str]:
    """The code of `text`; none for a text that is too long for any code.

    Blocks are the dark squares, or with `inverted` the light ones. Needs the extra [remote].
    """
    import segno

    try:
        code = segno.make(text, error="l", micro=False, boost_error=False)
    except segno.DataOverflowError:
        return []
    rows = [[bool(dark) != inverted for dark in row] for row in code.matrix_iter(border=_QUIET)]
    if len(rows) % 2:
        rows.append([inverted] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return ["".join(_BLOCKS[one] for one in zip(upper, lower, strict=True)) for upper, lower in pairs]
