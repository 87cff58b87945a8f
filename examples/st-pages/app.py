"""Sections and pages listed in a TOML file, with st-pages."""

from pathlib import Path

import streamlit as st
from st_pages import add_page_title, get_nav_from_toml, hide_pages

st.set_page_config(page_title="Observatory", layout="wide")

sections = get_nav_from_toml(str(Path(__file__).parent / "pages.toml"))
page = st.navigation(sections)
add_page_title(page)
page.run()

archived = st.sidebar.checkbox("Hide the archive")
hide_pages(["Archive"] if archived else [])
