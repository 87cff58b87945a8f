import streamlit as st

CELSIUS = "c"


def to_fahrenheit():
    st.session_state.f = st.session_state.c * 9 / 5 + 32


def to_celsius():
    st.session_state.c = (st.session_state.f - 32) * 5 / 9


st.number_input("Celsius", value=0.0, key="c", on_change=to_fahrenheit)
st.number_input("Fahrenheit", value=32.0, key="f", on_change=to_celsius)
st.write(round(st.session_state.c, 3), round(st.session_state.f, 3))

# > set "c" 100
# > set "f" 0
# > set "c" -40
