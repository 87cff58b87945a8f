# streamlit/streamlit#15084: the last of three nested fragments would run by itself, but the first one stops calling it.
import streamlit as st


@st.fragment
def first():
    if st.toggle("On", value=True):
        second()


@st.fragment
def second():
    st.write("second")
    third()


@st.fragment(run_every=3600)
def third():
    st.write("third")


first()
st.checkbox("Below")

# > set "On" false
# > set "Below" true
# > set "On" true
# > set "On" false
