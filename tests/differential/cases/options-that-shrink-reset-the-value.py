import streamlit as st

count = st.number_input("How many", 1, 5, 5)
options = [f"option {n}" for n in range(int(count))]
one = st.selectbox("One", options, index=len(options) - 1)
many = st.multiselect("Many", options, key="many")
top = st.slider("Top", 0, int(count), key="top")
st.write(one, many, top)

# > set "One" "option 4"
# > set "many" ["option 1", "option 4"]
# > set "top" 5
# > set "How many" 3
# > set "How many" 5
