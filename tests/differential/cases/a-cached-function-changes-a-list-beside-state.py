"""The list is made in every run; that state is given something of the same holder does not make it last."""

import types

import streamlit as st


def main():
    many = st.slider("Many", 0, 5, 1)
    rows = list(range(many))
    low, high = st.slider("Range", 0, 9, (2, 5))

    @st.cache_resource
    def shared():
        rows.append(1)

    holder = types.SimpleNamespace(low=low, items=rows)
    st.session_state.setdefault("low", low)
    shared()
    st.write("rows", rows, holder.low)


main()

# > rerun
# > set "Many" 3
# > rerun
# > set "Range" [1, 3]
