import streamlit as st


def closed():
    st.session_state.closed = st.session_state.get("closed", 0) + 1


@st.dialog("Hello", on_dismiss=closed)
def hello():
    st.write("hello")


st.button("Open", on_click=lambda: st.session_state.update(opened=True))
if st.session_state.pop("opened", False):
    hello()
st.write("closed", st.session_state.get("closed", 0))

# > click "Open"
# > dismiss
# > click "Open"
# > dismiss
