import streamlit as st

if st.button("Go"):
    st.write("went")
else:
    st.write("waiting")
other = st.checkbox("Other")
st.write("other is", other)

# > click "Go"
# > set "Other" true
# > click "Go"
# > click "Go"
# > rerun
