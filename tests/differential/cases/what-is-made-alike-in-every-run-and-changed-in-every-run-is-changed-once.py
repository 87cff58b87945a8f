import os

import streamlit as st

number = st.slider("Number", 0, 5)

always = os.environ.get("NOBODY_SETS_THIS", "ab")
made = [1, 2] if always else []
made.append(number)
st.text(made)

read = list(os.environ.get("NOBODY_SETS_THIS", "ab"))
read.append(os.environ.get("NOBODY_SETS_THIS", "c"))
st.text(read)
read.append(number)
st.text(read)


def later():
    return eval("number + 1")


st.text(later())

# > set "Number" 1
# > rerun
# > set "Number" 2
