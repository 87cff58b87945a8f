# streamlit/streamlit#9313: a fragment that reruns alone is drawn with the first selection it was ever given.
import streamlit as st


@st.fragment
def details(name, kind):
    st.markdown(f"**{name}** as {kind}")
    size = st.slider("Size", 1, 5, 1, key=f"size {name}")
    st.text(f"{name}: {size}")
    st.button("Again", key=f"again {name}")


def main():
    name = st.selectbox("Name", ["one", "two", "three"])
    kind = st.radio("Kind", ["line", "bar"])
    st.write(f"called with {name}")
    details(name, kind)


main()

# > set "Size" 2
# > set "Name" "two"
# > click "Again"
# > set "Size" 4
# > set "Kind" "bar"
# > click "Again"
# > set "Name" "one"
# > click "Again"
