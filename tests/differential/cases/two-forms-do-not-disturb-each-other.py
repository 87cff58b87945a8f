import streamlit as st

left, right = st.columns(2)
with left, st.form("left"):
    a = st.text_input("A")
    if st.form_submit_button("Send A"):
        st.write("A sent")
with right.form("right"):
    b = st.text_input("B")
    sent = st.form_submit_button("Send B")
st.write(a, b, sent)

# > set "A" "x"
# > set "B" "y"
# > click "Send B"
# > click "Send A"
# > click "Send B"
