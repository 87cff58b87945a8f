"""JSON with comments and trailing commas, read so that it can be added to without touching the rest.

Needs: a text. Gives: values with the places where they stand, and the text with something inserted. What a person wrote
(comments, order, empty lines, indentation) stays to the letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_PLAIN = re.compile(r"[-+.\w]+")


class NotJson(Exception):
    """The text is no JSON with comments; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(frozen=True, slots=True)
class Node:
    """A value: what it is, and its place in the text, `end` exclusive.

    `items` are the values of an array, `members` those of an object by name. `comma` tells whether one stands after the
    last of them.
    """

    value: Any
    start: int
    end: int
    items: tuple[Node, ...] = ()
    members: tuple[tuple[str, Node], ...] = ()
    comma: bool = False

    def member(self, name: str) -> Node | None:
        """The value of this name; as everywhere, the last one counts."""
        return dict(self.members).get(name)


def parse(text: str) -> Node:
    """The text's value. Raises `NotJson`."""
    start = 1 if text.startswith("\ufeff") else 0
    node = _value(text, _skip(text, start))
    end = _skip(text, node.end)
    if end < len(text):
        raise _problem(text, end, "something stands after the end")
    return node


def _skip(text: str, at: int) -> int:
    """Behind white space and comments."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _problem(text: str, at: int, message: str) -> NotJson:
    return NotJson(message, text.count("\n", 0, at) + 1)


def _value(text: str, at: int) -> Node:
    if text.startswith(("{", "["), at):
        return _container(text, at)
    found = _STRING.match(text, at) or _PLAIN.match(text, at)
    if found is None:
        raise _problem(text, at, f"{text[at : at + 1] or 'the end'} stands where a value is expected")
    try:
        return Node(json.loads(found[0]), at, found.end())
    except ValueError:
        raise _problem(text, at, f"{found[0]} is no JSON value") from None


def _container(text: str, start: int) -> Node:
    """An array or an object."""
    is_object = text[start] == "{"
    closing = "}" if is_object else "]"
    names: list[str] = []
    nodes: list[Node] = []
    comma = False
    at = _skip(text, start + 1)
    while not text.startswith(closing, at):
        if nodes and not comma:
            raise _problem(text, at, f"a comma or {closing} is missing")
        if is_object:
            name, at = _name(text, at)
            names.append(name)
        nodes.append(_value(text, at))
        at = _skip(text, nodes[-1].end)
        comma = text.startswith(",", at)
        at = _skip(text, at + 1) if comma else at
    if is_object:
        members = tuple(zip(names, nodes, strict=True))
        return Node({name: node.value for name, node in members}, start, at + 1, members=members, comma=comma)
    return Node([node.value for node in nodes], start, at + 1, items=tuple(nodes), comma=comma)


def _name(text: str, at: int) -> tuple[str, int]:
    """The name of a member, and where its value begins."""
    found = _STRING.match(text, at)
    if found is None:
        raise _problem(text, at, "a name in double quotes is expected")
    colon = _skip(text, found.end())
    if not text.startswith(":", colon):
        raise _problem(text, colon, "a colon is missing")
    return json.loads(found[0]), _skip(text, colon + 1)


def append(text: str, container: Node, added: Sequence[str]) -> str:
    """The text with members or items behind those of a container; each is given as text on lines of its own."""
    newline = "\r\n" if "\r\n" in text else "\n"
    step = _step(text)
    outer = _indent(text, container.start)
    last = container.items[-1:] or tuple(node for _, node in container.members[-1:])
    # Behind whatever stands last before the closing bracket, be it a comment.
    end = len(text[: container.end - 1].rstrip())
    lines = f",{newline}".join(_indented(item, outer + step, newline) for item in added)
    tail = "," if container.comma else ""
    before, after = text[:end], text[container.end - 1 :]
    if last and not container.comma:
        before = f"{text[: last[0].end]},{text[last[0].end : end]}"
    return f"{before}{newline}{lines}{tail}{newline}{outer}{after}"


def replace(text: str, node: Node, given: str) -> str:
    """The text with another value in the place of one."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = _indented(given, _indent(text, node.start), newline)
    return f"{text[: node.start]}{lines.lstrip()}{text[node.end :]}"


def _indent(text: str, at: int) -> str:
    """The white space at the beginning of a line."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def _step(text: str) -> str:
    """By how much the text indents."""
    found = re.search(r"\n([ \t]+)\S", text)
    return found[1] if found else "    "


def _indented(text: str, indent: str, newline: str) -> str:
    return newline.join(f"{indent}{line}" for line in text.splitlines())
