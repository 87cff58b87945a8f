import streamlit as st


def draw(title, level):
    st.header(title)
    st.write("level", level)
    st.caption("end")


title = st.text_input("Title", "t")
level = st.slider("Level", 0, 9)
draw(title, level)

# > set "Level" 4
# > ran 11 6
# > skipped 10 5 7
# > set "Title" "u"
# > ran 10 5
# > skipped 11 6 7
