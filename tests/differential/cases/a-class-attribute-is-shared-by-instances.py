import streamlit as st


class Shape:
    made = []
    unit = "cm"

    def __init__(self, name):
        self.name = name
        Shape.made.append(name)

    @property
    def label(self):
        return f"{self.name} in {self.unit}"


first = Shape("square")
if st.checkbox("Another"):
    second = Shape("circle")
    st.write(second.label)
Shape.unit = st.radio("Unit", ["cm", "m"])
st.write(first.label, Shape.made)

# > set "Another" true
# > set "Unit" "m"
# > set "Another" false
