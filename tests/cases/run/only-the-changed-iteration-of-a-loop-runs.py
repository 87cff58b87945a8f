import streamlit as st

for name in ["a", "b", "c"]:
    value = st.slider(name, 0, 9)
    st.write(name, value)
st.write("end")

# > set "b" 3
# > ran 4*1 5*1
# > skipped 6
