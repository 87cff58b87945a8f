import streamlit as st

name = st.text_input("Name", "Ada")
st.html(f"<b>{name}</b>")
st.markdown(f"<i>{name}</i>", unsafe_allow_html=True)
st.code(f"print({name!r})", language="python")
st.json({"name": name, "list": [1, 2]})
st.latex(r"x^2")
st.caption("caption")
st.divider()
st.metric("Letters", len(name), delta=len(name) - 3)
st.help(str.upper)

# > set "Name" "Grace"
# > set "Name" "Grace"
