import pandas as pd
import streamlit as st

start = st.number_input("Start", 0, 9)
data = pd.DataFrame({"n": [start, start + 1], "on": [True, False]})
edited = st.data_editor(data, num_rows="dynamic", key="edit")
st.write(int(edited["n"].fillna(0).sum()), int(edited["on"].fillna(False).astype(bool).sum()))
st.write(st.session_state.edit)
st.checkbox("Unrelated")

# > set "edit" {"edited_rows": {"0": {"n": 40}}, "added_rows": [], "deleted_rows": []}
# > set "Unrelated" true
# > set "edit" {"edited_rows": {"0": {"n": 40}}, "added_rows": [{"n": 2, "on": true}], "deleted_rows": [1]}
# > set "Start" 5
# > set "Start" 0
