import streamlit as st

with st.form("signup"):
    email = st.text_input("Email")
    sent = st.form_submit_button("Sign up")
    note = st.empty()
if sent:
    if "@" not in email:
        note.error("no email address")
    else:
        note.success("welcome")
st.checkbox("Unrelated")

# > set "Email" "ada"
# > click "Sign up"
# > set "Unrelated" true
# > set "Email" "ada@example.org"
# > click "Sign up"
# > rerun
