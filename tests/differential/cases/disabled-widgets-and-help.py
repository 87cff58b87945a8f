import streamlit as st

locked = st.toggle("Locked")
name = st.text_input("Name", key="name", disabled=locked, help="your name" if locked else None)
st.button("Save", disabled=locked or not name, type="primary" if name else "secondary")
st.write(name)

# > set "name" "Ada"
# > set "Locked" true
# > set "Locked" false
# > click "Save"
