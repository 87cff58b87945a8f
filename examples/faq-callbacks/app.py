"""The same counter with callbacks, which run before the script does."""

import streamlit as st

st.title("Counter with callbacks")

if "count" not in st.session_state:
    st.session_state.count = 0
    st.session_state.history = []


def add(sign=1):
    change = sign * st.session_state.step
    st.session_state.count += change
    st.session_state.history.append(change)


def reset():
    st.session_state.count = 0
    st.session_state.step = 1
    st.session_state.history.clear()


# The callbacks have run by now, so the number shown here is never one click behind the buttons below it.
st.metric("Count", st.session_state.count)

st.number_input("Step", min_value=1, max_value=10, key="step")

up, down, zero = st.columns(3)
up.button("Increment", on_click=add, width="stretch")
down.button("Decrement", on_click=add, kwargs={"sign": -1}, width="stretch")
zero.button("Reset", on_click=reset, width="stretch")

with st.expander("History", expanded=True):
    if st.session_state.history:
        st.line_chart(st.session_state.history)
        st.write("Last changes:", ", ".join(f"{change:+d}" for change in st.session_state.history[-5:]))
    else:
        st.caption("No changes yet.")
