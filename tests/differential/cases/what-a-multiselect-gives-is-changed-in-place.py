"""The list is the script's own: emptied by it, it says nothing of what was chosen."""

import streamlit as st

ends = st.slider("Ends", 0, 9, (2, 5))
st.write("ends", ends)
chosen = st.multiselect("Chosen", [1, 2, 3], [2])
last = chosen.pop() if st.session_state.get("pop", True) else None
st.write("last", last, chosen)

# > set "Chosen" []
# > rerun
# > set "Chosen" [1, 3]
# > set "Chosen" []
# > set "Ends" [1, 5]
