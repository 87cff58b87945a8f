import streamlit as st

number = st.slider("Number", 0, 5)


class Base:
    seen = []
    deep = 0

    def enter(self):
        type(self).deep += 1
        return self.deep


class Derived(Base):
    pass


class Further(Derived):
    seen = []


one, two = Derived(), Further()
one.seen.append(1)
two.seen.append(number)
Derived.seen.append(number)
st.text(f"{one.enter()} {two.enter()}")
st.text(f"{Base.seen} {Derived.seen} {Further.seen}")
st.text(f"{Base.deep} {Derived.deep} {Further.deep}")

# > set "Number" 1
# > set "Number" 2
