"""A program written to disk and read again is the same program."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reactor_runtime.program import Program, Region
from reactor_runtime.program.codec import MalformedProgram, decode, encode
from tests.build.made_programs import module, shop


def test_a_program_survives_json() -> None:
    program = shop()
    assert decode(json.loads(json.dumps(encode(program)))) == program


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Region))
def test_any_region_survives_json(region: Region) -> None:
    program = Program((module(region),))
    assert decode(json.loads(json.dumps(encode(program)))) == program


def test_defaults_are_left_out() -> None:
    modules = encode(shop())["modules"]
    assert isinstance(modules, list)
    assert set(modules[1]["regions"][0]) == {"id", "kind", "span", "scope", "source", "binds"}


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"schema": 0, "modules": []},
        {"schema": 1},
        {"schema": 1, "modules": [{"index": 0}]},
        {"schema": 1, "modules": [], "what": 1},
        {"schema": 1, "modules": [{**encode(shop())["modules"][0], "index": "0"}]},  # type: ignore[index]
    ],
)
def test_other_data_is_refused(data: object) -> None:
    with pytest.raises(MalformedProgram):
        decode(data)
