"""A form from a pydantic model with streamlit-pydantic 0.6.0, which imports only with pydantic 1.

With a current pydantic the import raises PydanticImportError and the page shows that traceback, under `streamlit run`
as under Reactor. ../pydantic-form meets the same need with a current pydantic.
"""

import streamlit as st
import streamlit_pydantic
from pydantic import BaseModel, Field


class Observation(BaseModel):
    species: str = Field(..., description="What you saw")
    count: int = Field(1, ge=1, le=500)
    rare: bool = False


st.title("Observation")
observation = streamlit_pydantic.pydantic_form(key="observation", model=Observation)
if observation:
    st.json(observation.json())
