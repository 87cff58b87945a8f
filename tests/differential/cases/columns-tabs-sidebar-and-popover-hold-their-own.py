import streamlit as st

with st.sidebar:
    st.header("Side")
    a = st.selectbox("A", [1, 2, 3])
one, two, three = st.columns([1, 2, 1])
one.write(a)
with two:
    b = st.text_input("B")
    with st.popover("More"):
        c = st.checkbox("C")
        st.write("in the popover", a, b)
three.write(c)
first, second = st.tabs(["First", "Second"])
first.write(b)
with second, st.expander("Deep"):
    st.write(a, b, c)
    st.sidebar.write("from deep inside", c)

# > set "A" 2
# > set "B" "x"
# > set "C" true
# > set "A" 3
