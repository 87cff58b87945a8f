import streamlit as st

size = st.slider("Size", 1, 9, 2)


def collect(item, into=[], width=size):
    into.append(item)
    return width, list(into)


st.write(collect("a"))
st.write(collect("b"))
st.write("size", size)
if st.checkbox("Again"):
    st.write(collect("c"))

# > set "Again" true
# > set "Size" 4
# > set "Again" false
