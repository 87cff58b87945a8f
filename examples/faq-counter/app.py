"""Remember something from one rerun to the next: a counter in session state."""

import streamlit as st

st.title("Counter")

if "count" not in st.session_state:
    st.session_state.count = 0

step = st.number_input("Step", min_value=1, max_value=10, value=1)

up, down, zero = st.columns(3)
if up.button("Increment", width="stretch"):
    st.session_state.count += step
if down.button("Decrement", width="stretch"):
    st.session_state.count -= step
if zero.button("Reset", width="stretch"):
    st.session_state.count = 0

st.metric("Count", st.session_state.count)

if st.session_state.count < 0:
    st.warning("Below zero.")
