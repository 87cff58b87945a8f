import streamlit as st

value = 1
if st.checkbox("Delete"):
    del value
st.write("value" in globals())
try:
    st.write(value)
except NameError as error:
    st.write(str(error))

# > set "Delete" true
# > rerun
# > set "Delete" false
