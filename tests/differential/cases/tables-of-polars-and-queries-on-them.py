import io

import polars as pl
import streamlit as st

low = st.slider("Low", 0, 9, 1)
shop = st.selectbox("Shop", ["North", "South"])

table = pl.read_csv(io.BytesIO(b"shop,sold\nNorth,1\nSouth,5\nNorth,3\n"))
sums = table.group_by("shop").agg(pl.col("sold").sum()).sort("shop")
above = table.filter(pl.col("sold") > low)
query = table.lazy().filter(pl.col("shop") == shop).with_columns((pl.col("sold") * 2).alias("twice"))
found = query.collect()
names = table["shop"].str.to_uppercase().to_list()
level = table.select(pl.when(pl.col("sold") > 2).then(pl.lit("high")).otherwise(pl.lit("low")).alias("level"))
st.dataframe(sums)
st.write(above.height, found.to_dicts(), names, level.to_dicts())
st.text(above.write_csv())
wide = table.to_pandas().pivot_table(index="shop", values="sold", aggfunc="max")
st.write(wide)
longer = table.clone()
longer.insert_column(0, pl.Series("low", [low] * 3))
st.write(longer.columns, longer.row(0), table.columns)

# > set "Low" 3
# > ran 11 17 18 22 23
# > skipped 9 10 12 13 14 15 16 19 20
# > set "Shop" "South"
# > ran 12 13 17
# > skipped 9 10 11 14 15 16 18 19 20 22
