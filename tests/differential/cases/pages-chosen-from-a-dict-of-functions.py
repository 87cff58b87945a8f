import streamlit as st


def overview():
    st.header("Overview")
    st.write(st.session_state.get("word", "no word"))


def details():
    st.header("Details")
    st.text_input("Word", key="word")
    for n in range(st.number_input("How many", 1, 4)):
        st.checkbox(f"Item {n}")


PAGES = {"Overview": overview, "Details": details}
choice = st.sidebar.radio("Page", list(PAGES))
PAGES[choice]()

# > set "Page" "Details"
# > set "word" "x"
# > set "How many" 3
# > set "Item 2" true
# > set "Page" "Overview"
# > set "Page" "Details"
