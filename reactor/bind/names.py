"""Bind every file.

Purpose: the meaning of every `Name` node. Needs: `Source`. Gives: `Names`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import libcst as cst

from reactor.parse import Source

from .scope import Definition, Scope, Variable
from .scopes import ScopeBuilder
from .webs import find_webs


@dataclass(frozen=True, eq=False, repr=False)
class Names:
    """What the names of one file mean.

    ``variables`` has every `Name` node that reads or binds; ``definitions`` the bindings of each variable; ``scopes``
    the scope of each module, function, lambda, class and comprehension node; ``star_imports`` what comes with ``*``.
    """

    source: Source
    module: Scope
    scopes: Mapping[cst.CSTNode, Scope]
    home: Mapping[cst.Name, Scope]
    variables: Mapping[cst.Name, Variable]
    definitions: Mapping[Variable, tuple[Definition, ...]]
    star_imports: tuple[str, ...]


def bind(source: Source) -> Names:
    """Resolve the names of one file."""
    builder = ScopeBuilder(source)
    builder.build()
    if not source.script:
        # Any file may read or assign the globals of an imported module at any time.
        builder.module.shared.update(builder.module.definitions)
    variables = find_webs(source, builder)
    definitions: dict[Variable, list[Definition]] = {}
    for scope in builder.scopes:
        for bindings in scope.definitions.values():
            for definition in bindings:
                assert isinstance(definition.target, cst.Name)
                variable = variables.get(definition.target)
                if variable is not None:
                    definitions.setdefault(variable, []).append(definition)
    return Names(
        source=source,
        module=builder.module,
        scopes=builder.of_node,
        home=builder.home,
        variables=variables,
        definitions={variable: tuple(found) for variable, found in definitions.items()},
        star_imports=tuple(builder.star_imports),
    )
