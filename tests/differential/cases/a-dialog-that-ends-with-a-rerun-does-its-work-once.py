# streamlit/streamlit#13009: a dialog whose button calls rerun() opens again, and does its work a second time.
import streamlit as st

st.session_state.setdefault("work", 0)


@st.dialog("Work")
def work():
    st.session_state.work += 1
    st.write(f"done {st.session_state.work} times")
    note = st.text_input("Note")
    if st.button("Done"):
        st.session_state.note = note
        st.rerun()


@st.dialog("Unconditional")
def unconditional():
    st.button("Close")
    if st.session_state.pop("close", False):
        st.rerun()
    st.session_state.close = True


if st.button("Open"):
    work()
if st.button("Open the other"):
    unconditional()
st.text(f"{st.session_state.work} {st.session_state.get('note')}")
st.text(st.slider("Page", 0, 9))

# > click "Open"
# > set "Note" "x"
# > click "Done"
# > set "Page" 2
# > click "Open the other"
# > click "Close"
# > click "Open"
# > dismiss
# > set "Page" 3
