import streamlit as st

picked = st.multiselect("Pick", ["b", "a", "c"])
unique = set(picked) | {"z"}
st.write(sorted(unique))
table = {name: len(name) for name in picked}
table.update(z=0)
st.write(table, list(table))
counts: dict[str, int] = {}
for name in picked:
    counts[name] = counts.get(name, 0) + 1
st.write(counts)

# > set "Pick" ["c", "a"]
# > set "Pick" ["a", "c"]
# > set "Pick" []
