import streamlit as st

calls = st.session_state.setdefault("calls", [])
a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)


@st.cache_data(ttl=3600, max_entries=2)
def table(number):
    return [number]


@st.cache_data(ttl=0)
def never_kept(number):
    return {"number": number}


@st.cache_resource(ttl="1h")
def shared(number):
    return [number]


made = table(a)
made.append(b)
st.text(made)
st.text(table(a))
st.text(table(b))
fresh = never_kept(a)
fresh["b"] = b
st.text(fresh)
same = shared(a)
same.append(b)
st.text(len(same))
st.text(shared(a) is same)
if st.button("Clear one"):
    table.clear(a)
    shared.clear(a)
if st.button("Clear all"):
    st.cache_data.clear()
    shared.clear()
st.text(table(a))
st.text(len(shared(a)))

# > set "a" 2
# > set "b" 2
# > click "Clear one"
# > set "a" 1
# > click "Clear all"
# > set "b" 3
# > set "a" 2
