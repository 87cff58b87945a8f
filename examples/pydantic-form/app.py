"""A form generated from a pydantic model, with validation by the model itself."""

import datetime
import enum
from typing import Literal

import pandas as pd
import streamlit as st
from model_form import model_form
from pydantic import BaseModel, Field, field_validator, model_validator


class Habitat(enum.Enum):
    FOREST = "forest"
    WATER = "water"
    CITY = "city"


class Place(BaseModel):
    name: str = Field("", max_length=40)
    altitude: int = Field(200, ge=0, le=3000, multiple_of=50)


class Observation(BaseModel):
    species: str = Field(description="What you saw", max_length=60)
    count: int = Field(1, ge=1, description="How many")
    certainty: float = Field(0.8, ge=0, le=1)
    habitat: Habitat = Habitat.FOREST
    method: Literal["seen", "heard", "photographed"] = "seen"
    signs: list[Literal["nest", "feather", "tracks"]] = []
    day: datetime.date = datetime.date(2024, 5, 1)
    rare: bool = False
    place: Place

    @field_validator("species")
    @classmethod
    def has_a_name(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("a species is needed")
        return value.strip().capitalize()

    @model_validator(mode="after")
    def rare_is_certain(self) -> "Observation":
        if self.rare and self.certainty < 0.5:
            raise ValueError("a rare species needs a certainty of at least 0.5")
        return self


st.title("Observations")

if "observations" not in st.session_state:
    st.session_state.observations = []

observation = model_form("observation", Observation, submit_label="Record")
if observation is not None:
    st.session_state.observations.append(observation.model_dump(mode="json"))
    st.success(f"{observation.species} recorded.")
    st.json(observation.model_dump_json(), expanded=False)

if st.session_state.observations:
    st.dataframe(pd.json_normalize(st.session_state.observations), hide_index=True)
else:
    st.caption("Nothing recorded yet.")
