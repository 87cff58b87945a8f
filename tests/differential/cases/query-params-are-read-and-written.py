import streamlit as st

st.write("tab is", st.query_params.get("tab", "none"))
tab = st.radio("Tab", ["a", "b", "c"])
if st.button("Write"):
    st.query_params.tab = tab
if st.button("Clear"):
    st.query_params.clear()
st.write(dict(st.query_params))

# > set "Tab" "b"
# > click "Write"
# > rerun
# > reload
# > click "Clear"
# > rerun
