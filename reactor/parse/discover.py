"""Find the files of an app.

Purpose: everything that runs as part of the app from the main script's directory.
Needs: the main script, and the texts of files that an editor has changed and not saved. Gives: its `Source` first, then
pages, then the local modules they import, transitively.
Known gap: a page or a module named by an expression that is not a constant is found by nobody; it then runs untouched.
"""

from __future__ import annotations

import tokenize
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

import libcst as cst
from libcst.helpers import get_full_name_for_node

from .source import CompileError, Source, parse_source
from .tree import walk

_MOST_STEPS = 8
"""A path put together in more steps than this is not followed."""


def discover(main_script: Path, unsaved: Mapping[Path, str]) -> list[Source]:
    """Parse the main script, its pages and local modules. Raises `CompileError` and, for the main script, OSError.

    `unsaved` has the texts, with line feeds, of files that are not as they are on disk, by resolved path.
    """
    root = main_script.parent.resolve()
    queue: list[tuple[Path, str]] = [(main_script.resolve(), "__main__")]
    queue += [(path, "__main__") for path in sorted((root / "pages").glob("*.py"))]
    sources: dict[tuple[Path, str], Source] = {}
    while queue:
        path, name = queue.pop(0)
        if (path, name) in sources:
            continue
        text = unsaved.get(path)
        source = parse_source(_read(path) if text is None else text, str(path), name, len(sources))
        sources[path, name] = source
        queue += [(page, "__main__") for page in _named_pages(source, root)]
        queue += _local_imports(source, path, root)
    return list(sources.values())


def _read(path: Path) -> str:
    """Decode as Python does: a coding comment, else UTF-8."""
    try:
        with tokenize.open(path) as file:
            return file.read()
    except (SyntaxError, UnicodeDecodeError) as error:
        raise CompileError(str(path), 1, 0, str(error)) from None


def _named_pages(source: Source, root: Path) -> Iterator[Path]:
    """Files that are constant first arguments of calls named ``Page``, as strings or ``Path("...")``."""
    for node in walk(source.tree):
        if isinstance(node, cst.Call) and _last_name(node.func) == "Page" and node.args:
            named = _constant_path(node.args[0].value, source)
            if named is not None and named.suffix == ".py":
                path = (root / named).resolve()
                if path.is_file():
                    yield path


def _constant_path(node: cst.BaseExpression, source: Source, depth: int = 0) -> PurePath | None:
    """The path an expression means, if it is put together from constants and ``__file__``."""
    if depth > _MOST_STEPS:
        return None
    match node:
        case cst.SimpleString() | cst.ConcatenatedString():
            value = node.evaluated_value
            return PurePath(value) if isinstance(value, str) else None
        case cst.Name(value="__file__"):
            return PurePath(source.path)
        case cst.Name(value=name):
            values = [
                item.value
                for item in walk(source.tree, into_functions=False)
                if isinstance(item, cst.Assign)
                and any(isinstance(target.target, cst.Name) and target.target.value == name for target in item.targets)
            ]
            return _constant_path(values[0], source, depth + 1) if len(values) == 1 and values[0] is not node else None
        case cst.Attribute(value=base, attr=cst.Name(value="parent")):
            path = _constant_path(base, source, depth + 1)
            return path.parent if path is not None else None
        case cst.BinaryOperation(left=left, operator=cst.Divide(), right=right):
            return _joined([left, right], source, depth + 1)
        case cst.Call(func=cst.Attribute(value=base, attr=cst.Name(value="resolve" | "absolute")), args=()):
            return _constant_path(base, source, depth + 1)
        case cst.Call(func=func, args=[arg]) if _last_name(func) in ("Path", "PurePath", "str", "abspath", "realpath"):
            return _constant_path(arg.value, source, depth + 1)
        case cst.Call(func=func, args=[arg]) if _last_name(func) == "dirname":
            path = _constant_path(arg.value, source, depth + 1)
            return path.parent if path is not None else None
        case cst.Call(func=func, args=args) if _last_name(func) in ("join", "joinpath", "Path"):
            receiver = [func.value] if isinstance(func, cst.Attribute) and func.attr.value == "joinpath" else []
            return _joined([*receiver, *(arg.value for arg in args)], source, depth + 1)
        case _:
            return None


def _joined(parts: list[cst.BaseExpression], source: Source, depth: int) -> PurePath | None:
    found = [_constant_path(part, source, depth) for part in parts]
    return PurePath(*[part for part in found if part is not None]) if None not in found else None


def _last_name(node: cst.BaseExpression) -> str | None:
    if isinstance(node, cst.Attribute):
        return node.attr.value
    return node.value if isinstance(node, cst.Name) else None


def _local_imports(source: Source, path: Path, root: Path) -> Iterator[tuple[Path, str]]:
    for node in walk(source.tree):
        if isinstance(node, cst.Import):
            for alias in node.names:
                yield from _resolve(root, (get_full_name_for_node(alias.name) or "").split("."))
        elif isinstance(node, cst.ImportFrom):
            base = import_base(node, source.name, package=path.name == "__init__.py")
            if base is None:
                continue
            yield from _resolve(root, base)
            if not isinstance(node.names, cst.ImportStar):
                for alias in node.names:
                    yield from _resolve(root, [*base, str(get_full_name_for_node(alias.name))])


def import_base(node: cst.ImportFrom, module: str, package: bool = False) -> list[str] | None:
    """The dotted name that ``from X import`` names, relative dots resolved; None where that leads out of the app."""
    names = (get_full_name_for_node(node.module) or "").split(".") if node.module is not None else []
    dots = len(node.relative)
    if not dots:
        return names
    if module == "__main__":
        return None
    parts = module.split(".")
    keep = len(parts) - dots + (1 if package else 0)
    return parts[:keep] + names if keep >= 0 else None


def _resolve(root: Path, parts: list[str]) -> Iterator[tuple[Path, str]]:
    """The files that importing ``parts`` executes, packages first."""
    for count in range(1, len(parts) + 1):
        base = root.joinpath(*parts[:count])
        name = ".".join(parts[:count])
        if (base / "__init__.py").is_file():
            yield (base / "__init__.py").resolve(), name
        elif base.with_suffix(".py").is_file():
            yield base.with_suffix(".py").resolve(), name
            return
        elif not base.is_dir():
            return
