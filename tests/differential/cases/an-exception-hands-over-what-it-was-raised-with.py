import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)
kept, plain = [], []


class Failed(Exception):
    def __init__(self, items):
        self.items = items


def fail(items):
    raise Failed(items)


try:
    fail(kept)
except Failed as failed:
    failed.items.append(a)
st.text(kept)
try:
    raise ValueError(plain)
except ValueError as error:
    error.args[0].append(b)
st.text(plain)

# > set "a" 2
# > set "b" 2
# > set "a" 1
