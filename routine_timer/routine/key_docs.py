"""How a key of the file format is described: once, beside its type, for editors, for completion and for the docs."""

from __future__ import annotations

import msgspec

IF_ABSENT = " Default: "
"""Between what a key says and what holds without it, in its description."""

DEFAULT = "default-if-absent"
"""A key's default until the schema is made: that of its class is always None, and would take its place there."""


def key(says: str, absent: str = "", default: str | int | None = None) -> msgspec.Meta:
    """The description of a key: what it says, and what holds where a file does not give it.

    Editors and the page about the format show these sentences, both from the schema. A `default` is
    what one could as well have written; `absent` says what no single value can.
    """
    if default is not None:
        absent = f"`{msgspec.json.encode(default).decode()}`"
    description = f"{says}{IF_ABSENT}{absent}." if absent else says
    return msgspec.Meta(description=description, extra_json_schema=None if default is None else {DEFAULT: default})
