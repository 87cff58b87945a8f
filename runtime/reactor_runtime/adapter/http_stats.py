"""Streamlit's OpenMetrics figures and their two encodings."""

from __future__ import annotations

from streamlit.runtime.stats import CACHE_MEMORY_FAMILY, Stat, StatsManager
from streamlit.web.server.starlette.starlette_routes import _stats_to_proto as stats_to_proto
from streamlit.web.server.starlette.starlette_routes import _stats_to_text as stats_to_text

__all__ = ["CACHE_MEMORY_FAMILY", "Stat", "StatsManager", "stats_to_proto", "stats_to_text"]
