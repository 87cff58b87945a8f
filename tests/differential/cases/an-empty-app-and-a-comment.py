# Nothing is drawn until the name is known.
import streamlit as st

if st.session_state.get("nothing"):
    st.write("never")

# > rerun
# > rerun
