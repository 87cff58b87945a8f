import streamlit as st

wide = st.session_state.get("wide", False)
st.set_page_config(page_title="Wide" if wide else "Narrow", layout="wide" if wide else "centered")
st.toggle("Wide", key="wide")
st.write(wide)

# > set "wide" true
# > set "wide" false
