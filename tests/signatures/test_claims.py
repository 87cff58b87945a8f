"""What the signatures claim holds on sample objects: nothing called pure mutates, nothing called fresh is shared."""

from __future__ import annotations

import importlib
from collections.abc import Callable

import matplotlib.pyplot as plt
import pytest

from reactor.effects.signatures import Signatures, load
from tests.signatures.probe import Make, Problem, probe
from tests.signatures.samples import ARGUMENTS, PAIRS, PARTS, TYPES, picture

CALLS: list[tuple[Make, ...]] = [(), *((make,) for make in ARGUMENTS), *PAIRS]

HALF = [(), *CALLS[1:-1:2], CALLS[-1]]
FEW_CALLS: dict[str, list[tuple[Make, ...]]] = {
    "plotly": CALLS[:6],
    "pandas": HALF,
    "polars": HALF[:6],
    "polars.": HALF[:4],
    "scipy.stats.": [CALLS[6], CALLS[7], *CALLS[17:19]],
    "scipy.signal.": [CALLS[6], CALLS[17]],
    "scipy.ndimage.": [CALLS[6], CALLS[17]],
    "scipy.linalg.": [CALLS[6], CALLS[17]],
    "PIL.ImageOps.": [(picture,), (picture, lambda: 1), (picture, lambda: (2, 2))],
    "PIL.ImageChops.": [(picture, picture), (picture, lambda: 1)],
}
"""Families and modules whose calls are slow or take something particular: there not every argument is tried."""

ELEMENT_OF_AN_OBJECT_ARRAY = {"numpy.": dict}
"""An argument that numpy takes for a single object, and may give back as a scalar: a known limit (README)."""

MODULES = [
    "builtins.",
    "numpy.",
    "numpy.linalg.",
    "pandas.",
    "copy.",
    "itertools.",
    "functools.",
    "operator.",
    "heapq.",
    "polars.",
    "scipy.stats.",
    "scipy.signal.",
    "scipy.linalg.",
    "scipy.ndimage.",
    "PIL.ImageOps.",
    "PIL.ImageChops.",
    "sqlalchemy.",
]

pytestmark = pytest.mark.filterwarnings("ignore")

UNCALLED = {"builtins.object", "builtins.type", "functools.reduce"}


@pytest.fixture(scope="module")
def signatures() -> Signatures:
    plt.close(plt.figure())  # sets matplotlib up, which makes a folder for its cache
    return load()


@pytest.mark.parametrize(("family", "type_name"), TYPES)
def test_methods(signatures: Signatures, family: str, type_name: str) -> None:
    problems: list[Problem] = []
    tried = 0
    for name in _methods(signatures, family, type_name):
        effect = signatures.method(family, name, type_name)
        assert effect is not None
        for owner in TYPES[family, type_name]:
            method = getattr(type(owner()), name, None)
            if method is None:
                continue
            for given in FEW_CALLS.get(family, CALLS):
                tried += 1
                problems += probe(f"{type_name}.{name}", getattr_call(name), owner, given, effect)
    assert tried > 0
    assert not problems, "\n".join(sorted({str(problem) for problem in problems}))


@pytest.mark.parametrize(("family", "type_name"), PARTS)
def test_methods_of_parts(signatures: Signatures, family: str, type_name: str) -> None:
    problems: list[Problem] = []
    for name in _methods(signatures, family, type_name):
        effect = signatures.method(family, name, type_name)
        assert effect is not None
        for owner, part in PARTS[family, type_name]:
            for given in FEW_CALLS.get(family, CALLS):
                problems += probe(f"{type_name}.{name}", part_call(part, name), owner, given, effect)
    assert not problems, "\n".join(sorted({str(problem) for problem in problems}))


@pytest.mark.parametrize("prefix", MODULES)
def test_functions(signatures: Signatures, prefix: str) -> None:
    module = importlib.import_module(prefix.rstrip("."))
    problems: list[Problem] = []
    names = [name for name in signatures.function_names(prefix) if hasattr(module, name.removeprefix(prefix))]
    assert names
    for name in names:
        effect = signatures.function(name)
        if name in UNCALLED or effect is None:
            continue
        for given in FEW_CALLS.get(prefix, CALLS):
            if given and isinstance(given[0](), ELEMENT_OF_AN_OBJECT_ARRAY.get(prefix, ())):
                continue
            problems += probe(name, getattr(module, name.removeprefix(prefix)), None, given, effect)
    assert not problems, "\n".join(sorted({str(problem) for problem in problems}))


def getattr_call(name: str) -> Callable[..., object]:
    return lambda receiver, *given: getattr(receiver, name)(*given)


def part_call(part: Callable[[object], object], name: str) -> Callable[..., object]:
    return lambda receiver, *given: getattr(part(receiver), name)(*given)


def _methods(signatures: Signatures, family: str, type_name: str) -> list[str]:
    return sorted(signatures.method_names(family, type_name))
