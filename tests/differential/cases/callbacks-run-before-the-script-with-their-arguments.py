import streamlit as st

log = st.session_state.setdefault("log", [])


def note(what, *, again=False):
    st.session_state.log.append((what, again))


st.write("so far", list(log))
st.button("One", on_click=note, args=("one",))
st.button("Two", on_click=note, args=("two",), kwargs={"again": True})
st.checkbox("Three", on_change=note, args=("three",), key="three")
st.write("at the end", list(st.session_state.log))

# > click "One"
# > click "Two"
# > set "three" true
# > set "three" false
# > click "One"
