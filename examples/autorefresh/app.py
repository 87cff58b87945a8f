"""A departure board that refreshes itself with streamlit-autorefresh."""

import pandas as pd
import streamlit as st
from streamlit_autorefresh import st_autorefresh

st.title("Departures")

DESTINATIONS = ["Airport", "Central", "Harbour", "University", "Stadium"]

every = st.select_slider("Refresh every", [1, 2, 5], value=1, format_func=lambda seconds: f"{seconds} s")
ticks = st_autorefresh(interval=every * 1000, limit=500, key="board")

minute = ticks % 60
st.metric("Minutes past the hour", minute)

platform = st.multiselect("Platforms", [1, 2, 3, 4, 5], default=[1, 2, 3, 4, 5])
departures = pd.DataFrame(
    {
        "to": DESTINATIONS,
        "platform": [1, 2, 3, 4, 5],
        "leaves in (min)": [(7 * number - minute) % (10 + number) for number in range(1, 6)],
    }
)
st.dataframe(departures[departures.platform.isin(platform)], hide_index=True)
