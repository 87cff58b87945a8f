import streamlit as st

shown = st.checkbox("Shown", True)
above = st.checkbox("Above")


@st.fragment(run_every=5)
def clock():
    st.session_state.ticks = st.session_state.get("ticks", 0) + 1
    st.text(st.session_state.ticks)


if shown:
    clock()
if above:
    st.caption("above")
# Elsewhere the same fragment is another one, with a timer of its own.
clock()

# > timer 1
# > set "Shown" false
# > timer
# > set "Above" true
# > set "Shown" true
# > timer 1
# > set "Above" false
# > set "Shown" false
