import streamlit as st

rows = [1, 2]
previous = st.session_state.get("rows")
st.write("previous", previous)
rows.append(st.slider("n", 0, 5))
st.session_state.rows = rows
st.write(previous is rows, rows)
if st.checkbox("Change"):
    st.session_state.rows.append("changed")
st.write(rows)

# > set "n" 3
# > set "Change" true
# > set "n" 4
# > set "Change" false
