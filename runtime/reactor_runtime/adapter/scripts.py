"""Transpiled sources made executable: magic, the user's own lines in tracebacks, pages and local modules.

The code objects carry the original file and lines, so that tracebacks, ``inspect.getsource`` and caches that hash a
function's source see the script and not its transpiled form.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import logging
import os
import sys
from collections.abc import Sequence
from hashlib import sha256
from types import CodeType, ModuleType
from typing import Any

from streamlit import config
from streamlit.runtime.scriptrunner import magic
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.source_util import open_python_file

from reactor_runtime.adapter.positions import Mismatch, copy_positions
from reactor_runtime.engine.guards import Guards
from reactor_runtime.program import ModuleProgram, Program

_LOGGER = logging.getLogger(__name__)
GUARDS = "_r"
_PAGE_STUB = compile(
    "import reactor_runtime.adapter.pages as _pages\n_pages.run_page(__file__)\n", __file__, "exec", dont_inherit=True
)


def compile_module(module: ModuleProgram) -> CodeType:
    """The code of a transpiled file.

    Raises:
        SyntaxError: the transpiled source is not Python; a fault of the compiler.
    """
    tree = ast.parse(module.transpiled, module.path)
    _to_original_positions(tree, module)
    if module.name == "__main__" and config.get_option("runner.magicEnabled"):
        _add_magic(tree, module.path)
    return compile(tree, module.path, "exec", dont_inherit=True)


def _add_magic(tree: ast.Module, path: str) -> None:
    shows_last = config.get_option("magic.displayLastExprIfNoSemicolon") and not _ends_in_semicolon(path)
    # Guards' own calls are expressions, too, but magic leaves calls alone.
    magic._modify_ast_subtree(tree, is_root=True, file_ends_in_semicolon=not shows_last)
    if shows_last:
        _show_last(tree)


def _ends_in_semicolon(path: str) -> bool:
    try:
        with open_python_file(path) as file:
            code = file.read()
        return bool(magic._does_file_end_in_semicolon(ast.parse(code, path), code))
    except (OSError, SyntaxError):
        return False


def _show_last(tree: ast.Module) -> None:
    """Show a call that ends the script; its guard hides it from Streamlit's own rule."""
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.If) and last.body and isinstance(last.body[0], ast.Expr):
        last = last.body[0]
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) and not _is_magic(last.value):
        last.value = magic._build_st_write_call([last.value])
        ast.fix_missing_locations(tree)


def _is_magic(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "transparent_write"


def _to_original_positions(tree: ast.Module, module: ModuleProgram) -> None:
    try:
        with open_python_file(module.path) as file:
            copy_positions(tree, ast.parse(file.read(), module.path), GUARDS)
    except (OSError, SyntaxError, Mismatch) as problem:
        # The file changed since it was compiled; its lines as they were then are the best there is.
        _LOGGER.debug("Positions of %s by line only: %s", module.path, problem)
        _to_original_lines(tree, module)


def _to_original_lines(tree: ast.Module, module: ModuleProgram) -> None:
    tree.body = ast.parse(module.transpiled, module.path).body
    lines, indents = module.lines, module.indents
    for node in ast.walk(tree):
        line = getattr(node, "lineno", None)
        if line is None:
            continue
        end = node.end_lineno or line  # type: ignore[attr-defined]
        node.lineno, node.end_lineno = lines[line - 1], lines[end - 1]  # type: ignore[attr-defined]
        node.col_offset = max(0, node.col_offset - indents[line - 1])  # type: ignore[attr-defined]
        node.end_col_offset = max(0, (node.end_col_offset or 0) - indents[end - 1])  # type: ignore[attr-defined]


def check_source(path: str) -> None:
    """Raise the SyntaxError of a script, if it has one."""
    with open_python_file(path) as file:
        compile(file.read(), path, "exec", dont_inherit=True)


class Library(ScriptCache):
    """The code of an app's files, shared by its sessions. In place of Streamlit's cache of page scripts."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._modules = {os.path.realpath(module.path): module for module in program.modules}
        self._codes: dict[int, CodeType] = {}

    def module(self, path: str) -> ModuleProgram | None:
        """The program of a file, if it was compiled."""
        return self._modules.get(os.path.realpath(path))

    def code(self, module: ModuleProgram) -> CodeType:
        found = self._codes.get(module.index)
        if found is None:
            found = self._codes[module.index] = compile_module(module)
        return found

    def get_bytecode(self, script_path: str) -> Any:
        """What Streamlit executes for a page: ours if it was compiled, else the plain script."""
        return _PAGE_STUB if self.module(script_path) is not None else super().get_bytecode(script_path)


class Namespace:
    """The globals of a script, kept from run to run: functions of skipped definitions live in them.

    Under Streamlit every run has a new module. Here a run starts by emptying it, and skipped regions put back what they
    had bound, so a name that this run does not bind is not there.
    """

    def __init__(self, module: ModuleProgram, code: CodeType) -> None:
        self.module = ModuleType("__main__")
        self._code = code
        self._guards = Guards(module, self.module.__dict__)

    def adopt(self, module: ModuleProgram, code: CodeType) -> None:
        """Go on with the edited script, in the same globals."""
        self._code = code
        self._guards = Guards(module, self.module.__dict__)

    def execute(self, path: str) -> None:
        """Run the script from the start."""
        names = self.module.__dict__
        before = dict(names)
        names.clear()
        names.update(__name__="__main__", __doc__=None, __package__=None, __loader__=None, __spec__=None)
        names["__file__"] = path
        names[GUARDS] = self._guards
        try:
            exec(self._code, names)
        except BaseException:
            # The run ended early. Callbacks of widgets that it did not reach are those of the run before, and need
            # the names of that run.
            for name, value in before.items():
                names.setdefault(name, value)
            raise


class _Loader(importlib.abc.InspectLoader):
    def __init__(self, library: Library, module: ModuleProgram) -> None:
        self._library = library
        self._module = module

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__[GUARDS] = Guards(self._module, module.__dict__)
        exec(self._library.code(self._module), module.__dict__)

    def get_source(self, fullname: str) -> str:
        with open(self._module.path, encoding="utf-8") as file:
            return file.read()

    def get_code(self, fullname: str) -> CodeType:
        return self._library.code(self._module)


class LocalModules(importlib.abc.MetaPathFinder):
    """Imports the app's local modules in their transpiled form."""

    def __init__(self, library: Library, program: Program) -> None:
        self._library = library
        self._modules = _local_modules(program)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        module = self._modules.get(fullname)
        if module is None or not _is_current(module):
            return None
        folder = os.path.dirname(module.path)
        is_package = os.path.basename(module.path) == "__init__.py"
        return importlib.util.spec_from_file_location(
            fullname,
            module.path,
            loader=_Loader(self._library, module),
            submodule_search_locations=[folder] if is_package else None,
        )

    def replace(self, library: Library, program: Program) -> None:
        """Go on with an edited app: all its modules are imported anew, as when Streamlit's watcher sees a change."""
        modules = _local_modules(program)
        for name in (*self._modules, *modules):
            sys.modules.pop(name, None)
        self._library, self._modules = library, modules

    def install(self) -> None:
        sys.meta_path.insert(0, self)

    def remove(self) -> None:
        if self in sys.meta_path:
            sys.meta_path.remove(self)


def _local_modules(program: Program) -> dict[str, ModuleProgram]:
    return {module.name: module for module in program.modules if module.name != "__main__"}


def _is_current(module: ModuleProgram) -> bool:
    """Whether a file is still what was compiled; if not, Python imports what it is now."""
    try:
        with open_python_file(module.path) as file:
            text = file.read().removeprefix("\ufeff")
    except (OSError, SyntaxError, UnicodeDecodeError):
        return False
    return sha256(text.encode("utf-8")).hexdigest() == module.source_hash
