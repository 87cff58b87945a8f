"""The evaluated arguments of a call."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import libcst as cst

from . import expressions
from .app import Function
from .context import Run
from .file_names import is_local
from .record import Record, Value


@dataclass(frozen=True)
class Arguments:
    """The evaluated arguments of a call."""

    positional: tuple[Value, ...] = ()
    keywords: dict[str, Value] = field(default_factory=dict)
    stars: tuple[Value, ...] = ()

    def all(self) -> tuple[Value, ...]:
        return (*self.positional, *self.keywords.values(), *self.stars)


def evaluate_arguments(node: cst.Call, run: Run, split: Function | None = None) -> Arguments:
    """Evaluate the arguments; those of a split function each in a record of its own, which feeds the parameter."""
    positional: list[Value] = []
    keywords: dict[str, Value] = {}
    stars: list[Value] = []
    for position, arg in enumerate(node.args):
        if split is not None and run.between:
            since = len(run.shared.records)
            with run.into(run.new_record(arg.value)) as record:
                found = expressions.refer(arg.value, run)
            for made in run.shared.records[since:]:
                # An argument that is a region has a record of its own.
                if made.frame is record.frame:
                    _feed(made, arg, position, split, run)
        else:
            found = expressions.evaluate(arg.value, run)
        if not arg.star and is_local(arg.value, run.names, run.types):
            found = replace(found, local=True)
        if arg.star:
            expressions.consume(found, run)
            stars.append(found)
        elif arg.keyword is not None:
            keywords[arg.keyword.value] = found
        else:
            positional.append(found)
    return Arguments(tuple(positional), keywords, tuple(stars))


def _feed(record: Record, arg: cst.Arg, position: int, function: Function, run: Run) -> None:
    names = [parameter.name for parameter in function.parameters]
    if arg.keyword is not None:
        chosen = [name for name in names if name.value == arg.keyword.value] or names
    else:
        chosen = names
        if not arg.star and function.owner is None and position < len(names):
            chosen = [names[position]]
    for name in chosen:
        run.shared.parameter_feeds.append((record, function.names.variables[name]))
