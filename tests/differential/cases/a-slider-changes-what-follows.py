import streamlit as st

low = st.slider("Low", 0, 100, 10)
high = st.slider("High", 0, 100, 90)
st.write("between", low, "and", high)
st.write("width", high - low)
st.write("only high", high)

# > set "Low" 20
# > set "High" 50
# > set "Low" 20
# > rerun
