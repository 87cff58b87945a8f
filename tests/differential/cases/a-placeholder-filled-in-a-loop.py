import streamlit as st

place = st.empty()
top = st.slider("Top", 1, 4, 2)
for n in range(top):
    place.write(f"now {n}")
spare = st.empty()
if st.checkbox("Fill"):
    spare.info("filled")
st.write("end")

# > set "Top" 4
# > set "Fill" true
# > set "Top" 1
# > set "Fill" false
