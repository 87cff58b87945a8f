import streamlit as st

base = st.number_input("Base", 0, 10, 2)
derived = st.slider("Derived", 0, 20, int(base) * 2)
keyed = st.slider("Keyed", 0, 20, int(base) * 2, key="keyed")
st.write(base, derived, keyed)

# > set "Derived" 9
# > set "keyed" 9
# > set "Base" 3
# > set "Base" 2
