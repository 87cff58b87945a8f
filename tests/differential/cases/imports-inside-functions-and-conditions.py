import streamlit as st

how = st.radio("How", ["json", "csv"])
if how == "json":
    import json as writer

    text = writer.dumps({"a": 1})
else:
    import csv as writer
    import io

    out = io.StringIO()
    writer.writer(out).writerow(["a", 1])
    text = out.getvalue()


def size():
    from collections import Counter

    return Counter(text).most_common(1)


st.code(text)
st.write(size(), writer.__name__)

# > set "How" "csv"
# > set "How" "json"
