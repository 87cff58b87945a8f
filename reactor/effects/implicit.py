"""Methods that nobody is seen to call.

Purpose: what ``len(basket)``, ``f"{price}"``, ``if queue:`` or ``sorted(cards)`` do if these are objects of the app's
classes: Python and libraries call special methods of whatever they are given. Needs: touched alias sets, summaries of
functions. Gives: more effects in a record.

Who asks is noted where it is evaluated (`Touch.ASK`), as is who may call any method (`Touch.CALL_ALL`); whether an
object of the app's classes may be there is known when all aliases are (`Trait.INSTANCE`). Which class it is of is not
told apart, nor what it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .alias import Touch, Trait, inside
from .app import App, Class, Function
from .context import Shared, Summary
from .expressions import belongs_to
from .infer import Types
from .record import Record
from .types import Kind

_SEEN = frozenset(
    """
    __init__ __new__ __post_init__ __init_subclass__ __set_name__ __class_getitem__ __prepare__ __get__ __set__
    __delete__ __del__
    """.split()  # noqa: SIM905
)
"""Special methods that are called where an object, a class or an attribute is made, read or stored, which is seen."""

_CHANGES = Touch.MUTATE | Touch.MUTATE_ALL | Touch.SUSPECT | Touch.ITERATE | Touch.ESCAPE
_PROTOCOLS = frozenset(
    """
    keys read readline readlines readinto write writelines flush
    _repr_html_ _repr_markdown_ _repr_png_ _repr_svg_ _repr_latex_ _repr_json_ _ipython_display_ to_pandas toPandas
    """.split()  # noqa: SIM905
)
"""Methods without underscores that libraries call on whatever they are given."""

_PLAIN_BASES = ("builtins.", "typing.", "abc.", "enum.", "collections.")


def unseen_methods(app: App, types: Types) -> tuple[Function, ...]:
    """The methods of an app that may be called without being named.

    Of a class that derives from a library's, such as ``logging.Handler``, the library may call any.
    """
    return tuple(
        function
        for name, functions in app.methods.items()
        for function in functions
        if name in _PROTOCOLS
        or (
            name not in _SEEN
            and (_is_special(name) or (function.owner is not None and _extends(function.owner, types)))
        )
    )


def _is_special(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _extends(owner: Class, types: Types) -> bool:
    """Whether a class derives from one of a library that has a life of its own."""
    bases = [types.of(base.value, owner.names) for base in owner.node.bases]
    return any(type_.kind is Kind.LIBRARY and not type_.name.startswith(_PLAIN_BASES) for type_ in bases)


def add_answers(record: Record, shared: Shared) -> None:
    """Add what the special methods do of all objects that are asked something in the record."""
    _add_any_function(record, shared)
    if not shared.app.methods:
        return
    _add(record, shared, Touch.ASK | Touch.ASK_ALL, shared.unseen)
    methods = [function for found in shared.app.methods.values() for function in found]
    if _add(record, shared, Touch.CALL_ALL, methods):
        shared.callbacks.update(dict.fromkeys(methods))


def _add(record: Record, shared: Shared, how: Touch, functions: Sequence[Function]) -> bool:
    """Add what these methods do of all objects touched so; whether there are such objects."""
    answered: set[int] = set()
    while asked := _asked(record, shared, how) - answered:
        answered |= asked
        for function in functions:
            summary = shared.summaries.get(function)
            if summary is not None:
                _answer(summary, asked, record, shared)
                if how & Touch.ASK:
                    # Who calls what nobody knows runs in every walk anyhow.
                    _copy_reasons(summary, record)
    return bool(answered)


def _add_any_function(record: Record, shared: Shared) -> None:
    """Add what the functions that are passed around as values change, if the record calls a value that it knows not."""
    if not record.calls_any:
        return
    aliases, certain = shared.aliases, bool(record.calls_any & Touch.MUTATE)
    for function in shared.passed:
        summary = shared.summaries.get(function)
        if summary is None or summary.record is record:
            continue
        for node, how in list(summary.record.touches.items()):
            if how & _CHANGES and aliases.traits(node) & Trait.EXTERNAL:
                record.touch(node, how if certain else Touch.SUSPECT)
        if certain:
            outside = (variable for variable in summary.record.binds if not belongs_to(variable, function))
            record.binds.update(dict.fromkeys(outside))
            record.state_writes.update(summary.record.state_writes)


def _asked(record: Record, shared: Shared, wanted: Touch) -> set[int]:
    """The objects of the app's classes that are touched so."""
    aliases = shared.aliases
    return {
        root
        for node, how in record.touches.items()
        if how & wanted
        for depth, root in enumerate(aliases.closure(node))
        if (inside(how) if depth else how) & wanted and aliases.traits(root) & Trait.INSTANCE
    }


def _answer(summary: Summary, asked: Iterable[int], record: Record, shared: Shared) -> None:
    aliases, function, done = shared.aliases, summary.function, summary.record
    own: list[int] = []
    if function.parameters:
        itself = summary.parameters.get(function.parameters[0].name.value)
        own = aliases.closure(itself) if itself is not None else []
    for inner, how in list(done.touches.items()):
        root = aliases.find(inner)
        if root in own:
            for each in asked:
                holds = aliases.closure(each)
                record.touch(holds[min(own.index(root), len(holds) - 1)], how)
        elif aliases.traits(root) & Trait.EXTERNAL:
            record.touch(root, how)
    for source, target in ((done.reads, record.reads), (done.binds, record.binds), (done.mutated, record.mutated)):
        for variable in list(source):
            if not belongs_to(variable, function):
                target[variable] = None
    record.draws = record.draws or done.draws
    record.widgets.update(done.widgets)
    record.state_reads.update(done.state_reads)
    record.state_writes.update(done.state_writes)
    record.enters.update(done.enters)
    record.claims.update(done.claims)


def _copy_reasons(summary: Summary, record: Record) -> None:
    function, done = summary.function, summary.record
    for call in done.open_calls:
        record.reason("unknown-call", call.line, f"{function.label}: {call.text}")
    for reason in [*done.reasons.values(), *done.files.values()]:
        detail = reason.detail if reason.detail.startswith(function.label) else f"{function.label}: {reason.detail}"
        record.reason(reason.code, reason.line, detail)
