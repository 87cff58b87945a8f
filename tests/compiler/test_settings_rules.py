"""Who sets what a whole process shares, and who reads it."""

from __future__ import annotations

import pytest

from tests.compiler.compiled import compiled

IMPORTS = "import matplotlib.pyplot as plt\nimport pandas as pd\nimport plotly.io as pio\n"


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("plt.style.use('ggplot')", "$matplotlib.rc"),
        ("plt.rcParams['lines.linewidth'] = 3", "$matplotlib.rc"),
        ("plt.rcParams.update({'lines.linewidth': 3})", "$matplotlib.rc"),
        ("pd.set_option('display.max_rows', 5)", "$pandas.options"),
        ("pd.options.display.max_rows = 5", "$pandas.options"),
        ("pio.templates.default = 'ggplot2'", "$plotly.templates"),
    ],
)
def test_who_sets_a_setting_runs_always(statement: str, name: str) -> None:
    app = compiled(IMPORTS + statement)
    assert [reason.code for reason in app.at(4).volatile] == ["config"]
    assert app.at(4).sets == (name,)
    assert not app.program.ranges


def test_who_reads_a_setting_is_skippable() -> None:
    app = compiled(IMPORTS + "pd.set_option('display.max_rows', 5)\ntable = pd.DataFrame()\nst.text(f'{table}')")
    for line in (5, 6):
        assert app.at(line).volatile == ()
        assert app.at(line).settings == ("$pandas.options",)


def test_a_setting_that_nobody_sets_is_not_looked_at() -> None:
    app = compiled(IMPORTS + "table = pd.DataFrame()\nfigure, axes = plt.subplots()\nst.text(table)")
    assert all(app.at(line).settings == () for line in (4, 5, 6))


def test_a_function_that_sets_a_setting() -> None:
    app = compiled(IMPORTS + "def dark():\n    plt.style.use('dark_background')\ndark()\nfigure, axes = plt.subplots()")
    assert app.at(6).sets == ("$matplotlib.rc",)
    assert [reason.code for reason in app.at(6).volatile] == ["config"]
    assert app.at(7).settings == ("$matplotlib.rc",)


def test_a_callback_that_sets_a_setting() -> None:
    app = compiled(
        IMPORTS
        + "def few():\n    pd.set_option('display.max_rows', 5)\nst.button('Few', on_click=few)"
        + "\nst.text(pd.DataFrame())"
    )
    assert app.at(7).settings == ("$pandas.options",)


def test_settings_kept_in_a_variable_are_an_object_like_any_other() -> None:
    app = compiled(IMPORTS + "rc = plt.rcParams\nrc['lines.linewidth'] = 3\nfigure, axes = plt.subplots()")
    assert any("rc" in item.names for item in app.program.ranges)
