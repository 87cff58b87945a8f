import json
import logging

import streamlit as st

a = st.slider("a", 0, 9, 1)
b = st.slider("b", 0, 9, 1)

messages = []


class Collector(logging.Handler):
    def emit(self, record):
        messages.append(record.getMessage())


logger = logging.getLogger("collected")
logger.handlers.clear()
logger.propagate = False
logger.addHandler(Collector())
logger.warning("a %s", a)
st.text(messages)
logger.warning("b %s", b)
st.text(messages)

encoded = []


class Encoder(json.JSONEncoder):
    def default(self, value):
        encoded.append(a)
        return sorted(value)


st.text(json.dumps({"x": {1}}, cls=Encoder))
st.text(encoded)
st.text(json.dumps({b: {1}}, cls=Encoder))
st.text(encoded)

printed = []


class Lines:
    def write(self, text):
        printed.append(text)


lines = Lines()
print(a, file=lines)
st.text(printed)
print(b, file=lines)
st.text(printed)

# > set "a" 2
# > set "b" 2
# > set "a" 1
