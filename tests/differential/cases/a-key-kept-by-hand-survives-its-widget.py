import streamlit as st

page = st.radio("Step", ["one", "two"])
if "name" in st.session_state:
    st.session_state.name = st.session_state.name
if page == "one":
    st.text_input("Name", key="name")
else:
    st.write("name is", st.session_state.get("name"))

# > set "name" "Ada"
# > set "Step" "two"
# > rerun
# > set "Step" "one"
