"""One routine with everything that belongs to it, as one file that can be handed on, or as text for a QR code.

The file is JSON: the routine, the exercises of its author, their pictures and plans. What comes from somebody else is
data: names, sizes and kinds are checked here, and nothing in it decides where a file goes.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping

from msgspec import Struct

from routine_timer.formats.bounded_json import MAX_BYTES, decode, parse
from routine_timer.formats.format_errors import ImportProblem
from routine_timer.routine.routine_files import LARGEST_FILE
from routine_timer.routine.step_pictures import KINDS, kind_of
from routine_timer.text.file_names import slug

TITLE = "routine-timer"
_VERSION = 1
_MARK = "RT1:"
"""Begins the text of a QR code."""
_MOST_FILES = 200
_MOST_PICTURES = 100
_TEXT_FILE = re.compile(r"(routines|exercises|plans)/([^/\\.]{1,80})\.toml")
_PICTURE = re.compile(r"(routines|exercises)/(\w[\w -]{0,79}\.(?i:png|jpe?g|gif|bmp|webp))")
_LONGEST_NAME = 255
"""Bytes that a file's name can have."""


class SharedRoutine(Struct, frozen=True):
    """A routine and what belongs to it.

    Attributes:
        id: of the routine.
        texts: every TOML file as (room, id) → text; the routine is one of them.
        pictures: every picture as (room, file name) → bytes, beside the file that names it.
    """

    id: str
    texts: Mapping[tuple[str, str], str]
    pictures: Mapping[tuple[str, str], bytes] = {}


def is_picture_name(name: str) -> bool:
    """Whether a picture can be shared under this name: a plain file name of a kind that can be shown."""
    return len(name.encode("utf-8", "replace")) <= _LONGEST_NAME and _PICTURE.fullmatch(f"routines/{name}") is not None


def to_json(shared: SharedRoutine) -> str:
    """The file."""
    document = {
        TITLE: _VERSION,
        "routine": shared.id,
        "files": {f"{room}/{id_}.toml": text for (room, id_), text in shared.texts.items()},
        "pictures": {
            f"{room}/{name}": base64.b64encode(data).decode() for (room, name), data in shared.pictures.items()
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def to_code(shared: SharedRoutine) -> str:
    """The same without its pictures, as short text for a QR code. `from_bytes` reads it too."""
    document = json.loads(to_json(SharedRoutine(shared.id, shared.texts)))
    packed = zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), level=9)
    return _MARK + base64.b32encode(packed).decode().rstrip("=")


def recognises(data: bytes) -> bool:
    """Whether a file is one of these."""
    head = data[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    return head.startswith(_MARK.encode()) or re.match(rb'\{\s*"routine-timer"\s*:', head) is not None


def from_bytes(data: bytes) -> SharedRoutine:
    """Read a shared file, or the text of a QR code.

    Raises:
        ImportProblem: it can't be used; its `path` names what is wrong.
    """
    text = decode(data).text.strip()
    if text.startswith(_MARK):
        text = _unpacked(text.removeprefix(_MARK))
    root = parse(text)
    if not isinstance(root, dict) or root.get(TITLE) != _VERSION:
        raise ImportProblem("this file is from a newer version of routine-timer", help="update routine-timer")
    texts = _texts(root.get("files"))
    id_ = root.get("routine")
    if not isinstance(id_, str) or ("routines", id_) not in texts:
        raise ImportProblem("the routine that it names is missing", "$.routine")
    if [key for key in texts if key[0] == "routines"] != [("routines", id_)]:
        raise ImportProblem("it has more than one routine", "$.files")
    return SharedRoutine(id_, texts, _pictures(root.get("pictures", {})))


def _texts(files: object) -> dict[tuple[str, str], str]:
    texts = {}
    for path, text in _entries(files, "$.files", _MOST_FILES):
        where = f"$.files[{path[:80]!r}]"
        found = _TEXT_FILE.fullmatch(path)
        if found is None or slug(found[2], "") != found[2]:
            raise ImportProblem("this is not the name of a routine, exercise or plan", where)
        if not isinstance(text, str) or len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
            raise ImportProblem("it must be text of at most 1 MB", where)
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise ImportProblem("it has half a character (a lone surrogate)", where) from error
        texts[found[1], found[2]] = text
    return texts


def _pictures(pictures: object) -> dict[tuple[str, str], bytes]:
    read = {}
    for path, coded in _entries(pictures, "$.pictures", _MOST_PICTURES):
        where = f"$.pictures[{path[:80]!r}]"
        found = _PICTURE.fullmatch(path)
        if found is None or not is_picture_name(found[2]):
            raise ImportProblem("this is not the name of a picture", where)
        try:
            data = base64.b64decode(coded, validate=True) if isinstance(coded, str) else b""
        except (binascii.Error, ValueError):
            data = b""
        if kind_of(data[:16]) is None:
            raise ImportProblem(f"this is not a picture ({', '.join(KINDS)})", where)
        read[found[1], found[2]] = data
    return read


def _entries(value: object, where: str, most: int) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        raise ImportProblem("it must be an object", where)
    if len(value) > most:
        raise ImportProblem(f"it has more than {most} entries", where)
    return list(value.items())


def _unpacked(code: str) -> str:
    code = "".join(code.split())
    try:
        packed = base64.b32decode(code + "=" * (-len(code) % 8))
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, MAX_BYTES)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise ImportProblem("the code is cut off, or much too large")
        return data.decode()
    except (ValueError, zlib.error) as error:
        raise ImportProblem("the code is damaged", help="copy the whole code, starting with RT1:") from error
