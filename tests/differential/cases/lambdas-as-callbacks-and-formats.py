import streamlit as st

prefix = st.text_input("Prefix", "#")
choice = st.selectbox("Choice", [1, 2, 3], format_func=lambda n: f"{prefix}{n}")
st.button("Add", on_click=lambda: st.session_state.update(total=st.session_state.get("total", 0) + choice))
st.write(choice, st.session_state.get("total", 0))

# > set "Choice" "#2"
# > click "Add"
# > set "Prefix" "no. "
# > click "Add"
# > set "Choice" "no. 3"
# > click "Add"
