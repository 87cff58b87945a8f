import streamlit as st

number = st.slider("Number", 0, 5)


class Noted:
    def __init__(self):
        self.log = []

    def __get__(self, instance, owner=None):
        self.log.append("read")
        return len(self.log)

    def __set__(self, instance, value):
        self.log.append(value)


noted = Noted()


class Thing:
    value = noted


def look(thing):
    return thing.value


thing = Thing()
thing.value = number
st.text(thing.value)
st.text(look(thing))
st.text(noted.log)

# > set "Number" 1
# > set "Number" 2
