import streamlit as st


def sidebar():
    with st.sidebar:
        kind = st.radio("Kind", ["a", "b"])
        size = st.slider("Size", 1, 5)
    return kind, size


def table(kind, size):
    rows = [{"n": n, "kind": kind} for n in range(size)]
    st.table(rows)
    return rows


def main():
    st.title("Main")
    kind, size = sidebar()
    rows = table(kind, size)
    tab_one, tab_two = st.tabs(["One", "Two"])
    with tab_one:
        st.write(len(rows))
        note = st.text_input("Note")
    tab_two.write(f"note: {note}")


if __name__ == "__main__":
    main()

# > set "Size" 3
# > set "Note" "hi"
# > set "Kind" "b"
# > set "Size" 3
