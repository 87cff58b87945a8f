import altair as alt
import streamlit as st

from views.common import notes_table, page_heading

page_heading("Charts", ":material/bar_chart:")

table = notes_table()
if table.empty:
    st.info("No notes yet.")
    st.stop()

by = st.radio("By", ["species", "place"], horizontal=True)
totals = table.groupby(by, as_index=False)["count"].sum()
chart = alt.Chart(totals).mark_bar().encode(x=alt.X(by, sort="-y"), y="count", color=by)
st.altair_chart(chart)

if st.checkbox("Show the numbers"):
    st.dataframe(totals, hide_index=True)
