import streamlit as st


@st.fragment
def fragile():
    value = st.slider("Value", 0, 5)
    st.write("value", value)
    st.write(10 // (3 - value))
    st.write("end")


fragile()
st.write("below", st.session_state.get("x", 0))
st.checkbox("Full")

# > set "Value" 3
# > set "Value" 2
# > set "Value" 3
# > set "Full" true
