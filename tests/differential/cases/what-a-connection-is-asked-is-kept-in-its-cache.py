import pandas as pd
import sqlalchemy
import streamlit as st

low = st.slider("Low", 0, 9, 1)
conn = st.connection("shop", type="sql", url="sqlite:///shop.db")
writer = st.connection("writer", type="sql", url="sqlite:///shop.db")
with writer.session as session:
    session.execute(sqlalchemy.text("create table if not exists sold (n integer)"))
    session.execute(sqlalchemy.text("insert into sold values (1)"))
    session.commit()
cached = conn.query("select count(*) as rows from sold", show_spinner=False)
by_low = conn.query("select count(*) as rows from sold where n > :low", params={"low": low}, show_spinner=False)
fresh = conn.query("select count(*) as rows from sold", ttl=0, show_spinner=False)
st.write(cached, by_low, fresh)
now = pd.read_sql("select count(*) as rows from sold", writer.engine)
st.write(now["rows"].sum())

engine = sqlalchemy.create_engine("sqlite://")
now.to_sql("counts", engine, index=False)
with engine.connect() as connection:
    rows = connection.execute(sqlalchemy.text("select rows from counts")).scalar()
st.write(rows)
query = sqlalchemy.select(sqlalchemy.column("rows")).where(sqlalchemy.column("rows") > low)
st.text(str(query))


def forget():
    st.connection("shop", type="sql", url="sqlite:///shop.db").reset()


st.button("Reset", on_click=forget)

# > set "Low" 3
# > ran 9 10 13 14 16 17 20 22 24
# > skipped 6 12
# > rerun
# > ran 9 10 14 16 20 22
# > skipped 6 12 13 24 25
# > click "Reset"
# > ran 12 13 14
# > rerun
# > ran 9 10 14 16 20 22
# > skipped 6 12 13
