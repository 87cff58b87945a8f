import streamlit as st
import streamlit.components.v1 as v1

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)
v1.html(f"<b>{a}</b>", height=50 + b)
st.iframe("about:blank", height=40 + a)
show = st.components.v2.component("show", html="<p>show</p>", js="export default () => {}")
result = show(data={"a": a}, key="show", on_picked_change=lambda: None)
st.text(result.picked)
items = [a]
second = show(data={"items": items}, key="second")
items.append(b)
st.text(items)
st.text(b)

# > set "a" 2
# > skipped 15
# > set "b" 2
# > rerun
