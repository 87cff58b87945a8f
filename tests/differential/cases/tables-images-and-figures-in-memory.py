import io
import json

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import streamlit as st
from PIL import Image

low = st.slider("Low", 0, 9, 1)
side = st.slider("Side", 1, 9, 4)
again = st.checkbox("Again")
upload = st.file_uploader("Table", type="csv")

sales = pd.read_csv(io.StringIO("shop,sold\nNorth,3\nSouth,5\n"))
if upload is not None:
    sales = pd.read_csv(upload)
rates = pd.read_json(io.BytesIO(b'[{"shop": "North", "rate": 2}]'))
text = io.StringIO("a,b\n1,2\n")
first = pd.read_csv(text)
if again:
    text.seek(0)
rest = text.read()
st.write(sales[sales["sold"] > low], rates, first, rest)

book = io.BytesIO()
with pd.ExcelWriter(book, engine="openpyxl") as writer:
    sales.to_excel(writer, sheet_name="Sales", index=False)
    rates.to_excel(writer, sheet_name="Rates", index=False)
st.dataframe(pd.read_excel(io.BytesIO(book.getvalue()), sheet_name="Rates"))

lines = io.StringIO()
sales.to_csv(lines, index=False)
json.dump({"low": low}, lines)
st.text(lines.getvalue())
numbers = io.BytesIO()
np.savetxt(numbers, np.arange(3.0))
st.text(numbers.getvalue().decode())

figure, axes = plt.subplots(figsize=(2, 2))
axes.plot([1, side])
drawn = io.BytesIO()
figure.savefig(drawn, format="png", dpi=20)
axes.set_title("drawn after it was written")
st.image(drawn.getvalue())

picture = Image.open(io.BytesIO(drawn.getvalue()))
small = picture.resize((side, side))
png = io.BytesIO()
small.convert("L").save(png, format="PNG")
st.image(png.getvalue())
st.write(picture.size, small.size)

# > set "Low" 4
# > ran 24 34
# > skipped 13 15 18 19 20 37 43 48 50
# > set "Side" 2
# > ran 43 45 47 48 50
# > skipped 15 18 20 34 37
# > set "Again" true
# > ran 20 22 23 24
# > skipped 15 34 43
# > upload "Table" [["t.csv", "shop,sold\nWest,7\n"]]
# > ran 13 17 24 27 33
# > skipped 15 18 20 37 43
# > set "Side" 5
# > ran 43 48
# > skipped 13 17 33
# > set "Again" false
# > upload "Table" []
# > ran 13 24 27
# > skipped 15 18 20 43
