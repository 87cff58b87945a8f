"""Half of a loop's iterations, of a function and of a fragment have been done when a newer event arrives."""

import streamlit as st

from reactor.verify.gate import gate

many = st.slider("Many", 1, 4, 2)
other = st.slider("Other", 0, 9)
log = st.session_state.setdefault("log", [])


def note(*what):
    log.append(what)


def raises():
    log.append("callback")
    raise ValueError(len(log))


st.button("Raise", on_click=raises)
st.button("Note", on_click=note, args=("noted", other))

totals = {}
for number in range(many):
    totals[number] = number * other
    with st.container(border=True):
        st.write("item", number, totals[number])
        if number == 1:
            st.text(gate("loop"))
    note("done", number)


def section(name):
    note("begins", name)
    try:
        st.text(gate(name))
        st.write(name, other)
    finally:
        note("ends", name)


section("first")
section("second")


@st.fragment
def part():
    inner = st.slider("Inner", 0, 9)
    st.session_state.inner = st.session_state.get("inner", 0) + 1
    st.text(gate("part"))
    st.write("inner", inner, st.session_state.inner)


part()
st.write("totals", totals, len(log))

# > interrupt ["set", "Many", 3] "loop" ["set", "Other", 2]
# > interrupt ["set", "Other", 3] "loop" ["click", "Note"]
# > interrupt ["set", "Other", 4] "first" ["click", "Raise"]
# > rerun
# > interrupt ["click", "Note"] "second" ["set", "Many", 2]
# > interrupt ["click", "Raise"] "second" ["set", "Many", 4]
# > rerun
# > interrupt ["set", "Inner", 3] "part" ["set", "Inner", 5]
# > interrupt ["set", "Inner", 4] "part" ["set", "Other", 5]
# > set "Inner" 7
# > set "Other" 7
