"""`.vscode/tasks.json`: the tasks of an app, merged with those that are there.

Needs: the text of the file, if there is one, and the script. Gives: the new text, and what was done about each task.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from reactor.editor import jsonc

VERSION = "2.0.0"


class OtherTasks(Exception):
    """The file is JSON, but not the tasks of this version of VS Code's format."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The new text, and the labels of the tasks that were added, replaced, and left as somebody changed them."""

    text: str
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    kept: tuple[str, ...]


def tasks(script: str, command: Sequence[str]) -> list[dict[str, Any]]:
    """The tasks for a script; `command` is how Reactor is called in the workspace."""
    given = tomllib.loads(files(__package__).joinpath("tasks.toml").read_text("utf-8"))
    return [dict(_task(one, given["matcher"], script, command)) for one in given["tasks"]]


def _task(
    given: Mapping[str, Any], matcher: Mapping[str, Any], script: str, command: Sequence[str]
) -> Iterator[tuple[str, Any]]:
    yield "label", given["label"]
    yield "type", "process"
    yield "command", command[0]
    yield "args", [*command[1:], *(argument.format(script=script) for argument in given["arguments"])]
    if "group" in given:
        yield "group", given["group"]
    if "begins" in given:
        yield "isBackground", True
    yield "problemMatcher", dict(_matcher(given, matcher)) if given.get("matcher", True) else []


def _matcher(given: Mapping[str, Any], matcher: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "owner", "reactor"
    yield "source", "reactor"
    yield "fileLocation", ["relative", "${workspaceFolder}"]
    yield "pattern", {"regexp": matcher["pattern"], **matcher["groups"]}
    if "begins" in given:
        # What is printed before the work begins for the first time belongs to it.
        background = {"activeOnStart": True, "beginsPattern": given["begins"], "endsPattern": given["ends"]}
        yield "background", background


def merge(text: str | None, ours: Sequence[Mapping[str, Any]], *, update: bool = False) -> Merged:
    """Add our tasks to a file's text. One of ours that is there is replaced only with `update`, as it may be changed.

    Raises `jsonc.NotJson` and `OtherTasks`.
    """
    if text is None or not text.strip():
        whole = {"version": VERSION, "tasks": list(ours)}
        return Merged(_written(whole) + "\n", tuple(task["label"] for task in ours), (), ())
    there = _labels(_checked(text))
    replaced: list[str] = []
    kept: list[str] = []
    for task in ours:
        node = there.get(task["label"])
        if node is None or node.value == task:
            continue
        if update:
            text = jsonc.replace(text, node, _written(task))
            there = _labels(jsonc.parse(text))
        (replaced if update else kept).append(task["label"])
    added = [task for task in ours if task["label"] not in there]
    text = _added(text, added)
    return Merged(text, tuple(task["label"] for task in added), tuple(replaced), tuple(kept))


def _checked(text: str) -> jsonc.Node:
    root = jsonc.parse(text)
    if not isinstance(root.value, dict):
        raise OtherTasks("it holds no object")
    version = root.value.get("version", VERSION)
    if version != VERSION:
        raise OtherTasks(f"its version is {version!r}, and not {VERSION!r}")
    if not isinstance(root.value.get("tasks", []), list):
        raise OtherTasks('its "tasks" are no list')
    return root


def _labels(root: jsonc.Node) -> dict[str, jsonc.Node]:
    """Its tasks by label."""
    listed = root.member("tasks")
    items = listed.items if listed else ()
    return {item.value["label"]: item for item in items if isinstance(item.value, dict) and "label" in item.value}


def _added(text: str, added: Sequence[Mapping[str, Any]]) -> str:
    root = jsonc.parse(text)
    if root.member("version") is None:
        text = jsonc.append(text, root, [f'"version": "{VERSION}"'])
        root = jsonc.parse(text)
    listed = root.member("tasks")
    if listed is None:
        return jsonc.append(text, root, [f'"tasks": {_written(list(added))}'])
    return jsonc.append(text, listed, [_written(task) for task in added]) if added else text


def _written(value: Any) -> str:
    return json.dumps(value, indent=4, ensure_ascii=False)
