from dataclasses import dataclass, field
from enum import Enum

import streamlit as st


class Color(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Item:
    name: str
    color: Color = Color.RED
    tags: list[str] = field(default_factory=list)


if "item" not in st.session_state:
    st.session_state.item = Item("first")
color = st.selectbox("Color", list(Color), format_func=lambda c: c.name)
if st.button("Paint"):
    st.session_state.item.color = color
    st.session_state.item.tags.append(color.name)
st.write(st.session_state.item.color.name, st.session_state.item.tags)
st.write(st.session_state.item == Item("first"), color is Color.RED)

# > set "Color" "BLUE"
# > click "Paint"
# > click "Paint"
# > set "Color" "RED"
