import streamlit as st

if st.button("Go"):
    st.write("went")
total = sum(range(100))
st.write(total)

# > click "Go"
# > ran 3 4
# > skipped 5 6
# > rerun
# > ran 3
# > skipped 5 6
