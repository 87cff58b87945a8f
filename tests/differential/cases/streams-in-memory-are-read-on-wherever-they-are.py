import csv
import io
import zipfile

import streamlit as st

low = st.slider("Low", 0, 9, 1)
skip = st.checkbox("Skip a line")
upload = st.file_uploader("Lines")
keyed = st.file_uploader("Keyed", key="keyed")


def following(source):
    """The next line of anything that has lines."""
    return next(iter(source), None)


class Source:
    def __init__(self, stream):
        self.stream = stream

    def rest(self):
        return [line for line in self.stream]


lines = io.StringIO("a\nb\nc\nd\n")
if skip:
    following(lines)
st.write("one", following(lines))
st.write("low", low)
source = Source(lines)
st.write("two", lines.readline(), lines.tell())
st.write("rest", source.rest())
st.write("nothing", lines.read(), len(lines.getvalue()))

rows = io.StringIO("x,y\n1,2\n3,4\n")
reader = csv.reader(rows)
head = next(reader)
st.write(head, list(reader), rows.tell())

out = io.BytesIO()
with zipfile.ZipFile(out, "w") as archive:
    archive.writestr("low.txt", str(low))
st.write(len(out.getvalue()), zipfile.ZipFile(out).namelist())

log = io.StringIO()
print("low", low, file=log)
if skip:
    print("skip", file=log)
st.text(log.getvalue())

if upload is not None:
    if skip:
        following(upload)
    st.write("upload", upload.readline().decode(), upload.tell())
    st.write("upload rest", [line.decode() for line in upload], upload.size)
if keyed:
    st.write("keyed", keyed.readline().decode())
    st.write("keyed again", st.session_state.keyed.readline().decode(), keyed.tell())
wrapped = io.TextIOWrapper(io.BytesIO(b"p\nq\n"), "utf-8")
if skip:
    following(wrapped)
st.write("wrapped", wrapped.read())

# > set "Low" 3
# > ran 44 46
# > skipped 26 29 31 32 33
# > set "Skip a line" true
# > ran 26 28 29 31 32 33
# > set "Low" 4
# > skipped 26 28 29 31 32 33
# > upload "Lines" [["a.txt", "1\n2\n3\n"]]
# > ran 9 54 55 56
# > set "Low" 5
# > skipped 9 54 55 56
# > upload "keyed" [["b.txt", "4\n5\n6\n"]]
# > ran 58 59
# > set "Skip a line" false
# > ran 9 55 56
# > set "Low" 6
# > skipped 26 29 31 55 56
# > ran 58 59
# > upload "Lines" [["c.txt", "7\n8\n"]]
# > upload "Lines" []
# > set "Low" 7
