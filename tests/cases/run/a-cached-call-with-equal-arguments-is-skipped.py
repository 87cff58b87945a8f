import streamlit as st


@st.cache_data
def load(count):
    return list(range(count))


count = st.slider("Count", 1, 9, 3)
data = load(count)
st.write(data)
st.text_input("Other")

# > set "Other" "x"
# > ran 12
# > skipped 9 10 11
# > set "Count" 5
# > ran 9 10 11
# > skipped 12
