"""What a person, a timer or the network does to a page, as data.

An event names its widget by key or by label, and by number where several answer to that name. Its JSON form is a list
of a verb and arguments, `["set", "Low", 20]`; its text form is the same without brackets and commas: `set "Low" 20`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Any, ClassVar


class EventError(Exception):
    """The page does not offer what the event asks for."""


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events; a subclass is a verb, its fields are the arguments."""

    verb: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Set(Event):
    """Give a widget a value, in the terms of the wire: a label of an option, a list for a range, ISO dates.

    Also: the JSON state of a data editor, the selection of a table or chart, a component's value, whether an expander
    or popover that reports it is open, the label of a tab.
    """

    verb: ClassVar[str] = "set"
    target: str
    value: Any = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Click(Event):
    """Press a button, a form's button, a download button, or `option` of a menu button."""

    verb: ClassVar[str] = "click"
    target: str
    option: str | None = None
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Chat(Event):
    """Send a message from a chat input."""

    verb: ClassVar[str] = "chat"
    target: str
    text: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Upload(Event):
    """Choose files: a list of `[name, text]`; an empty list takes all files out again."""

    verb: ClassVar[str] = "upload"
    target: str
    files: Any = ()
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Dismiss(Event):
    """Close the dialog that is open."""

    verb: ClassVar[str] = "dismiss"


@dataclass(frozen=True, slots=True)
class GoTo(Event):
    """Choose a page in the navigation, by its title."""

    verb: ClassVar[str] = "page"
    title: str


@dataclass(frozen=True, slots=True)
class FollowLink(Event):
    """Click a page link."""

    verb: ClassVar[str] = "link"
    label: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Back(Event):
    """Go one page back in the browser's history."""

    verb: ClassVar[str] = "back"


@dataclass(frozen=True, slots=True)
class Timer(Event):
    """The nth auto-rerun timer fires."""

    verb: ClassVar[str] = "timer"
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Rerun(Event):
    """The R key."""

    verb: ClassVar[str] = "rerun"


@dataclass(frozen=True, slots=True)
class ClearCache(Event):
    """The C key, confirmed."""

    verb: ClassVar[str] = "clear_cache"


@dataclass(frozen=True, slots=True)
class Edit(Event):
    """Somebody replaces a text in the script, or in a `file` beside it, saves, and has the page rerun."""

    verb: ClassVar[str] = "edit"
    old: str
    new: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Interrupt(Event):
    """The second event arrives while the run of the first is at the gate `at`, or after it, if it does not get there.

    `gate.py` is about gates.

    Both in their JSON form.
    """

    verb: ClassVar[str] = "interrupt"
    first: Any
    at: str
    second: Any


@dataclass(frozen=True, slots=True)
class Reload(Event):
    """Load the page anew, at the address it has: a new session."""

    verb: ClassVar[str] = "reload"


@dataclass(frozen=True, slots=True)
class Reconnect(Event):
    """The socket breaks and comes back: the same session."""

    verb: ClassVar[str] = "reconnect"


VERBS: dict[str, type[Event]] = {
    kind.verb: kind
    for kind in (
        Set,
        Click,
        Chat,
        Upload,
        Dismiss,
        GoTo,
        FollowLink,
        Back,
        Timer,
        Rerun,
        ClearCache,
        Edit,
        Interrupt,
        Reload,
        Reconnect,
    )
}


def to_json(event: Event) -> list[Any]:
    """The verb and the arguments, without trailing ones that have their default."""
    values = [getattr(event, item.name) for item in fields(event)]
    while values and values[-1] == fields(event)[len(values) - 1].default:
        values.pop()
    return [event.verb, *values]


def from_json(value: list[Any]) -> Event:
    """The inverse of `to_json`; raises `ValueError` for a verb that does not exist."""
    verb, *arguments = value
    if verb not in VERBS:
        raise ValueError(f"no such event: {verb!r}")
    return VERBS[verb](*arguments)


def to_text(event: Event) -> str:
    """One line: the verb, then its arguments as JSON."""
    verb, *arguments = to_json(event)
    return " ".join([verb, *(json.dumps(argument, ensure_ascii=False) for argument in arguments)])


def from_text(line: str) -> Event:
    """The inverse of `to_text`."""
    verb, _, rest = line.strip().partition(" ")
    decoder, arguments, rest = json.JSONDecoder(), [], rest.strip()
    while rest:
        argument, end = decoder.raw_decode(rest)
        arguments.append(argument)
        rest = rest[end:].strip()
    return from_json([verb, *arguments])
