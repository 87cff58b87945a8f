import streamlit as st

number = st.slider("Number", 0, 10, 2)
even = number % 2 == 0
st.write("even", even)
st.write("number", number)

# > set "Number" 4
# > ran 3 4 6
# > skipped 5
# > set "Number" 5
# > ran 3 4 5 6
