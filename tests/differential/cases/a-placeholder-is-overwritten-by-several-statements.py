import streamlit as st

place = st.empty()
st.write("below")
place.write("first")
which = st.selectbox("Which", ["none", "metric", "container", "clear"])
if which == "metric":
    place.metric("M", 3)
elif which == "container":
    with place.container():
        st.write("one")
        st.write("two")
elif which == "clear":
    place.empty()
last = st.checkbox("Last word")
if last:
    place.write("last word")

# > set "Which" "metric"
# > set "Which" "container"
# > set "Last word" true
# > set "Which" "clear"
# > set "Last word" false
# > set "Which" "none"
