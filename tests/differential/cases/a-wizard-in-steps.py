import streamlit as st

state = st.session_state
state.setdefault("step", 1)


def go(by):
    state.step += by


if state.step == 1:
    with st.form("one"):
        st.text_input("Name", state.get("name_kept", ""), key="name")
        if st.form_submit_button("Next"):
            state.name_kept = state.name
            state.step = 2
            st.rerun()
elif state.step == 2:
    st.slider("Level", 0, 9, key="level")
    st.button("Back", on_click=go, args=(-1,))
    st.button("Finish", on_click=go, args=(1,))
else:
    st.success(f"{state.name_kept} done")
    st.button("Again", on_click=state.clear)

# > set "name" "Ada"
# > click "Next"
# > set "level" 4
# > click "Back"
# > click "Next"
# > click "Finish"
# > click "Again"
