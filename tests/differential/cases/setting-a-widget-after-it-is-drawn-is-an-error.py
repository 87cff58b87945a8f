import streamlit as st

st.slider("Level", 0, 10, key="level")
if st.button("Too late"):
    st.session_state.level = 3
st.write(st.session_state.level)

# > set "level" 5
# > click "Too late"
# > rerun
