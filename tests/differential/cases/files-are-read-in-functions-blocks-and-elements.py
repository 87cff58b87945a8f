import csv
import os
from pathlib import Path

import pandas as pd
import streamlit as st

FOLDER = os.path.dirname(os.path.abspath(__file__))
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="{0}"><rect width="9" height="{0}"/></svg>'


def put(size):
    Path("picture.svg").write_text(PICTURE.format(size))
    Path("style.css").write_text(f"p {{ margin: {size}px }}")
    Path("one.csv").write_text(f"a,b\n1,{size}\n")
    Path(FOLDER, "two.csv").write_text(f"a,b\n2,{size * 2}\n")


if not Path("one.csv").exists():
    put(3)


@st.cache_data
def cached(name):
    return pd.read_csv(name)


def loaded(name="one.csv", *, head=None):
    frame = pd.read_csv(name)
    return frame if head is None else frame.head(head)


def first_there(*names):
    for name in names:
        try:
            with open(name, newline="") as opened:
                return list(csv.reader(opened))
        except OSError:
            continue
    return []


class Settings:
    def __init__(self, path):
        self.path = path
        self.text = path.read_text()

    def rows(self):
        return self.path.read_text().splitlines()


with open("style.css") as style:
    st.markdown(f"<style>{style.read()}</style>", unsafe_allow_html=True)
choice = st.selectbox("File", ["one.csv", "two.csv"])
st.dataframe(loaded(os.path.join(FOLDER, choice)) if choice == "two.csv" else loaded(choice))
st.dataframe(loaded(head=1))
st.dataframe(cached("one.csv"))
st.write(first_there("missing.csv", "one.csv"))
settings = Settings(Path("one.csv"))
st.write(settings.text, settings.rows())
st.image("picture.svg")
st.button("Write", on_click=put, args=(5,))
st.button("Add", on_click=lambda: Path("missing.csv").write_text("x\n"))
st.button("Clear", on_click=cached.clear)

# > set "File" "two.csv"
# > click "Write"
# > set "File" "one.csv"
# > click "Add"
# > click "Clear"
# > click "Write"
