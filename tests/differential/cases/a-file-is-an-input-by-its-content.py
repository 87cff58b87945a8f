import json
from pathlib import Path

import pandas as pd
import streamlit as st

TABLE = Path("table.csv")
SETTINGS = "settings.json"


def write(amount):
    TABLE.write_text(f"name,amount\na,{amount}\nb,2\n")


def read_settings():
    try:
        with open(SETTINGS) as opened:
            return json.load(opened)
    except FileNotFoundError:
        return {"unit": "none"}


if not TABLE.exists():
    write(1)
frame = pd.read_csv(TABLE)
frame["double"] = frame["amount"] * 2
settings = read_settings()
with open("table.csv") as lines:
    header = lines.readline()
st.dataframe(frame)
st.write(settings, header, Path("table.csv").read_text().count("\n"))
st.button("Other content", on_click=write, args=(5,))
st.button("Same content", on_click=write, args=(5,))
st.button("Settings", on_click=lambda: Path(SETTINGS).write_text('{"unit": "kg"}'))
st.button("No settings", on_click=lambda: Path(SETTINGS).unlink())
st.button("Moved", on_click=lambda: Path("other.csv").write_text("name,amount\nc,7\n") and Path("other.csv").replace(TABLE))
st.text_input("Note")

# > click "Other content"
# > set "Note" "x"
# > click "Same content"
# > click "Settings"
# > set "Note" "y"
# > click "No settings"
# > click "Moved"
# > set "Note" "z"
