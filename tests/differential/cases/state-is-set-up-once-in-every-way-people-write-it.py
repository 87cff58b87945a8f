import streamlit as st

a = st.slider("a", 0, 9, 1)
if "one" not in st.session_state:
    st.session_state.one = [a]
if not hasattr(st.session_state, "two"):
    st.session_state["two"] = {"start": a}
three = st.session_state.setdefault("three", [])
try:
    st.session_state.four
except AttributeError:
    st.session_state.four = a
for key, value in {"five": 5, "six": a}.items():
    st.session_state.setdefault(key, value)
st.session_state.seven = st.session_state.get("seven", 0) + 1


def set_up(**defaults):
    for key, value in defaults.items():
        if key not in st.session_state:
            st.session_state[key] = value


set_up(eight=a, nine=[])
three.append(a)
st.session_state.nine.append(len(three))
if st.session_state.get("ten") is None:
    st.session_state.ten = f"set at {a}"
st.text(st.session_state.one)
st.text(st.session_state.two)
st.text(three)
st.text(f"{st.session_state.four} {st.session_state.five} {st.session_state.six} {st.session_state.seven}")
st.text(f"{st.session_state.eight} {st.session_state.nine} {st.session_state.ten}")
if st.button("Forget"):
    for key in ("one", "four", "nine"):
        del st.session_state[key]
    st.session_state.ten = None

# > set "a" 2
# > set "a" 3
# > click "Forget"
# > set "a" 4
# > rerun
