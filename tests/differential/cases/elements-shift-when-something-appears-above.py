import streamlit as st

if st.checkbox("Banner"):
    st.warning("banner")
    st.caption("and more")
if st.checkbox("Replace"):
    with st.container(border=True):
        st.write("block where an element was")
else:
    st.write("an element")
number = st.number_input("Number", 0, 9)
with st.expander("Details"):
    st.write("number is", number)
    if number > 3:
        st.write("large")
st.text_input("Last", key="last")
st.write(st.session_state.last)

# > set "last" "x"
# > set "Banner" true
# > set "Number" 5
# > set "Replace" true
# > set "Banner" false
# > set "Replace" false
# > set "Number" 1
