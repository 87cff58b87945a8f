import streamlit as st

user = st.sidebar.selectbox("User", ["guest", "admin"], key="user")


def home():
    st.title("Home")
    st.write("user", user)
    st.text_input("Kept", key="kept")


def admin():
    st.title("Admin")
    st.button("Only here")


pages = [st.Page(home, title="Home", default=True), st.Page("views/report.py", title="Report", icon=":material/list:")]
if user == "admin":
    pages.append(st.Page(admin, title="Admin"))
st.write("before the page")
page = st.navigation(pages)
page.run()
st.write("after", page.title)

# > set "kept" "x"
# > page "Report"
# > set "Rows" 3
# > set "user" "admin"
# > page "Admin"
# > click "Only here"
# > set "user" "guest"
# > page "Home"
# > back
