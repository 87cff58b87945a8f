import time

import streamlit as st

started = time.time()
st.write("constant")
name = st.text_input("Name")
st.write(time.time() > started)

# > set "Name" "x"
# > ran 5 7
# > skipped 6
# > rerun
# > ran 5
# > skipped 6 7
