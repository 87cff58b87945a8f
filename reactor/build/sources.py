"""The files an app is made of: reading the main script, hashing, and what each imports."""

from __future__ import annotations

import ast
import hashlib
import os
import tokenize
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from reactor.build.errors import BrokenScript, NoScript

DEFAULT_SCRIPT = "streamlit_app.py"


def main_script(given: Path) -> Path:
    """The absolute path of the script meant; a folder means its `streamlit_app.py`, as for `streamlit run`."""
    if given.is_dir():
        inside = given / DEFAULT_SCRIPT
        if not inside.is_file():
            raise NoScript(
                f"{given} is a folder", hint=f"name the script, or put the app into {DEFAULT_SCRIPT} in this folder"
            )
        given = inside
    if not given.exists():
        raise NoScript(f"{given} does not exist", hint=_similar(given))
    if given.suffix not in (".py", ".py3"):
        kind = f"a {given.suffix} file" if given.suffix else "a file without extension"
        raise NoScript(f"{given} is {kind}", hint="a Streamlit script is a .py file")
    return given.absolute()


def _similar(path: Path) -> str:
    here = sorted(item.name for item in path.parent.glob("*.py")) if path.parent.is_dir() else []
    if not here:
        return f"there is no Python file in {path.parent}"
    folder = "this folder" if path.parent == Path() else path.parent
    return f"{folder} has {', '.join(here[:8])}{', ...' if len(here) > 8 else ''}"


def read_source(path: Path) -> str:
    """The file's text by its own encoding. Raises `BrokenScript`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BrokenScript(f"cannot be read: {error.strerror}", path=path) from error
    try:
        encoding, _ = tokenize.detect_encoding(BytesIO(data).readline)
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not {error.encoding}"
        raise BrokenScript(message, path=path, line=line, hint=_ENCODING_HINT) from error
    except (SyntaxError, LookupError) as error:
        raise BrokenScript(str(error), path=path, line=1, hint=_ENCODING_HINT) from error


def lines_of(text: str) -> list[str]:
    """The lines as Python counts them; `str.splitlines` takes more letters for the end of a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


_ENCODING_HINT = "save the file as UTF-8, or name its encoding in the first line: # -*- coding: latin-1 -*-"


def sha256(path: Path) -> str | None:
    """The hash of the file's bytes; None if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def text_digest(path: Path) -> str | None:
    """The hash of the file's text, as the compiler has it in `ModuleProgram.source_hash`."""
    try:
        with tokenize.open(path) as file:
            return hashlib.sha256(file.read().removeprefix("\ufeff").encode("utf-8")).hexdigest()
    except (OSError, SyntaxError, UnicodeDecodeError):
        return None


def imported(paths: Iterable[Path]) -> frozenset[str]:
    """First parts of every module name imported anywhere in the files."""
    return frozenset(name for path in paths for name in _imported_in(path))


def _imported_in(path: Path) -> list[str]:
    try:
        return list(imported_by(read_source(path)))
    except (BrokenScript, SyntaxError, ValueError):
        return []


def imported_by(source: str) -> Iterator[str]:
    """First parts of the module names that a source imports. Raises `SyntaxError` and `ValueError`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def pages(script: Path) -> list[Path]:
    """The files of a `pages/` folder beside the script that Streamlit would offer as pages."""
    found = (script.parent / "pages").glob("*.py")
    return sorted(path for path in found if not path.name.startswith(".") and path.name != "__init__.py")


def newly_local(script: Path, names: Iterable[str]) -> list[Path]:
    """Files beside the script that an import of one of these names would find."""
    candidates = (
        path for name in sorted(names) for path in (script.parent / f"{name}.py", script.parent / name / "__init__.py")
    )
    return [path for path in candidates if path.is_file()]


def relative(path: Path, folder: Path) -> str:
    """The path as seen from a folder, with forward slashes; absolute where there is no way (another drive)."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path.as_posix()


def absolute(path: str, folder: Path) -> Path:
    """The inverse of `relative`."""
    return Path(os.path.normpath(folder / path))


def shown(path: Path) -> str:
    """The path as the user would type it here."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
