import streamlit as st

chosen = st.menu_button("Do", ["Copy", "Paste"], key="menu")
st.write(chosen)
st.checkbox("Unrelated")

# > click "menu" "Paste"
# > set "Unrelated" true
# > click "menu" "Copy"
