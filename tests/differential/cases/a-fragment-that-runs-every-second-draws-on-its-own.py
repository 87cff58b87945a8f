import streamlit as st


@st.fragment(run_every=60)
def ticking():
    st.session_state.ticks = st.session_state.get("ticks", 0) + 1
    st.metric("Ticks", st.session_state.ticks)


ticking()
fast = st.toggle("Fast")
st.write("fast" if fast else "slow", st.session_state.ticks)

# > timer
# > timer
# > set "Fast" true
# > timer
# > rerun
