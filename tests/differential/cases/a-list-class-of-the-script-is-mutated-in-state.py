"""Kept in state by an earlier run, and changed by a callback: its items are not in the object's ``__dict__``."""

import streamlit as st


class Rows(list):
    """A list with a name."""

    def __init__(self, name):
        super().__init__()
        self.name = name


class Point:
    """Without a ``__dict__``."""

    __slots__ = ("x",)

    def __init__(self, x):
        self.x = x


if "rows" not in st.session_state:
    st.session_state.rows = Rows("first")
    st.session_state.point = Point(0)


def add():
    st.session_state.rows.append(len(st.session_state.rows))
    st.session_state.point.x += 1


st.button("Add", on_click=add)
other = st.slider("Other", 0, 9)
st.write("other", other)
rows = st.session_state.rows
st.write("rows", rows.name, len(rows))
st.write("point", st.session_state.point.x)
st.write("all", list(st.session_state["rows"]))

# > set "Other" 3
# > ran 34 35
# > click "Add"
# > ran 36 37 38 39
# > skipped 34 35
# > click "Add"
# > ran 37 38 39
# > set "Other" 4
# > click "Add"
