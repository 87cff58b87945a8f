import streamlit as st

items = st.session_state.setdefault("items", ["b", "c"])
if st.button("Prepend"):
    items.insert(0, f"new {len(items)}")
if st.button("Drop first") and items:
    items.pop(0)
for item in items:
    left, right = st.columns([3, 1])
    left.text_input("Text", item, key=f"text {item}")
    right.checkbox("Done", key=f"done {item}")
st.write({item: st.session_state[f"done {item}"] for item in items})

# > set "done c" true
# > click "Prepend"
# > set "text b" "changed"
# > click "Prepend"
# > click "Drop first"
# > set "done c" false
