import streamlit as st

st.text_input("Name")
if st.checkbox("Twice"):
    st.text_input("Name")
st.write("end")

# > set "Twice" true
# > set "Twice" false
