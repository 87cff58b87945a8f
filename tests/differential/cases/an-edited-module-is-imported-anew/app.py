import helpers
import streamlit as st

low = st.slider("Low", 0, 9, 3)
st.text(helpers.label(low))
helpers.draw(low)
st.text(helpers.COUNT)
if st.checkbox("More"):
    helpers.draw(low + 1)

# > set "Low" 5
# > edit "label of" "name of" "helpers.py"
# > set "Low" 6
# > edit "st.text(helpers.COUNT)" "st.text(f\"count {helpers.COUNT}\")"
# > set "More" true
# > edit "def label(" "def label)" "helpers.py"
# > rerun
# > edit "def label)" "def label(" "helpers.py"
# > set "Low" 8
# > edit "    st.text(f\"line {number}\")" "    st.text(f\"row {number}\")\n    st.divider()" "helpers.py"
# > set "Low" 2
