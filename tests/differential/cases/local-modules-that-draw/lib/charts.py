import streamlit as st


def controls():
    st.selectbox("Shade", ["light", "dark"], key="shade")


def draw(kind, size):
    st.subheader(kind)
    if kind == "bar":
        for n in range(size):
            _bar(n)
    else:
        st.write("#" * size, st.session_state.shade)


def _bar(n):
    st.progress(n / 10, text=f"{n} in {st.session_state.shade}")


def summary(size):
    return {"size": size, "squares": [n * n for n in range(size)]}
