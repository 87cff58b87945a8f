import json
from pathlib import Path

import pandas as pd
import streamlit as st

level = st.slider("Level", 0, 9)
rows = [{"level": level}]
# Read before it is written: one run behind.
before = Path("late.json").read_text() if Path("late.json").exists() else "nothing"
late = json.loads(before) if before != "nothing" else {}
Path("late.json").write_text(json.dumps({"level": level}))
# Read after it is written.
with open("early.csv", "w") as out:
    out.write(f"level\n{level}\n")
early = pd.read_csv("early.csv")
early["more"] = early["level"] + 1
# Read in between two writes.
Path("middle.txt").write_text(f"first {level}")
middle = Path("middle.txt").read_text()
Path("middle.txt").write_text("second")
# Opened in one statement, written by another, read by a third.
streams = [open("middle.txt")]
Path("middle.txt").write_text(f"third {level}")
lines = streams[0].readlines()
# A list that a file adds to, and a write between the list and the file.
Path("part.txt").write_text(str(level // 2))
rows.append({"part": Path("part.txt").read_text()})
parts = []
parts.append("start")
for name in ("part.txt", "middle.txt"):
    parts.append(open(name).read())
st.write(rows, late, middle, lines, parts)
st.dataframe(early)
st.text_input("Note")

# > set "Level" 2
# > set "Note" "x"
# > set "Level" 3
# > set "Note" "y"
# > set "Level" 3
# > set "Level" 0
# > rerun
