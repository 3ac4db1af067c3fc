"""What is wrong with a text that is not TOML at all: the place from tomllib, and what was probably meant.

Most such texts miss quotes, a bracket or an equals sign; the line that tomllib stumbles over usually shows which.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_BARE_VALUE = re.compile(r"""\s*[\w."'-]+\s*=\s*(?P<value>[^"'\[{\s#][^#]*?)\s*(?:\#.*)?$""")
_TABLE = re.compile(r"\s*\[+[^\]]*$")
NO_EQUALS = re.compile(r"""\s*(?P<key>[A-Za-z_][\w-]*)\s*(?P<sign>[: ])\s*(?P<value>\S.*)$""")
PLAIN_VALUE = re.compile(r"[0-9.]+|true|false|\".*\"|'.*'|\[.*\]")
_TEXTS = re.compile(
    r'''"""(?s:.*?)"""|"(?!"")(?:[^"\\\n]|\\.)*"|#[^\n]*|'{3}(?s:.*?)'{3}|'(?!'')[^'\n]*'|'''
    r"""(?P<open>\"{3}|'{3}|["'])"""
)
_OPEN_LIST = re.compile(r"""\s*[\w."'-]+\s*=\s*\[(?![^\[]*\]\s*(?:\#.*)?$)""")
_NO_VALUE = re.compile(r"""\s*[\w."'-]+\s*=\s*(?:\#.*)?$""")
_FANCY = re.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
_CONTROLS = {"\0": "null", "\v": "vertical tab", "\f": "form feed", "\r": "carriage return", "\x85": "next line"}
"""The names of those for which Unicode has none."""
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_TO_ASCII = 0xFEE0
"""How far a full-width character is from the plain one."""

LONGEST_LINE = 500


class SyntaxProblem(msgspec.Struct, frozen=True):
    """Line and column from 1; `end_column` is just after what is meant."""

    line: int
    column: int
    end_column: int
    message: str
    help: str


def explained(error: ValueError, text: str) -> SyntaxProblem:
    """What tomllib refused in `text`, told for a person."""
    if "\r" in text and "\n" not in text:
        end = text.index("\r") + 1
        return SyntaxProblem(
            1, end, end + 1, "the lines of this file end with CR alone", "save it with LF line ends (Unix)"
        )
    said = str(error)
    lines = text.split("\n")
    place = _PLACE.search(said)
    line, column = (int(place[1]), int(place[2])) if place and place[1] else _end_of(lines)
    line = min(line, len(lines))
    source = lines[line - 1].rstrip("\r")
    if column > len(source) and not source.strip() and line > 1:
        line, column = _end_of(lines[: line - 1])
        source = lines[line - 1].rstrip("\r")
    if "Unclosed array" in said and (opened := _opening(lines[:line])):
        line, column = opened
    elif place and not place[1] and (opened := _open_text(said, text)):
        line, column = opened
        source = lines[line - 1].rstrip("\r")
    if len(source) > LONGEST_LINE:  # nobody wrote that by hand: there is nothing to guess from
        message = f"this is not TOML: {said[:1].lower()}{_PLACE.sub('', said)[1:]}"
        return SyntaxProblem(line, column, column + 1, message, "")
    start, end, message, help_ = _told(_PLACE.sub("", said), source, column)
    return SyntaxProblem(line, start, max(end, start + 1), message, help_)


def _end_of(lines: list[str]) -> tuple[int, int]:
    """Just after the last character that is not space."""
    for number in range(len(lines), 0, -1):
        if stripped := lines[number - 1].rstrip():
            return number, len(stripped) + 1
    return 1, 1


def _opening(lines: list[str]) -> tuple[int, int] | None:
    """Where the last list begins that does not end on its own line."""
    for number in range(len(lines), 0, -1):
        if match := _OPEN_LIST.match(lines[number - 1][:LONGEST_LINE]):
            return number, match.end()
    return None


def _open_text(said: str, text: str) -> tuple[int, int] | None:
    """Where the text begins that tomllib has looked for the end of in vain, down to the end of the file."""
    if "Unterminated string" not in said and "Expected \"'" not in said:
        return None
    at = next((match.start("open") for match in _TEXTS.finditer(text) if match["open"]), -1)
    if at < 0:
        return None
    line = text.count("\n", 0, at) + 1
    return line, at - text.rfind("\n", 0, at)


def _name_of(character: str) -> str:
    name = _CONTROLS.get(character) or unicodedata.name(character, "").lower()
    return name or f"U+{ord(character):04X}"


def _told(said: str, source: str, column: int) -> tuple[int, int, str, str]:
    """From and to which column, what is wrong, and what to write instead."""
    if fancy := _FANCY.search(source):
        return fancy.start() + 1, fancy.end() + 1, "curly quotes don't work in TOML", 'use straight quotes: "'
    if (unseen := _INVISIBLE.search(source, max(0, column - 2))) and unseen.start() <= column - 1:
        start = unseen.start() + 1
        help_ = "replace it with a plain space"
        if unicodedata.category(unseen[0]) in ("Cc", "Zl", "Zp"):
            help_ = "remove it, or start a new line instead"
        return start, start + 1, f"there is an invisible character here ({_name_of(unseen[0])})", help_
    if (wide := _FULL_WIDTH.search(source, max(0, column - 2))) and wide.start() <= column - 1:
        start = wide.start() + 1
        plain = chr(ord(wide[0]) - _TO_ASCII)
        return start, start + 1, f"there is a full-width {wide[0]} here", f"replace it with {plain}"
    if "overwrite" in said or "Duplicate" in said:
        key = re.match(r"""\s*([\w"'.-]+)""", source)
        start, end = (key.start(1) + 1, key.end(1) + 1) if key else (column, column)
        twice = f"`{key[1]}`" if key else "this key"
        return start, end, f"{twice} is set twice", "remove one of them, or move it to another table"
    if "declare" in said:
        name = re.search(r"\('(.*?)',?\)", said)
        written = name[1].replace("', '", ".") if name else "step"
        help_ = f"if there are several, write [[{written}]] with two brackets"
        return 1, len(source) + 1, f"[{written}] is there twice", help_
    if "mutate" in said:
        return (
            1,
            len(source) + 1,
            "this adds to a table or list that is already complete",
            "write it with the rest of it",
        )
    if _NO_VALUE.match(source):
        return column, column + 1, f"`{_key_in(source)}` has no value", "write one after the =, or remove the line"
    bare = _BARE_VALUE.match(source)
    if bare and ("Invalid value" in said or "after a statement" in said or "Invalid date" in said):
        value = bare["value"]
        if value.casefold() in ("true", "false", "yes", "no"):
            help_ = "write true or false in lowercase, without quotes"
        else:
            quoted = value.rstrip("\"'").replace('"', "")
            help_ = f'text needs quotes: "{quoted}"'
        return (
            bare.start("value") + 1,
            bare.end("value") + 1,
            f"`{_key_in(source)}`: {value[:60]} is not a TOML value",
            help_,
        )
    if "Expected '='" in said or "Invalid statement" in said or "initial character for a key" in said:
        return _no_statement(source, column)
    if "Unclosed array" in said or "Unclosed inline table" in said:
        bracket = "]" if "array" in said else "}"
        return (
            column,
            column + 1,
            f"the closing {bracket} is missing",
            f"write {bracket} at the end, with commas between the items",
        )
    if "Illegal character '\\n'" in said or "Unterminated string" in said or "Expected \"'" in said:
        quotes = next((match["open"] for match in _TEXTS.finditer(source) if match["open"]), '"')
        help_ = f"write {quotes} at the end"
        if len(quotes) == 1:
            help_ += f"; text over several lines goes between {quotes * 3} and {quotes * 3}"
        return column, column + 1, "this text has no closing quote", help_
    if "Unescaped '\\\\'" in said or "escape" in said.lower():
        return column, column + 1, "a single \\ can't be used in text", "write \\\\, or use single quotes"
    if "Expected ']" in said or _TABLE.match(source):
        return (
            column,
            column + 1,
            "the closing bracket is missing",
            "write one table as [name], and one of several as [[name]]",
        )
    if "Illegal character" in said:
        return column, column + 1, "this character is not allowed in a TOML file", "remove it"
    if "digits" in said:
        return 1, 1, "a number in this file has thousands of digits", "write a smaller one"
    return column, column + 1, f"this is not TOML: {said[:1].lower()}{said[1:]}", ""


def _key_in(source: str) -> str:
    return source.partition("=")[0].strip()


def _no_statement(source: str, column: int) -> tuple[int, int, str, str]:
    match = None if "=" in source else NO_EQUALS.match(source)
    plain = match and PLAIN_VALUE.fullmatch(match["value"].strip())
    if match and (plain or match["sign"] == ":"):
        key, value = match["key"], match["value"].strip()
        help_ = f"write {key} = {value}" if plain else f'write {key} = "{value[:60]}"'
        return 1 + match.start("key"), len(source) + 1, "a key and its value need = between them", help_
    message = "this is not a key with a value, and not a table"
    return column, max(len(source), column) + 1, message, "write key = value, [[step]], or # before a comment"
