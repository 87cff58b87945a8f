import streamlit as st


def shout():
    st.write("from the callback")
    with st.sidebar:
        st.write("in the sidebar")


st.sidebar.write("side")
st.button("Shout", on_click=shout)
st.write("body")

# > click "Shout"
# > rerun
# > click "Shout"
