import streamlit as st

factor = 1


def scaled(value):
    return value * factor


st.write("early", scaled(2))
factor = st.slider("Factor", 1, 9, 2)
st.write("late", scaled(2))
makers = [lambda n=n: n * factor for n in range(3)]
st.write([make() for make in makers])
factor = 100
st.write("last", scaled(2), makers[2]())

# > set "Factor" 5
# > set "Factor" 2
# > rerun
