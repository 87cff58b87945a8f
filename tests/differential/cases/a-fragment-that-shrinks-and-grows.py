import streamlit as st


@st.fragment
def rows():
    count = st.number_input("Rows", 0, 5, 2)
    with st.container(border=True):
        for n in range(count):
            st.write("row", n)
    if count > 3:
        st.warning("many")
    st.write("end of fragment")


st.write("above")
rows()
st.write("below")

# > set "Rows" 5
# > set "Rows" 0
# > set "Rows" 4
# > rerun
