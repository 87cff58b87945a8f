# streamlit/streamlit#10719: two fragments that run every so often, one inside the other, draw a widget a second time.
import streamlit as st


@st.fragment(run_every=20)
def inner():
    st.button("Inner")
    st.session_state.inner = st.session_state.get("inner", 0) + 1
    st.text(f"inner {st.session_state.inner}")


@st.fragment(run_every=50)
def outer():
    st.button("Outer")
    st.session_state.outer = st.session_state.get("outer", 0) + 1
    st.text(f"outer {st.session_state.outer}")
    inner()


outer()
st.button("Page")

# > timer 0
# > click "Inner"
# > click "Outer"
# > timer 0
# > click "Page"
# > timer 0
# > click "Inner"
