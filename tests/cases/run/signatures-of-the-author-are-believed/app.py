import graphlib
import keyword

import streamlit as st

name = st.text_input("Name", "x")
first = st.checkbox("Soup first")
st.write(keyword.iskeyword(name))
order = graphlib.TopologicalSorter({"cake": ["soup"]})
order.add("wine", "soup" if first else "cake")
st.write(list(order.static_order()))

# > set "Name" "for"
# > ran 6 8
# > skipped 7 9 10 11
# > set "Soup first" true
# > ran 7 9 10 11
# > skipped 6 8
# > rerun
# > skipped 6 7 8 9 10 11
