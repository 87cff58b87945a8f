# streamlit/streamlit#9080: the timer of a fragment that the page no longer calls fires once more, and finds nothing.
import streamlit as st


@st.fragment(run_every=20)
def live():
    st.session_state.live = st.session_state.get("live", 0) + 1
    st.text(f"live {st.session_state.live}")
    st.checkbox("Inside")


page = st.radio("Page", ["live", "quiet"])
if page == "live":
    live()
else:
    st.text("quiet")
st.text(st.session_state.get("live"))

# > timer 0
# > set "Inside" true
# > set "Page" "quiet"
# > set "Page" "live"
# > timer 0
# > rerun
# > set "Page" "quiet"
# > rerun
