"""At the gate a newer event arrives: the run ends at the next call of Streamlit, and what it did stays done once."""

import streamlit as st

from reactor.verify.gate import gate

low = st.slider("Low", 0, 9)
other = st.slider("Other", 0, 9)
rows = [low]
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.write("low", low)
rows.append(other)
st.text(gate("middle"))
rows.append(99)
st.session_state.ends = st.session_state.get("ends", 0) + 1
st.write("other", other)
st.write("rows", rows)
if st.button("Count"):
    st.session_state.clicks = st.session_state.get("clicks", 0) + 1
st.write(st.session_state.runs, st.session_state.ends, st.session_state.get("clicks", 0))
if low > 5:
    st.text(gate("late"))

# > set "Low" 3
# > interrupt ["set", "Low", 4] "middle" ["set", "Other", 2]
# > ran 12 14 16
# > skipped 11
# > interrupt ["set", "Other", 3] "middle" ["set", "Other", 2]
# > interrupt ["click", "Count"] "middle" ["set", "Other", 5]
# > interrupt ["set", "Other", 6] "middle" ["click", "Count"]
# > interrupt ["set", "Low", 7] "late" ["set", "Low", 2]
# > interrupt ["set", "Other", 1] "late" ["set", "Low", 8]
# > rerun
