import streamlit as st

if "order" not in st.session_state:
    st.session_state.order = []


def note(name):
    st.session_state.order.append(name)


with st.form("f"):
    st.text_input("A", key="a")
    st.checkbox("B", key="b")
    st.form_submit_button("Send", on_click=note, args=("send",))
st.number_input("Outside", 0, 10, key="n", on_change=note, args=("n",))
st.write(st.session_state.order, st.session_state.a, st.session_state.b)

# > set "a" "text"
# > set "n" 3
# > set "b" true
# > click "Send"
# > click "Send"
