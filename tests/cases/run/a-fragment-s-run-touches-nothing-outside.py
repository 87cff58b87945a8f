import streamlit as st


@st.fragment
def part():
    value = st.slider("In", 0, 9)
    st.write("in", value)


part()
st.write("outside")
st.checkbox("Out")

# > set "Out" true
# > ran 12
# > skipped 11
