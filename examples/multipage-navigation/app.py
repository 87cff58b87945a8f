"""Pages chosen by st.navigation: some are files, some are functions, one appears only for editors."""

import streamlit as st

from views.common import page_heading

st.set_page_config(page_title="Field notes", page_icon=":material/nature:")

if "notes" not in st.session_state:
    st.session_state.notes = [
        {"species": "Blackbird", "count": 3, "place": "garden"},
        {"species": "Heron", "count": 1, "place": "pond"},
        {"species": "Swift", "count": 12, "place": "roof"},
    ]


def start():
    page_heading("Field notes", ":material/nature:")
    st.write("Record what you see, and look at it in charts.")
    st.metric("Notes", len(st.session_state.notes))
    st.page_link(record, label="Record something")


def settings():
    page_heading("Settings", ":material/settings:")
    st.session_state.setdefault("unit", "animals")
    st.session_state.unit = st.radio(
        "Count in", ["animals", "pairs"], index=["animals", "pairs"].index(st.session_state.unit)
    )
    if st.button("Remove all notes"):
        st.session_state.notes = []
        st.switch_page(home)


home = st.Page(start, title="Start", icon=":material/home:", default=True)
record = st.Page("views/record.py", title="Record", icon=":material/edit:")
charts = st.Page("views/charts.py", title="Charts", icon=":material/bar_chart:")
options = st.Page(settings, title="Settings", icon=":material/settings:", url_path="settings")

is_editor = st.sidebar.toggle("Editor", value=True)
pages = {"Notes": [home, charts], "More": [options]}
if is_editor:
    pages["Notes"].insert(1, record)

chosen = st.navigation(pages)
chosen.run()

st.sidebar.caption(f"Page: {chosen.title}, {len(st.session_state.notes)} notes")
