import streamlit as st

work = st.button("Work")
with st.status("Idle") as status:
    st.write("looking")
    if work:
        status.update(label="Worked", state="complete", expanded=False)
with st.spinner("Thinking"):
    total = sum(range(10))
bar = st.progress(0)
for done in (10, 50, 100 if work else 70):
    bar.progress(done)
st.write(total)

# > click "Work"
# > rerun
