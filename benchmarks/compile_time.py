"""How long compiling takes as a script grows: ``python benchmarks/compile_time.py``.

The scripts repeat a section of a typical data app under new names, so that length is all that changes.
"""

from __future__ import annotations

import time

from reactor.pipeline import compile_source

SIZES = (125, 250, 500, 1000, 2000)

_HEAD = """import pandas as pd
import plotly.express as px
import streamlit as st

data = pd.read_csv("data.csv")
data["ratio"] = data["a"] / data["b"]
"""
_SECTION = '''
st.header("Section {n}")


def summary_{n}(frame, column, top=5):
    """The largest values of a column."""
    rows = frame[column].value_counts().head(top)
    total = sum(rows)
    return rows, total


left_{n}, right_{n} = st.columns(2)
with left_{n}:
    low_{n} = st.slider("Low {n}", 0, 100, key="low_{n}")
    kind = st.selectbox("Kind {n}", ["bar", "line"], key="kind_{n}")
with right_{n}:
    name = st.text_input("Name {n}", key="name_{n}")
chosen = data[data["a"] > low_{n}]
if name:
    chosen = chosen[chosen["name"].str.contains(name)]
rows, total = summary_{n}(chosen, "name")
if kind == "bar":
    figure = px.bar(chosen, x="a", y="b")
else:
    figure = px.line(chosen, x="a", y="b")
figure.update_layout(title=f"{{total}} rows")
st.plotly_chart(figure, key="figure_{n}")
found_{n} = []
for label in rows.index:
    found_{n}.append(label.upper())
    st.write(label)
st.write(found_{n}, st.session_state.get("low_{n}"))
'''


def script(lines: int) -> str:
    """A script of about this many lines."""
    length = _SECTION.count("\n")
    return _HEAD + "".join(_SECTION.format(n=number) for number in range(max(1, lines // length)))


def seconds(text: str) -> float:
    """Processor time, the best of two: other work on the machine does not count."""
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        compile_source(text, "app.py")
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    compile_source(script(SIZES[0]), "app.py")
    print(f"{'lines':>6} {'regions':>8} {'seconds':>8} {'ms a line':>10}")
    for size in SIZES:
        text = script(size)
        count = text.count("\n")
        taken = seconds(text)
        regions = len(compile_source(text, "app.py").program.modules[0].regions)
        print(f"{count:>6} {regions:>8} {taken:>8.2f} {1000 * taken / count:>10.2f}")


if __name__ == "__main__":
    main()
