import streamlit as st

side = st.toggle("Side")
where = st.sidebar if side else st
with where.container() if side else st.container():
    level = st.slider("Level", 0, 9, key="level")
st.write("level", level)

# > set "level" 5
# > set "Side" true
# > set "level" 7
# > set "Side" false
