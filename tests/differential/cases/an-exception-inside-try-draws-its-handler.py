import streamlit as st

text = st.text_input("Number", "1")
try:
    st.write("trying", text)
    value = int(text)
    st.write("value", value)
except ValueError as error:
    st.error(f"not a number: {error}")
    value = None
else:
    st.success("fine")
finally:
    st.write("finally")
st.write("so it is", value)

# > set "Number" "x"
# > set "Number" "2"
# > set "Number" "y"
# > set "Number" "z"
