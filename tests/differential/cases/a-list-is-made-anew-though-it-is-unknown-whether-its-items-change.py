import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)
words = st.session_state.get("words", ["x"])
log = []


def note(word):
    log.append(word)
    log[-1].strip()


st.session_state["words"] = ["x", "y"]
for word in words:
    note(word)
log.append(a)
st.text(log)
log.append(b)
st.text(log)

# > set "a" 2
# > set "b" 3
# > rerun
