import streamlit as st

text = st.text_area("Text", "hello")
clicked = st.download_button("Save", text, "text.txt")
st.write("saved" if clicked else "not saved")
st.download_button("Quiet", text.upper(), "loud.txt", on_click="ignore")
st.checkbox("Unrelated")

# > click "Save"
# > set "Text" "world"
# > click "Quiet"
# > set "Unrelated" true
