"""The signature files follow the schema, name things that exist, and load quickly."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import reactor.effects.signatures as package
from reactor.effects.signatures import Effect, SignatureError, Signatures, Tables, load, read_library
from reactor_runtime.program.signatures import RuntimeSignatures

FOLDER = Path(package.__file__).parent
REFERENCE = re.compile(r"self|\d+|kw:(\w+|\*)|\*|call|\$[\w.]+")

ABSENT_HERE = re.compile(
    r"""altair\.themes\.|streamlit\.experimental_|math\.sumprod|itertools\.batched|copy\.replace|random\.binomialvariate
    |os\.startfile""",
    re.VERBOSE,
)
"""Names of other versions of Python or of the libraries."""


@pytest.fixture(scope="module")
def signatures() -> Signatures:
    return load()


def effects(signatures: Signatures) -> Iterator[tuple[str, Effect]]:
    """Every effect that some name has, with its variants."""

    def with_variants(name: str, effect: Effect) -> Iterator[tuple[str, Effect]]:
        yield name, effect
        for _, variant in effect.when:
            yield from with_variants(name, variant)

    for name in signatures.function_names():
        effect = signatures.function(name)
        assert effect is not None
        yield from with_variants(name, effect)
    for family in signatures.families():
        for type_name in signatures.type_names(family):
            for name in signatures.method_names(family, type_name):
                effect = signatures.method(family, name, type_name)
                assert effect is not None
                yield from with_variants(f"{family}.{type_name}.{name}", effect)


def test_every_reference_to_a_parameter_is_in_the_vocabulary(signatures: Signatures) -> None:
    wrong = [
        (name, reference)
        for name, effect in effects(signatures)
        for field in ("mutates", "captures", "consumes", "aliases", "contains", "calls_now", "calls_later")
        for reference in getattr(effect, field)
        if not REFERENCE.fullmatch(reference)
    ]
    assert wrong == []


def test_a_function_has_no_receiver(signatures: Signatures) -> None:
    wrong = [
        name
        for name in signatures.function_names()
        if (effect := signatures.function(name)) is not None and "self" in (*effect.mutates, *effect.captures)
    ]
    assert wrong == []


def test_every_hidden_variable_touched_is_read(signatures: Signatures) -> None:
    for name, effect in effects(signatures):
        touched = {reference for reference in (*effect.mutates, *effect.aliases) if reference.startswith("$")}
        assert touched | set(effect.binds) <= set(effect.hidden), name


def test_every_result_family_is_known(signatures: Signatures) -> None:
    """Unless nothing is known of its methods: a family without methods is as good as none."""
    known = {*signatures.families(), "immutable", "datetime", "hashlib", "itertools"}
    for name, effect in effects(signatures):
        for family in (effect.family, effect.elements):
            assert family is None or family.partition(".")[0] in known, (name, family)


def test_every_function_exists(signatures: Signatures) -> None:
    missing = [
        name
        for name in signatures.function_names()
        if _installed(name) and not ABSENT_HERE.match(name) and not _exists(name)
    ]
    assert missing == []


def test_a_mutated_position_is_named_too(signatures: Signatures) -> None:
    """An argument that a function changes can be given by its name as well."""
    wrong = []
    for name in signatures.function_names():
        effect = signatures.function(name)
        if effect is None or not _installed(name) or ABSENT_HERE.match(name):
            continue
        for reference in effect.mutates:
            parameter = _parameter(name, reference)
            if parameter is not None and f"kw:{parameter}" not in effect.mutates and "*" not in effect.mutates:
                wrong.append((name, reference, parameter))
    assert wrong == []


def test_the_data_for_the_runtime_is_plain(signatures: Signatures) -> None:
    data = json.loads(json.dumps(signatures.to_data()))
    assert data == signatures.to_data()
    again = RuntimeSignatures(data)
    for family in signatures.families():
        for type_name in signatures.type_names(family):
            for name in signatures.method_names(family, type_name):
                assert again.method(family, name, type_name) == signatures.method(family, name, type_name)


def test_the_surface_lists_what_the_default_is_for() -> None:
    for file in (FOLDER / "surface").glob("*.toml"):
        library = tomllib.loads((FOLDER / file.name).read_text("utf-8"))
        surface = tomllib.loads(file.read_text("utf-8"))
        for section in ("functions", "methods"):
            owners = [owner for owner, names in library.get(section, {}).items() if "*" in names]
            assert set(owners) <= set(surface.get(section, {})), f"{file.name} {section}"


@pytest.mark.parametrize(
    ("library", "message"),
    [
        ({"family": "x", "colour": {}}, "unknown section"),
        ({"family": "x", "effects": {"e": {"mutate": ["0"]}}}, "unknown field"),
        ({"family": "x", "effects": {"e": {"volatile": "moon"}}}, "no such reason"),
        ({"family": "x", "effects": {"e": {"kind": "moon"}}}, "no such kind"),
        ({"family": "x", "effects": {"e": {"immutable": True, "aliases": ["0"]}}}, "aliases nothing"),
        ({"family": "x", "effects": {"e": {"immutable": "yes"}}}, "true or false"),
        ({"family": "x", "effects": {"e": {"when": [{"of": ["0"], "is": "blue"}]}}}, "no such test"),
        ({"family": "x", "effects": {"e": {}}}, "nothing uses"),
        ({"family": "x", "functions": {"x.": {"e": "f"}}}, "no effect is called"),
        ({"family": "x", "effects": {"e": {}}, "functions": {"x.": {"e": "f f"}}}, "listed twice"),
    ],
)
def test_a_malformed_file_is_refused(library: dict[str, object], message: str) -> None:
    with pytest.raises(SignatureError, match=message):
        read_library(Tables(), library, {}, "x.toml")


def _installed(qualified: str) -> bool:
    return importlib.util.find_spec(qualified.partition(".")[0]) is not None


def _exists(qualified: str) -> bool:
    try:
        _locate(qualified)
    except (AttributeError, ImportError):
        return False
    return True


def _locate(qualified: str) -> object:
    parts = qualified.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise ImportError(qualified)


def _parameter(qualified: str, reference: str) -> str | None:
    """The name of a positional parameter that can be given by name."""
    if not reference.isdigit() or not _exists(qualified):
        return None
    try:
        parameters = list(inspect.signature(_locate(qualified)).parameters.values())  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    if (
        int(reference) >= len(parameters)
        or parameters[int(reference)].kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD
    ):
        return None
    return parameters[int(reference)].name
