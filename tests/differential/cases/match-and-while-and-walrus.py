import streamlit as st

command = st.text_input("Command", "go 3")
match command.split():
    case ["go", steps] if (count := int(steps)) > 0:
        while count:
            st.write("step", count)
            count -= 1
        else:
            st.write("arrived")
    case ["stay"]:
        st.write("staying")
    case [first, *rest]:
        st.write("what is", first, rest)
    case _:
        st.write("nothing")
st.write("end")

# > set "Command" "go 1"
# > set "Command" "stay"
# > set "Command" "fly far away"
# > set "Command" ""
# > set "Command" "go 2"
