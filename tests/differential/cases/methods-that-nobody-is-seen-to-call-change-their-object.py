import copy

import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)
digits = st.slider("digits", 0, 3, 1)
log = []


class Counted:
    def __init__(self):
        self.n = 0

    def count(self):
        self.n += 1
        return self.n


class Sized(Counted):
    def __len__(self):
        return self.count()


class Shown(Counted):
    def __str__(self):
        return str(self.count())


class True_(Counted):
    def __bool__(self):
        return self.count() % 2 == 0


class Hashed(Counted):
    def __hash__(self):
        log.append(self.count())
        return 1

    def __eq__(self, other):
        return True


class Sum(Counted):
    def __neg__(self):
        return self.count()

    def __radd__(self, other):
        return other + self.count()

    def __index__(self):
        return self.count()


class Lazy(Counted):
    def __getattr__(self, name):
        return self.__dict__.setdefault(name, self.count())

    @property
    def next(self):
        return self.count()


class Numbered(dict):
    def __missing__(self, key):
        self[key] = len(self)
        return self[key]


class Price:
    def __init__(self, euros):
        self.euros = euros

    def __format__(self, spec):
        return f"{self.euros:.{digits}f}"


sized, shown, true, hashed, total = Sized(), Shown(), True_(), Hashed(), Sum()
lazy, copied, numbered, price = Lazy(), Sized(), Numbered(), Price(1.2345)

st.text(len(sized) + a)
st.text(len(sized) + b)
st.text(f"{shown} {a}")
st.text("%s %s" % (shown, b))
if true:
    st.text("at first")
st.text(a if not true else b)
st.text(len({hashed, a}))
st.text({hashed: b}[hashed])
st.text(log)
st.text(-total + a)
st.text(sum([total], b))
st.text(list(range(99))[total])
st.text(getattr(lazy, "next") + a)
st.text(getattr(lazy, "later") + b)
st.text(lazy.n)
other = copy.deepcopy(copied)
st.text(len(other) + a)
st.text(len(other) + b)
st.text(numbered[f"k{a}"])
st.text(numbered[f"k{b}"])
st.text(dict(numbered))
st.text(f"{price}")

# > set "a" 2
# > set "b" 3
# > set "digits" 2
# > set "b" 2
# > set "a" 1
# > rerun
