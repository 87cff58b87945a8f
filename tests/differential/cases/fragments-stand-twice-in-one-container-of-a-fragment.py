# streamlit/streamlit#12514: of two fragments in a container that a fragment made, the first is gone when it reruns.
import streamlit as st


@st.fragment
def outer():
    st.button("Again")
    container = st.container()
    with container:
        inner(1)
    with container:
        inner(2)
    with container:
        st.toggle("In between")
    with container:
        inner(3)


@st.fragment
def inner(number):
    st.markdown(number)
    st.text(st.checkbox(f"Inner {number}"))


outer()
st.text(st.slider("Other", 0, 9))

# > click "Again"
# > set "Inner 2" true
# > set "In between" true
# > click "Again"
# > set "Other" 3
# > set "Inner 1" true
# > click "Again"
