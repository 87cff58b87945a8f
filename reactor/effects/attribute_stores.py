"""Every value that the app stores in an attribute, by the attribute's name.

Purpose: the type of ``self.frame`` where nobody knows the class. Needs: `App`. Gives: what `Types` joins.
"""

from __future__ import annotations

import libcst as cst

from reactor.bind import Names
from reactor.parse import walk

from .app import App


def attribute_stores(app: App) -> dict[str | None, list[tuple[cst.CSTNode, Names]]]:
    """Every value assigned to an attribute, by attribute name; the key None stands for names nobody can know."""
    found: dict[str | None, list[tuple[cst.CSTNode, Names]]] = {}
    for names in app.modules:
        for node in walk(names.source.tree):
            if isinstance(node, cst.Assign):
                for target in node.targets:
                    for item in _attribute_targets(target.target):
                        found.setdefault(item.attr.value, []).append(
                            (node.value if item is target.target else _NOBODY, names)
                        )
            elif isinstance(node, cst.AnnAssign) and isinstance(node.target, cst.Attribute):
                if node.value is not None:
                    found.setdefault(node.target.attr.value, []).append((node.value, names))
            elif isinstance(node, (cst.AugAssign, cst.For)):
                for item in _attribute_targets(node.target):
                    found.setdefault(item.attr.value, []).append((_NOBODY, names))
            elif isinstance(node, cst.Name) and node.value in ("setattr", "__dict__"):
                found.setdefault(None, [])
    return found


_NOBODY = cst.Ellipsis()
"""Stands for a value that nobody wrote down; its type is unknown."""


def _attribute_targets(target: cst.CSTNode) -> list[cst.Attribute]:
    if isinstance(target, cst.Attribute):
        return [target]
    if isinstance(target, (cst.Tuple, cst.List)):
        return [item for element in target.elements for item in _attribute_targets(element.value)]
    return []
