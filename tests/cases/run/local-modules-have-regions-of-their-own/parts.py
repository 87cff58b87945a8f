import streamlit as st


def report(size, name):
    st.write("size", size)
    st.write("name", name)
    st.divider()
