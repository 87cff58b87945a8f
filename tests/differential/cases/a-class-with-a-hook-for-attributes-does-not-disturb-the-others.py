import streamlit as st

number = st.slider("Number", 0, 5)


class Guard:
    deep = 0

    def __init__(self, kept):
        self.kept = kept

    def __enter__(self):
        type(self).deep += 1

    def __exit__(self, *about):
        st.text(f"left {self.deep} {self.kept}")


class Hooked:
    seen = []

    def __getattr__(self, name):
        if name != "missing":
            raise AttributeError(name)
        self.seen.append(name)
        return self.seen


with Guard([number]):
    st.text("inside")
hooked = Hooked()
hooked.missing.append(number)
st.text(hooked.missing)
st.text(Hooked.seen)

# > set "Number" 1
# > set "Number" 2
