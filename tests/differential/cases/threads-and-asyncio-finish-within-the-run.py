import asyncio
import threading

import streamlit as st

n = st.slider("n", 1, 5)
found = []
worker = threading.Thread(target=lambda: found.append(n * n))
worker.start()
worker.join()


async def later(value):
    await asyncio.sleep(0)
    return value + 1


st.write(found, asyncio.run(later(n)))
st.checkbox("Unrelated")

# > set "n" 3
# > set "Unrelated" true
