"""A grid to sort, select and edit in, with streamlit-aggrid."""

import pandas as pd
import streamlit as st
from st_aggrid import AgGrid, GridOptionsBuilder

st.title("Greenhouse")

plants = pd.DataFrame(
    {
        "plant": ["Tomato", "Basil", "Chilli", "Cucumber", "Mint", "Aubergine"],
        "bed": ["A", "A", "B", "B", "C", "C"],
        "height": [82, 24, 41, 133, 18, 57],
        "watered": [3, 1, 2, 1, 4, 2],
    }
)

bed = st.selectbox("Bed", ["all", "A", "B", "C"])
shown = plants if bed == "all" else plants[plants.bed == bed]

builder = GridOptionsBuilder.from_dataframe(shown)
builder.configure_selection("multiple", use_checkbox=True)
builder.configure_column("height", editable=True, type=["numericColumn"])
grid = AgGrid(
    shown,
    gridOptions=builder.build(),
    height=260,
    update_on=["selectionChanged", "cellValueChanged"],
    key=f"grid-{bed}",
)

selected = grid.selected_rows
if selected is None or len(selected) == 0:
    st.info("Select rows to water them.")
else:
    st.success(f"Selected: {', '.join(selected['plant'])}")
    st.metric("Mean height", f"{selected['height'].astype(float).mean():.1f} cm")

st.caption(f"Tallest in the grid: {pd.DataFrame(grid.data)['height'].astype(float).max():.0f} cm")
