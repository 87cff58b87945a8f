import streamlit as st

one = st.file_uploader("One", key="one")
many = st.file_uploader("Many", accept_multiple_files=True)
if one is not None:
    st.write(one.name, one.size)
    st.text(one.getvalue().decode())
    st.text(one.read().decode())
st.write([file.name for file in many])
st.checkbox("Unrelated")

# > upload "one" [["a.txt", "hello"]]
# > set "Unrelated" true
# > upload "Many" [["b.txt", "1"], ["c.txt", "2"]]
# > upload "one" []
# > upload "one" [["d.txt", "world"]]
