"""A Streamlit form made from a pydantic model, for pydantic 2.

`model_form` draws one widget per field, chosen by the field's annotation and constraints. It answers with a validated
instance when the form was submitted, and with None otherwise. Fields may be str, int, float, bool, date, an Enum, a
Literal, a list of a Literal, or another model; constraints and descriptions come from `pydantic.Field`.
"""

from __future__ import annotations

import datetime
import enum
from typing import Any, Literal, TypeVar, get_args, get_origin

import streamlit as st
from annotated_types import Ge, Gt, Le, Lt, MaxLen, MultipleOf
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

Model = TypeVar("Model", bound=BaseModel)


def model_form(
    key: str, model: type[Model], submit_label: str = "Submit", clear_on_submit: bool = False
) -> Model | None:
    """Draw the form; a validation error is shown under it."""
    with st.form(key, clear_on_submit=clear_on_submit):
        values = _fields(key, model)
        submitted = st.form_submit_button(submit_label, type="primary")
    if not submitted:
        return None
    try:
        return model.model_validate(values)
    except ValidationError as error:
        for problem in error.errors():
            where = ".".join(str(part) for part in problem["loc"])
            st.error(f"{where}: {problem['msg']}" if where else problem["msg"])
        return None


def _fields(key: str, model: type[BaseModel]) -> dict[str, Any]:
    return {name: _field(f"{key}-{name}", name, info) for name, info in model.model_fields.items()}


def _field(key: str, name: str, info: FieldInfo) -> Any:
    label = info.title or name.replace("_", " ").capitalize()
    kind = info.annotation
    default = info.get_default(call_default_factory=True)
    if default is PydanticUndefined:
        default = None
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        st.markdown(f"**{label}**")
        return _fields(key, kind)
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        members = list(kind)
        index = members.index(default) if default in members else 0
        return st.selectbox(label, members, index, format_func=lambda m: str(m.value), key=key, help=info.description)
    if get_origin(kind) is Literal:
        options = list(get_args(kind))
        index = options.index(default) if default in options else 0
        return st.selectbox(label, options, index, key=key, help=info.description)
    if get_origin(kind) is list and get_origin(get_args(kind)[0]) is Literal:
        return st.multiselect(label, get_args(get_args(kind)[0]), default or [], key=key, help=info.description)
    if kind is bool:
        return st.checkbox(label, bool(default), key=key, help=info.description)
    if kind in (int, float):
        return _number(label, kind, info, default, key)
    if kind is datetime.date:
        return st.date_input(label, default or "today", key=key, help=info.description)
    if kind is str:
        longest = next((rule.max_length for rule in info.metadata if isinstance(rule, MaxLen)), None)
        draw = st.text_area if longest and longest > 200 else st.text_input
        return draw(label, default or "", max_chars=longest, key=key, help=info.description)
    raise TypeError(f"model_form has no widget for the field {name!r} of type {kind!r}")


def _number(label: str, kind: type[int] | type[float], info: FieldInfo, default: float | None, key: str) -> float:
    """A slider where both ends are known, else a number input."""
    low = high = None
    step = kind(1) if kind is int else 0.1
    for rule in info.metadata:
        match rule:
            case Ge(ge=value):
                low = kind(value)
            case Gt(gt=value):
                low = kind(value) + step
            case Le(le=value):
                high = kind(value)
            case Lt(lt=value):
                high = kind(value) - step
            case MultipleOf(multiple_of=value):
                step = kind(value)
    start = kind(default) if default is not None else (low if low is not None else kind(0))
    if low is not None and high is not None:
        return st.slider(label, low, high, start, step, key=key, help=info.description)
    return st.number_input(label, low, high, start, step, key=key, help=info.description)
