"""Settings of libraries are looked at where they are, and compared without calling code of the script."""

from __future__ import annotations

import sys
import types

import pytest

from reactor_runtime.engine.settings import SettingKept, Settings, alike
from reactor_runtime.engine.values import Opaque


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    module = types.ModuleType("some_library")
    module.rc = {"size": 10, "colours": ["red", "blue"], "nested": {"a": 1}}  # type: ignore[attr-defined]
    module.now = lambda: dict(module.rc)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "some_library", module)
    return module


@pytest.mark.parametrize("place", ["some_library.rc", "some_library.now()"])
def test_a_setting_is_kept_until_it_is_another(library: types.ModuleType, place: str) -> None:
    kept = SettingKept(Settings({"$rc": [place]}), "$rc")
    assert kept.holds()
    library.rc["size"] = 11
    assert not kept.holds()
    assert not kept.may_hold()
    library.rc["size"] = 10
    assert kept.holds()
    assert str(kept) == "setting rc"


def test_what_is_inside_counts(library: types.ModuleType) -> None:
    kept = SettingKept(Settings({"$rc": ["some_library.rc"]}), "$rc")
    library.rc["colours"].append("green")
    assert not kept.holds()
    library.rc["colours"].pop()
    library.rc["nested"]["a"] = 1.0
    assert not kept.holds()


def test_what_is_not_found_is_not_reused(library: types.ModuleType) -> None:
    settings = Settings({"$rc": ["some_library.gone"], "$other": ["no_such_library.rc"]})
    for name in ("$rc", "$other", "$unheard_of"):
        with pytest.raises(Opaque, match="not found"):
            SettingKept(settings, name)


def test_a_setting_that_disappears_does_not_hold(library: types.ModuleType) -> None:
    kept = SettingKept(Settings({"$rc": ["some_library.rc"]}), "$rc")
    del library.rc
    assert not kept.holds()


def test_objects_of_the_script_are_not_asked() -> None:
    class Loud:
        def __eq__(self, other: object) -> bool:
            raise AssertionError("asked")

        __hash__ = None  # type: ignore[assignment]

    loud = Loud()
    assert alike((loud,), (loud,))
    assert not alike((loud,), (Loud(),))


def test_the_settings_of_the_libraries_are_found() -> None:
    import altair  # noqa: F401
    import matplotlib.pyplot  # noqa: F401
    import numpy
    import pandas
    import plotly.express
    import plotly.io

    from reactor.effects.signatures import load
    from reactor_runtime.program.signatures import RuntimeSignatures

    signatures = load()
    settings = Settings(RuntimeSignatures(signatures.to_data()).settings)
    for name in signatures.settings:
        assert alike(settings.look(name), settings.look(name))
    before = settings.look("$pandas.options"), settings.look("$numpy.options"), settings.look("$plotly.templates")
    with pandas.option_context("display.max_rows", 7), numpy.printoptions(precision=3):
        assert not alike(settings.look("$pandas.options"), before[0])
        assert not alike(settings.look("$numpy.options"), before[1])
    assert alike(settings.look("$pandas.options"), before[0])
    default = plotly.io.templates.default
    plotly.io.templates.default = "ggplot2"
    try:
        assert not alike(settings.look("$plotly.templates"), before[2])
    finally:
        plotly.io.templates.default = default
