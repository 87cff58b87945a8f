import streamlit as st

number = st.slider("Number", 0, 3)
log = st.checkbox("Log")
seen = []
st.session_state.setdefault("last", "nothing")


@st.cache_data
def with_default(value, _kept=[]):
    _kept.append(value)
    return _kept


@st.cache_data
def with_global(value):
    seen.append(value)
    return value * 2


@st.cache_data
def with_argument(values):
    values.append(1)
    return len(values)


@st.cache_data
def with_state(value):
    st.session_state.last = value
    return value


@st.cache_data
def reads_global(value):
    return [value, list(seen)]


@st.cache_resource
def keeps_global():
    return seen


if log:
    st.button("Other", on_click=lambda: st.session_state.update(last="other"))
passed = [number]
st.text(with_default(number))
st.text(reads_global(number))
st.text(with_global(number))
st.text(with_argument(passed))
st.text(with_state(number))
seen.append(9)
keeps_global().append(5)
st.text(f"{passed} {seen} {keeps_global()} {st.session_state.last}")

# > set "Number" 1
# > set "Log" true
# > set "Number" 0
# > click "Other"
# > set "Number" 2
# > set "Number" 1
# > rerun
