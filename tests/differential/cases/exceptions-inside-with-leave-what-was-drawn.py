from contextlib import suppress

import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)
steps = []
with suppress(ValueError), st.container(border=True):
    st.text(f"begun {b}")
    steps.append("begun")
    if a > 1:
        raise ValueError(a)
    steps.append("ended")
    st.text("ended")
st.text(steps)
try:
    with st.expander("More"):
        st.text(10 // (a - 2))
        with st.columns(2)[1]:
            st.text([1, 2, 3][b])
            steps.append(b)
except ZeroDivisionError as error:
    st.text(f"zero: {error}")
except IndexError:
    st.text(f"index {b}")
    steps.clear()
else:
    st.text("no error")
finally:
    steps.append("finally")
st.text(steps)
with st.sidebar:
    st.text(f"side {a}")
    with st.form("form"):
        st.text_input("Text")
        if b == 3:
            raise RuntimeError("inside a form")
        st.form_submit_button("Send")
st.text("end")

# > set "a" 2
# > set "b" 2
# > set "a" 3
# > set "b" 4
# > set "b" 3
# > set "a" 1
# > set "b" 1
