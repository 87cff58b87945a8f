"""Calls that promise to read one file by way of Python's ``open``, tried on files that exist and on missing ones."""

from __future__ import annotations

import builtins
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from reactor.effects.signatures import load
from reactor_runtime.program.signatures import Effect

mpl.use("agg")

_opened: list[object] = []


@pytest.fixture(autouse=True, scope="module")
def observed() -> None:
    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            _opened.append(args[0])

    sys.addaudithook(hook)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A readable file for every function, by the function's last name."""
    made = tmp_path_factory.mktemp("files")
    frame = pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})
    for name in ("read_csv", "read_table", "read_fwf"):
        frame.to_csv(made / name, index=False)
    frame.to_json(made / "read_json")
    frame.to_feather(made / "read_feather")
    frame.to_stata(made / "read_stata")
    (made / "read_excel").write_bytes(b"PK no workbook, which only shows after it was opened")
    (made / "load").write_text(json.dumps([1]))
    (made / "open").write_text("text")
    Image.fromarray(np.zeros((2, 2), np.uint8)).save(made / "imread", format="png")
    return made


def promising() -> Iterator[tuple[str, Effect]]:
    signatures = load()
    for name in signatures.function_names():
        effect = signatures.function(name)
        assert effect is not None
        effect = effect.given({"0": "?"})
        if effect.paths and effect.volatile:
            yield name, effect


FUNCTIONS = sorted(name for name, effect in promising() if name != "json.load")


def test_functions_are_there() -> None:
    assert {"builtins.open", "pandas.read_csv", "pandas.read_excel"} <= set(FUNCTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("missing", [False, True], ids=["there", "missing"])
def test_every_attempt_to_open_is_seen(name: str, missing: bool, folder: Path) -> None:
    module, _, function = name.rpartition(".")
    path = folder / (f"missing {function}" if missing else function)
    call = getattr(builtins if module == "builtins" else importlib.import_module(module), function)
    _opened.clear()
    error: BaseException | None = None
    try:
        result = call(str(path))
    except Exception as raised:
        error = raised
    else:
        if hasattr(result, "close"):
            result.close()
    assert str(path) in map(str, _opened)
    assert (error is None) is not missing or function == "read_excel"


def test_the_methods_of_paths(tmp_path: Path) -> None:
    signatures = load()
    names = ("read_text", "read_bytes", "open")
    assert all(signatures.method("pathlib", name, "PosixPath").given({}).paths == ("self",) for name in names)  # type: ignore[union-attr]
    for name in names:
        _opened.clear()
        with pytest.raises(FileNotFoundError):
            getattr(tmp_path / "missing", name)()
        assert str(tmp_path / "missing") in map(str, _opened)
