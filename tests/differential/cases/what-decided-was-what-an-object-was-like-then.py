import streamlit as st

other = st.slider("Other", 0, 5, 1)
rows = []
if rows:
    st.write("not yet")
rows.append(1)
st.write("now" if rows else "not now")
todo = [2]
while todo:
    top = todo.pop()
    st.write("top", top)
    if top:
        todo.append(top - 1)
pair = []
match pair:
    case []:
        st.write("empty")
    case [one]:
        st.write("one", one)
pair.append(other and 1)
waiting = {}
while not waiting:
    st.write("waits")
    waiting["done"] = True


def show(items):
    if items:
        st.write("has", items)
    items.append(3)
    if not items:
        return None
    return items


st.write(show([]), other)


class Full:
    asked = 0

    def __bool__(self):
        Full.asked += 1
        return True


full = Full()
if full:
    st.write("asked", Full.asked)

# > set "Other" 2
# > set "Other" 0
# > rerun
