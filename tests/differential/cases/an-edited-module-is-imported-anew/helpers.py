import streamlit as st

COUNT = 0
SEEN = []


def label(number):
    SEEN.append(number)
    return f"label of {number} after {len(SEEN)}"


def draw(number):
    global COUNT
    COUNT += 1
    st.text(f"line {number}")
    st.text(f"called {COUNT}")
