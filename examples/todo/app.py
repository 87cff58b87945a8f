"""A to-do list: callbacks, and widgets made in a loop over data that grows and shrinks."""

import streamlit as st

st.set_page_config(page_title="To-do", page_icon=":material/checklist:")
st.title("To-do")

if "items" not in st.session_state:
    st.session_state.items_made = 3
    st.session_state.items = [
        {"id": 1, "text": "Water the plants", "done": False},
        {"id": 2, "text": "Write the report", "done": True},
        {"id": 3, "text": "Call the bank", "done": False},
    ]

items = st.session_state["items"]


def add():
    text = st.session_state.new_item.strip()
    if text:
        st.session_state.items_made += 1
        st.session_state["items"].append({"id": st.session_state.items_made, "text": text, "done": False})
    st.session_state.new_item = ""


def remove(item_id):
    st.session_state["items"] = [item for item in st.session_state["items"] if item["id"] != item_id]


def toggle(item_id):
    for item in st.session_state["items"]:
        if item["id"] == item_id:
            item["done"] = st.session_state[f"done-{item_id}"]


def clear_done():
    st.session_state["items"] = [item for item in st.session_state["items"] if not item["done"]]


st.text_input("What needs doing?", key="new_item", on_change=add, placeholder="Type and press Enter")

show = st.segmented_control("Show", ["all", "open", "done"], default="all")
visible = [item for item in items if show in (None, "all") or item["done"] == (show == "done")]

if not visible:
    st.info("Nothing here.")

for item in visible:
    with st.container(border=True):
        check, text, bin_ = st.columns([1, 8, 2], vertical_alignment="center")
        check.checkbox(
            item["text"],
            value=item["done"],
            key=f"done-{item['id']}",
            on_change=toggle,
            args=(item["id"],),
            label_visibility="collapsed",
        )
        text.markdown(f"~~{item['text']}~~" if item["done"] else item["text"])
        bin_.button("Remove", key=f"remove-{item['id']}", on_click=remove, args=(item["id"],))

finished = sum(item["done"] for item in items)
st.progress(finished / len(items) if items else 0.0, text=f"{finished} of {len(items)} done")
st.button("Clear finished", on_click=clear_done, disabled=finished == 0)
