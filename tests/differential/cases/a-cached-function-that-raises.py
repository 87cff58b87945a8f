import streamlit as st


@st.cache_data
def checked(n):
    if n == 2:
        raise ValueError("two is not allowed")
    return n * 10


n = st.slider("n", 0, 4)
try:
    st.write(checked(n))
except ValueError as error:
    st.error(str(error))
st.write("end")

# > set "n" 2
# > set "n" 3
# > set "n" 2
