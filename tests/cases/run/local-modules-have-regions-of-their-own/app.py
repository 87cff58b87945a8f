import streamlit as st
from parts import report

size = st.slider("Size", 1, 9)
name = st.text_input("Name")
report(size, name)

# > set "Size" 3
# > ran 4 "parts.py:5"
# > skipped 5 "parts.py:6" "parts.py:7"
# > set "Name" "x"
# > ran 5 "parts.py:6"
# > skipped 4 "parts.py:5" "parts.py:7"
