import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)
handlers = {}
log = []


def handles(name):
    def decorate(function):
        handlers[name] = function
        return function

    return decorate


@handles("plus")
def plus(x):
    log.append(x)


@handles("minus")
def minus(x):
    log.append(-x)


handlers["plus"](a)
st.text(log)
handlers["minus" if b > 1 else "plus"](b)
st.text(log)

fired = []


def note(x):
    fired.append(x)


class Trigger:
    def __init__(self, function):
        self.function = function

    def fire(self, x):
        self.function(x)


trigger = Trigger(note)
trigger.fire(a)
st.text(fired)
trigger.function(b)
st.text(fired)

total = 0


def add(x):
    global total
    total += x


steps = [add]


def take_all_steps(x):
    for step in steps:
        step(x)


take_all_steps(a)
st.text(total)
take_all_steps(b)
st.text(total)

sorted_by = []


def in_order(values, key):
    return sorted(values, key=key)


def position(value):
    sorted_by.append(value)
    return -value


keys = {"position": position}
st.text(in_order([a, 3], position))
st.text(sorted_by)
st.text(in_order([b, 1], keys["position"]))
st.text(sorted_by)

# > set "a" 2
# > set "b" 2
# > set "a" 1
# > rerun
