import streamlit as st

todos = st.session_state.setdefault("todos", [{"id": 1, "text": "one"}, {"id": 2, "text": "two"}])


def add():
    last = max(todo["id"] for todo in st.session_state.todos)
    st.session_state.todos.append({"id": last + 1, "text": st.session_state.new})
    st.session_state.new = ""


def remove(which):
    st.session_state.todos = [todo for todo in st.session_state.todos if todo["id"] != which]


for todo in todos:
    box, button = st.columns(2)
    box.checkbox(todo["text"], key=f"done {todo['id']}")
    button.button("x", key=f"x {todo['id']}", on_click=remove, args=(todo["id"],))
st.text_input("New", key="new", on_change=add)
st.write(len(st.session_state.todos))

# > set "done 2" true
# > set "new" "three"
# > click "x 1"
# > set "new" "four"
# > click "x 4"
# > rerun
