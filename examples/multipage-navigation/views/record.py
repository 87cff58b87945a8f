import streamlit as st

from views.common import notes_table, page_heading

page_heading("Record", ":material/edit:")

with st.form("note", clear_on_submit=True):
    species = st.text_input("Species")
    count = st.number_input("Count", 1, 500, 1)
    place = st.selectbox("Place", ["garden", "pond", "roof", "field"])
    if st.form_submit_button("Save") and species:
        st.session_state.notes.append({"species": species, "count": count, "place": place})
        st.toast(f"{species} saved")

st.dataframe(notes_table(), hide_index=True)
