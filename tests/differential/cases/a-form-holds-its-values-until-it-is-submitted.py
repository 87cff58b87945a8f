import streamlit as st

with st.form("person"):
    name = st.text_input("Name")
    age = st.number_input("Age", 0, 120, 30)
    sent = st.form_submit_button("Send")
st.write("name", name, "age", age, "sent", sent)
st.slider("Elsewhere", 0, 10)

# > set "Name" "Ada"
# > set "Elsewhere" 4
# > set "Age" 36
# > click "Send"
# > set "Elsewhere" 5
# > set "Name" "Bob"
# > click "Send"
