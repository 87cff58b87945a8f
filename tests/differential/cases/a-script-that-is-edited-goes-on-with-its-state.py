import streamlit as st

low = st.slider("Low", 0, 9, 3)
st.session_state.setdefault("runs", []).append(low)


@st.cache_data
def doubled(number):
    st.write("computing", number)
    return number * 2


def show(label, value=0):
    st.text(f"{label}: {value}")


class Box:
    kind = "box"

    def __init__(self, item):
        self.item = item

    def __str__(self):
        return f"{self.kind} of {self.item}"


rows = [low]
rows.append(doubled(low))
show("rows", rows)
box = Box(low)
show("box", str(box))
PAGES = {"one": show, "two": lambda label, value=1: show(label.upper(), value)}
for name in ["one", "two"]:
    PAGES[name](name, low)
if st.button("Count"):
    st.session_state.count = st.session_state.get("count", 0) + 1
st.text(f"count {st.session_state.get('count')}")


@st.fragment
def part():
    st.text(f"part {st.checkbox('Part')} {low}")


part()
st.text(f"runs {len(st.session_state.runs)}")

# > set "Low" 5
# > click "Count"
# > edit "import streamlit as st" "import streamlit as st\n\nst.title('New')\n"
# > set "Part" true
# > set "Low" 6
# > edit "kind = \"box\"" "kind = \"crate\""
# > edit "number * 2" "number * 3"
# > set "Low" 7
# > edit "rows.append(doubled(low))" "rows.append(-1)\nrows.append(doubled(low))"
# > edit "label.upper()" "label.title()"
# > edit "st.text(f\"{label}: {value}\")" "st.text(f\"{label} = {value}\")\n    st.divider()"
# > set "Low" 8
# > edit "for name in [\"one\", \"two\"]:" "for name in [\"two\", \"one\"]:"
# > edit "low = st.slider(\"Low\", 0, 9, 3)" "low = ("
# > click "Count"
# > edit "low = (" "low = st.slider(\"Low\", 0, 9, 3)"
# > click "Count"
# > edit "if st.button(\"Count\"):" "1 / (low - 8)\nif st.button(\"Count\"):"
# > set "Low" 5
# > edit "part()\nst.text" "st.text"
# > rerun
