import streamlit as st


def count(name):
    st.session_state[name] = st.session_state.get(name, 0) + 1
    return st.session_state[name]


@st.fragment
def inner():
    st.write("inner", count("inner"))
    st.button("Inner button")


@st.fragment
def outer():
    st.write("outer", count("outer"))
    st.button("Outer button")
    inner()
    st.write("after inner")


st.write("whole", count("whole"))
outer()
st.button("Whole button")

# > click "Inner button"
# > click "Outer button"
# > click "Inner button"
# > click "Whole button"
# > click "Inner button"
