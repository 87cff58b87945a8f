import streamlit as st

number = st.slider("Number", 0, 5)


class Meta(type):
    made = []
    defined = []

    def __new__(mcs, name, bases, namespace):
        mcs.defined.append(name)
        return super().__new__(mcs, name, bases, namespace)

    def __call__(cls, *args):
        cls.made.append(len(args))
        return super().__call__(*args)


class Thing(metaclass=Meta):
    def __init__(self, value):
        self.value = value


class Base:
    derived = []

    def __init_subclass__(cls, **options):
        Base.derived.append(cls.__name__)


class First(Base):
    pass


if number > 0:

    class Second(Base):
        pass


if number > 1:

    class Other(Thing):
        pass


thing = Thing(number)
st.text(f"{thing.value} {Meta.made} {Thing.made} {Meta.defined}")
st.text(Base.derived)

# > set "Number" 1
# > set "Number" 2
# > set "Number" 3
# > set "Number" 0
