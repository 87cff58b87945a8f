import streamlit as st


@st.dialog("Sure?")
def sure(what):
    st.write("really", what)
    reason = st.text_input("Why", key="why")
    if st.button("Yes"):
        st.session_state.answer = (what, reason)
        st.rerun()


if st.button("Delete"):
    sure("delete")
if st.button("Keep"):
    sure("keep")
st.write("answer", st.session_state.get("answer"))

# > click "Delete"
# > set "why" "because"
# > click "Yes"
# > click "Keep"
# > dismiss
# > click "Delete"
