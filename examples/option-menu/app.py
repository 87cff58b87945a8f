"""A side menu and a horizontal menu with streamlit-option-menu."""

import pandas as pd
import streamlit as st
from streamlit_option_menu import option_menu

st.set_page_config(page_title="Workshop", layout="wide")

with st.sidebar:
    section = option_menu(
        "Workshop",
        ["Overview", "Machines", "Settings"],
        icons=["house", "gear-wide-connected", "sliders"],
        menu_icon="tools",
        default_index=0,
    )

machines = pd.DataFrame(
    {
        "machine": ["Lathe", "Mill", "Saw", "Press"],
        "hours": [1240, 980, 2210, 430],
        "state": ["running", "service", "running", "idle"],
    }
)

st.title(section)
if section == "Overview":
    for column, (state, group) in zip(st.columns(3), machines.groupby("state"), strict=True):
        column.metric(state.title(), len(group))
    st.bar_chart(machines, x="machine", y="hours")
elif section == "Machines":
    state = option_menu(
        None,
        ["all", "running", "service", "idle"],
        icons=["list", "play", "wrench", "pause"],
        orientation="horizontal",
        key="state",
    )
    st.dataframe(machines if state == "all" else machines[machines.state == state], hide_index=True)
else:
    shift = st.radio("Shift", ["early", "late", "night"])
    st.write(f"The {shift} shift is planned.")
