import streamlit as st

low = st.slider("Low", 0, 100, 10)
high = st.slider("High", 0, 100, 90)
st.write("low", low)
doubled = high * 2
st.write("doubled", doubled)

# > ran 3 4 5 6 7
# > set "Low" 20
# > ran 3 5
# > skipped 4 6 7
# > set "High" 50
# > ran 4 6 7
# > skipped 3 5
# > rerun
# > skipped 3 4 5 6 7
