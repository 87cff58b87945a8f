"""A local name, and a global one of the same spelling that a called function binds, are two."""

import streamlit as st

n = st.slider("N", 0, 5, 2)
other = st.slider("Other", 0, 5, 2)


def bump():
    global x
    if n > 2:
        x = n


def ten():
    global y
    y = 10
    return 1


def counts():
    x = 0
    for i in range(n):
        x = x + 1
        bump()
    st.write("local", x)


def calls():
    y = ten()
    st.write("local", y)


x = 100
counts()
st.write("global", x)
y = other
calls()
st.write("global", y, other)

# > set "N" 3
# > ran 23 26 36
# > skipped 30 31 39
# > set "N" 1
# > set "Other" 1
# > ran 39
# > skipped 23 26 30 31 36
# > rerun
# > set "N" 4
