import streamlit as st

other = st.text_input("Other")
if st.checkbox("Show"):
    st.write("shown")
else:
    st.write("hidden")
st.write(other)

# > ran 7
# > set "Other" "x"
# > ran 3 8
# > skipped 4 7
# > set "Show" true
# > ran 4 5
# > skipped 3 8
