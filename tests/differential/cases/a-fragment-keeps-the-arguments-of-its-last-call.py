import streamlit as st


@st.fragment
def shown(title, numbers):
    factor = st.number_input(f"Factor {title}", 1, 9, key=f"factor {title}")
    st.write(title, [number * factor for number in numbers])


base = st.slider("Base", 1, 5)
for title in ("x", "y"):
    shown(title, list(range(base)))

# > set "factor x" 3
# > set "Base" 3
# > set "factor y" 2
# > set "factor x" 4
