import streamlit as st


@st.cache_resource
def store():
    return {"visits": 0, "names": []}


shared = store()
shared["visits"] += 1
name = st.text_input("Name")
if name and name not in shared["names"]:
    shared["names"].append(name)
st.write(shared["visits"], shared["names"])
if st.button("Forget"):
    store.clear()

# > set "Name" "Ada"
# > set "Name" "Bob"
# > click "Forget"
# > rerun
