import streamlit as st
from lib import charts
from lib.state import bump, COUNTS

kind = st.radio("Kind", ["bar", "text"])
size = st.slider("Size", 1, 5)
with st.sidebar:
    charts.controls()
charts.draw(kind, size)
if st.button("Bump"):
    bump("pressed")
bump("runs")
st.write(COUNTS)
st.write(charts.summary(size))

# > set "Size" 3
# > set "Kind" "text"
# > set "Shade" "dark"
# > click "Bump"
# > set "Size" 3
# > rerun
