import streamlit as st

names = st.multiselect("Names", ["a", "b", "c"], ["a"])
values = {name: st.slider(f"Value {name}", 0, 5) for name in names}
[st.write(f"{name}={value}") for name, value in values.items()]
total = sum(st.number_input(f"Extra {n}", 0, 3) for n in range(2))
st.write(sum(values.values()) + total)

# > set "Value a" 2
# > set "Names" ["a", "c"]
# > set "Value c" 4
# > set "Extra 1" 2
# > set "Names" ["c"]
