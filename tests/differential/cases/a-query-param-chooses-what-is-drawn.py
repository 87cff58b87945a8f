import streamlit as st

params = st.query_params
mode = params.get("mode", "view")
if mode == "edit":
    text = st.text_area("Text", key="text")
    if st.button("Done"):
        params.mode = "view"
        st.session_state.text_kept = text
        st.rerun()
else:
    st.write(st.session_state.get("text_kept", "nothing"))
    if st.button("Edit"):
        params["mode"] = "edit"
        st.rerun()
st.write(params.to_dict())

# > click "Edit"
# > set "text" "hello"
# > click "Done"
# > back
# > rerun
