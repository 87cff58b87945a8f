"""Drawing that several pages share."""

import pandas as pd
import streamlit as st


def page_heading(title: str, icon: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(f"{icon} {title}", anchor=False)


def notes_table() -> pd.DataFrame:
    table = pd.DataFrame(st.session_state.notes, columns=["species", "count", "place"])
    if st.session_state.get("unit") == "pairs":
        table["count"] = table["count"] / 2
    return table
