from pathlib import Path

import streamlit as st

log = Path("log.txt")
level = st.slider("Level", 0, 3)
with log.open("a") as out:
    out.write(f"level {level}\n")
note = st.text_input("Note")
if note:
    log.write_text(log.read_text() + f"note {note}\n")
st.text(log.read_text())

# > set "Level" 2
# > set "Note" "x"
# > set "Level" 2
# > rerun
