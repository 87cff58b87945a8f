import streamlit as st

count = st.slider("Count", 1, 9, 5)
numbers = iter(range(count))
st.write("first", next(numbers))
skip = st.checkbox("Skip one")
if skip:
    next(numbers, None)
st.write("then", next(numbers, "nothing"))
st.write("rest", list(numbers))

# > set "Skip one" true
# > set "Count" 7
# > set "Skip one" false
