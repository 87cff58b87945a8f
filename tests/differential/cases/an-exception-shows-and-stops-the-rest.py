import streamlit as st

divisor = st.number_input("Divisor", -5, 5, 1)
st.write("before")
with st.expander("Inside", expanded=True):
    st.write("in the expander")
    st.write(10 / divisor)
    st.write("still in")
st.write("after")

# > set "Divisor" 0
# > rerun
# > set "Divisor" 2
# > set "Divisor" 0
