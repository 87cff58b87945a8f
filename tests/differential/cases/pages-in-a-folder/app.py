import streamlit as st

st.session_state.visits = st.session_state.get("visits", 0) + 1
st.title("Home")
st.write("visits", st.session_state.visits)
st.text_input("Name", key="name")
st.page_link("pages/2_second.py", label="To second")
if st.button("Switch"):
    st.switch_page("pages/1_first.py")

# > set "name" "Ada"
# > page "first"
# > set "Level" 4
# > link "To second"
# > click "Home again"
# > click "Switch"
# > back
# > rerun
