import json
from pathlib import Path

import pandas as pd
import streamlit as st

TABLE = Path("table.csv")


def write(amount):
    TABLE.write_text(f"name,amount\na,{amount}\n")


def settings(path="settings.json"):
    try:
        return json.loads(Path(path).read_text())
    except FileNotFoundError:
        return {}


if not TABLE.exists():
    write(1)
frame = pd.read_csv(TABLE)
frame["double"] = frame["amount"] * 2
with open("table.csv") as lines:
    header = lines.readline()
chosen = settings()
st.dataframe(frame)
st.write(header)
st.write(chosen)
st.button("Five", on_click=write, args=(5,))
st.button("Settings", on_click=lambda: Path("settings.json").write_text("{}"))
name = st.text_input("Name")

# > set "Name" "warm: the first reading of a table looks for processors"
# > set "Name" "x"
# > ran 33
# > skipped 23 24 25 27 28 29 30
# > click "Five"
# > ran 23 24 25 28
# > skipped 27 29 30
# > click "Five"
# > skipped 23 24 25 27 28 29 30
# > click "Settings"
# > ran 27
# > skipped 23 24 25 28 29 30
# > rerun
# > skipped 23 24 25 27 28 29 30
