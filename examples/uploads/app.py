"""Upload a table, correct it by hand, and download the result."""

import io
from pathlib import Path

import pandas as pd
import streamlit as st

st.title("Table workshop")

upload = st.file_uploader("A CSV file", type=["csv"])
if upload is None:
    source = Path(__file__).parent / "inventory.csv"
    st.caption("No file yet: showing the sample inventory.")
    table = pd.read_csv(source)
    name = source.name
else:
    try:
        table = pd.read_csv(upload)
    except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
        st.error(f"{upload.name} is not a CSV table: {error}")
        st.stop()
    name = upload.name

st.subheader(name)
edited = st.data_editor(table, num_rows="dynamic", key=f"editor-{name}")

numbers = edited.select_dtypes("number")
if not numbers.empty:
    chosen = st.selectbox("Summarise", list(numbers.columns))
    low, mean, high = st.columns(3)
    low.metric("Lowest", f"{numbers[chosen].min():g}")
    mean.metric("Mean", f"{numbers[chosen].mean():.2f}")
    high.metric("Highest", f"{numbers[chosen].max():g}")

report = io.StringIO()
report.write(f"{len(edited)} rows, {len(edited.columns)} columns\n")
for column in edited.columns:
    report.write(f"{column}: {edited[column].nunique()} different values\n")

csv, text = st.columns(2)
csv.download_button("Download table", edited.to_csv(index=False), file_name=f"edited-{name}", mime="text/csv")
text.download_button("Download report", report.getvalue(), file_name="report.txt", on_click="ignore")
st.code(report.getvalue(), language=None)
