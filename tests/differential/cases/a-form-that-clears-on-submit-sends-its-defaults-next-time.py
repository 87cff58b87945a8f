import streamlit as st

with st.form("entry", clear_on_submit=True):
    text = st.text_input("Text", "start", key="text")
    tags = st.multiselect("Tags", ["a", "b", "c"], ["a"], key="tags")
    sent = st.form_submit_button("Add")
if sent:
    st.session_state.setdefault("entries", []).append((text, tuple(tags)))
st.write(st.session_state.get("entries", []))
st.checkbox("Else")

# > set "text" "one"
# > set "tags" ["b", "c"]
# > click "Add"
# > set "Else" true
# > click "Add"
# > set "text" "three"
# > click "Add"
