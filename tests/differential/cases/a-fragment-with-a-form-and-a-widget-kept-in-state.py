import streamlit as st


@st.fragment
def editor():
    with st.form("edit", clear_on_submit=True):
        text = st.text_input("Text", key="text")
        if st.form_submit_button("Save"):
            st.session_state.setdefault("saved", []).append(text)
    st.write("in fragment", len(st.session_state.get("saved", [])))


editor()
st.write("outside", st.session_state.get("saved", []))
st.button("Refresh")

# > set "text" "one"
# > click "Save"
# > set "text" "two"
# > click "Save"
# > click "Refresh"
