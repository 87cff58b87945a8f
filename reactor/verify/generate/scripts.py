"""Draws a script from the grammar of `statements`.

Any source of choices will do: a seeded `random.Random`, or one that hypothesis controls.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from reactor.verify.generate.statements import CONSTANTS, EXPRESSIONS, HEADER, SHOWN, Group, statements

_GATE = re.compile(r"\bgate\('(\w+)'\)")
_HOLE = re.compile(r"<(\+\+|\+|=|)([a-z]+|#)(?: (\w))?>")
_BODY = re.compile(r"^([ ]*)<(body|inner|fields)>$", re.MULTILINE)
_WORDS = {"body", "inner", "fields", "outer"}
_NOT_IN_A_FORM = ("button(", "on_change=", "st.form(", "st.chat_input(", "<draw>(", "<piece>(", "<slice>(", "<page>")
_DEEPEST = 3


def gates(source: str) -> tuple[str, ...]:
    """The names of a script's gates."""
    return tuple(dict.fromkeys(_GATE.findall(source)))


@dataclass(slots=True)
class _Scope:
    """Variables that code can see, by kind; ``own`` are those it may bind again."""

    seen: dict[str, list[str]] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)

    def copy(self) -> _Scope:
        return _Scope({kind: list(names) for kind, names in self.seen.items()}, set(self.own))

    def add(self, kind: str, name: str) -> None:
        self.seen.setdefault(kind, []).append(name)
        self.own.add(name)

    def inner(self, parameters: bool) -> _Scope:
        """The scope of a function's body."""
        scope = _Scope({kind: list(names) for kind, names in self.seen.items()})
        if parameters:
            scope.add("int", "x")
            scope.add("list", "items")
        return scope


class _Unfit(Exception):
    """A template needs a variable that is not there."""


@dataclass(slots=True)
class _Writer:
    rng: random.Random
    groups: Mapping[str, Group] = field(default_factory=statements)
    in_main: bool = False
    scope: _Scope = field(default_factory=_Scope)
    in_function: bool = False
    in_form: bool = False
    depth: int = 0
    count: int = 0

    def statement(self) -> str:
        """One statement, with what stands inside it."""
        while True:
            group = self.rng.choices(list(self.groups), [group.weight for group in self.groups.values()])[0]
            fitting = self._fitting(self.groups[group].templates)
            if not fitting:
                continue
            template = self.rng.choice(fitting)
            if self.depth >= _DEEPEST and _BODY.search(template):
                continue
            try:
                return self.filled(template)
            except _Unfit:
                continue

    def _fitting(self, templates: tuple[str, ...]) -> list[str]:
        """Templates whose variables may be there; those that need rarer kinds count more."""
        found: list[str] = []
        for template in templates:
            if self.in_form and any(text in template for text in _NOT_IN_A_FORM):
                continue
            needed = {kind for mark, kind, _ in _HOLE.findall(template) if mark in ("", "=") and len(kind) > 1}
            if all(kind in self.scope.seen for kind in needed - set(EXPRESSIONS) - _WORDS):
                found += [template] * (2 if needed - set(EXPRESSIONS) else 1)
        return found

    def filled(self, template: str) -> str:
        number = self.count
        self.count += 1
        named: dict[str, str] = {}
        before = self.scope.copy()
        added: list[tuple[str, str]] = []
        kept: list[tuple[str, str]] = []
        bodies = _BODY.search(template) is not None

        def filled(match: re.Match[str]) -> str:
            mark, kind, name = match.groups()
            if kind == "#":
                return str(number)
            if kind == "outer":
                return "nonlocal" if self.in_main else "global"
            if kind in named:
                return named[kind]
            if mark.startswith("+"):
                text = f"{kind}{len(added)}_{number}"
                added.append((kind, text))
                if mark == "++":
                    kept.append((kind, text))
            elif mark == "=":
                text = self._own(kind)
            else:
                text = self.expression(kind, variable=name is not None)
            if name:
                named[name] = text
            return text

        if "<outer>" in template and self.in_function:
            raise _Unfit
        try:
            pieces = []
            at = 0
            for body in _BODY.finditer(template):
                pieces.append(_HOLE.sub(filled, template[at : body.start()]))
                function = body[2] == "inner"
                for kind, text in () if function else added:
                    # A function does not see its own name: calling itself, it would never end.
                    self.scope.add(kind, text)
                added.clear()
                parameters = function and "(x, items" in template
                pieces.append(textwrap.indent(self._body(function, parameters, body[2] == "fields"), body[1]))
                at = body.end()
            pieces.append(_HOLE.sub(filled, template[at:]))
        except _Unfit:
            self.scope = before
            raise
        if bodies:
            self.scope = before
        for kind, text in kept if bodies else added:
            self.scope.add(kind, text)
        return "".join(pieces)

    def _body(self, function: bool, parameters: bool, form: bool) -> str:
        with self._inside(function, parameters, form):
            lines = [self.statement() for _ in range(self.rng.randint(1, 3))]
        return "\n".join(lines)

    @contextmanager
    def _inside(self, function: bool, parameters: bool, form: bool) -> Iterator[None]:
        before = self.scope, self.in_function, self.in_form
        self.scope = self.scope.inner(parameters) if function else self.scope.copy()
        self.in_function = self.in_function or function
        self.in_form = self.in_form or form
        self.depth += 1
        try:
            yield
        finally:
            self.scope, self.in_function, self.in_form = before
            self.depth -= 1

    def _own(self, kind: str) -> str:
        names = [name for name in self.scope.seen.get(kind, ()) if name in self.scope.own]
        if not names:
            raise _Unfit
        return self.rng.choice(names)

    def expression(self, kind: str, *, variable: bool = False, depth: int = 0) -> str:
        """An expression of a kind; mostly a variable, and a recent one rather than an old one."""
        names = self.scope.seen.get(kind, [])
        simple = self.rng.random()
        if names and (variable or kind not in EXPRESSIONS or simple < 0.7):
            return self.rng.choice(names[-4:] if self.rng.random() < 0.6 else names)
        if kind not in EXPRESSIONS or variable:
            raise _Unfit
        if depth < 2 and simple < 0.9:
            template = self.rng.choice(EXPRESSIONS[kind])
            try:
                text = _HOLE.sub(lambda match: self.expression(match[2], depth=depth + 1), template)
            except _Unfit:
                return self.rng.choice(CONSTANTS[kind])
            return text if template.startswith(("[", "<")) and " " not in template else f"({text})"
        return self.rng.choice(CONSTANTS[kind])

    def shown(self) -> list[str]:
        """Statements that show every variable."""
        names = [(kind, name) for kind, known in self.scope.seen.items() if kind in SHOWN for name in known]
        return [f"st.text(f'{name} = {{{_quoted(SHOWN[kind].format(name))}}}')" for kind, name in names]


def _quoted(text: str) -> str:
    return text.replace("'", '"')


def write_script(rng: random.Random, fewest: int = 5, most: int = 25) -> str:
    """The text of a script."""
    writer = _Writer(rng)
    writer.in_main = rng.random() < 0.2
    widgets, objects = writer.groups["widgets"].templates, writer.groups["objects"].templates
    lines = [writer.filled(rng.choice(start)) for start in (widgets[:3], widgets[:5], objects, objects)]
    for _ in range(rng.randint(fewest, most)):
        lines.append(writer.statement())
        if rng.random() < 0.15:
            lines += writer.shown()[-2:]
    lines += writer.shown()
    body = "\n".join(lines)
    if writer.in_main:
        body = "def main():\n" + textwrap.indent(body, "    ") + "\n\nmain()"
    return f"{_header(body)}\n\n{body}\n"


def _header(body: str) -> str:
    used = set(re.findall(r"\w+", body))
    if "Pair" in used:
        used.add("collections")
    return "\n".join(line for name, line in HEADER.items() if name in used)
