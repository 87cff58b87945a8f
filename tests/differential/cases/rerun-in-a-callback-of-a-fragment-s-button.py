import streamlit as st


@st.fragment
def part():
    st.session_state.part = st.session_state.get("part", 0) + 1
    if st.button("Again, only here"):
        if st.session_state.part < 10:
            st.session_state.part += 10
            st.rerun(scope="fragment")
    st.write("part", st.session_state.part)


part()
st.session_state.whole = st.session_state.get("whole", 0) + 1
st.write("whole", st.session_state.whole)

# > click "Again, only here"
# > click "Again, only here"
# > rerun
