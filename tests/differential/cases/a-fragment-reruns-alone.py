import streamlit as st

if "whole" not in st.session_state:
    st.session_state.whole = 0
    st.session_state.part = 0
st.session_state.whole += 1


@st.fragment
def part():
    st.session_state.part += 1
    value = st.slider("In", 0, 10)
    st.write("part", st.session_state.part, value)
    if st.button("Everything"):
        st.rerun()


st.write("whole", st.session_state.whole)
part()
st.write("seen outside", st.session_state.part)
st.checkbox("Out")

# > set "In" 3
# > set "In" 4
# > set "Out" true
# > click "Everything"
# > set "In" 5
