"""The apps that are measured: each is a script, the widget that is moved, and what the app stands for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.apps.grown import cheap_statements, deep_containers, many_widgets

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Aim:
    """How many times faster than Streamlit an event shall be; shown beside the measurement."""

    as_shipped: float
    tuned: float


@dataclass(frozen=True, slots=True)
class App:
    """One app. ``slider`` is the label of the slider from 0 to 100 that every event moves."""

    name: str
    title: str
    source: str
    slider: str = "Low"
    needs: tuple[str, ...] = ()
    aim: Aim | None = None

    def missing(self) -> list[str]:
        """Packages the script imports that are not installed."""
        return [name for name in self.needs if find_spec(name) is None]


def all_apps() -> tuple[App, ...]:
    """In the order in which they are measured."""
    aim = Aim(as_shipped=8.0, tuned=2.5)
    return (
        App("two", "two statements", _read("two"), aim=aim),
        App("cheap300", "300 cheap statements, one affected", cheap_statements(300), aim=aim),
        App("cheap1000", "1,000 cheap statements, one affected", cheap_statements(1000)),
        App("frame", "a million rows, two charts, one affected", _read("frame"), needs=("pandas", "altair")),
        App("model", "a model fit that the moved slider does not concern", _read("model"), needs=("sklearn",)),
        App("widgets", "200 sliders in a loop, one moved", many_widgets(200), slider="Value 100"),
        App("main", "a dashboard inside def main(), with columns and tabs", _read("main"), needs=("pandas", "altair")),
        App("containers", "containers 16 deep, text at every level", deep_containers(16)),
    )


def _read(name: str) -> str:
    return (_HERE / f"{name}_app.py").read_text()
