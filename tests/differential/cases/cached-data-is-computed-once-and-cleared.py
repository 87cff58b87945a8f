from pathlib import Path

import streamlit as st

LOG = Path("calls.txt")


@st.cache_data
def squares(count):
    with LOG.open("a") as log:
        log.write(f"{count} ")
    return [n * n for n in range(count)]


count = st.slider("Count", 1, 5, 2)
numbers = squares(count)
numbers.append(-1)
st.write(numbers)
if st.button("Clear"):
    squares.clear()
if st.button("Clear all"):
    st.cache_data.clear()
st.text(LOG.read_text())

# > set "Count" 3
# > set "Count" 2
# > click "Clear"
# > set "Count" 3
# > click "Clear all"
# > rerun
