import streamlit as st

with st.expander("Fold", on_change="rerun", key="fold") as fold:
    st.write("inside")
pop = st.popover("Pop", on_change="rerun", key="pop")
one, two = st.tabs(["One", "Two"], on_change="rerun", key="tabs")
if one.open:
    one.write("one is open")
if two.open:
    two.write("two is open")
st.write(fold.open, pop.open)

# > set "Fold" true
# > set "Pop" true
# > set "One" "Two"
# > set "Fold" false
