"""Is the server there, how may it be embedded, how much does it use: health, host-config and metrics."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, jsonify, request

from reactor_runtime.adapter.http_config import option
from reactor_runtime.adapter.http_stats import (
    CACHE_MEMORY_FAMILY,
    Stat,
    StatsManager,
    stats_to_proto,
    stats_to_text,
)
from reactor_web.content import no_content, with_charset
from reactor_web.host import Host
from reactor_web.probe import script_problem
from reactor_web.security import allow_cross_origin, set_xsrf_cookie

_CACHE_MEMORY_SECONDS = 5.0


def health_routes(host: Host) -> Blueprint:
    """Readiness, the client's settings, metrics; the script's own check where it is enabled."""
    routes = Blueprint("health", __name__)
    memory = CacheMemory(host.streamlit.stats_mgr)

    @routes.get("/_stcore/health")
    def health() -> Response:
        return set_xsrf_cookie(_uncached(_text("ok")))

    @routes.route("/_stcore/health", methods=["OPTIONS"])
    def health_options() -> Response:
        return _uncached(no_content())

    if option("server.scriptHealthCheckEnabled"):

        @routes.get("/_stcore/script-health-check")
        def script_health() -> Response:
            problem = script_problem(host)
            return set_xsrf_cookie(_uncached(_text(problem or "ok", 503 if problem else 200)))

        @routes.route("/_stcore/script-health-check", methods=["OPTIONS"])
        def script_health_options() -> Response:
            return _uncached(no_content())

    @routes.get("/_stcore/host-config")
    def host_config() -> Response:
        origins = list(option("client.allowedOrigins"))
        if option("global.developmentMode") and "http://localhost" not in origins:
            origins.append("http://localhost")
        response = jsonify(
            allowedOrigins=origins,
            useExternalAuthToken=False,
            enableCustomParentMessages=False,
            enforceDownloadInNewTab=False,
            metricsUrl="",
            blockErrorDialogs=False,
            resourceCrossOriginMode=None,
        )
        response.headers["Cache-Control"] = "no-cache"
        return allow_cross_origin(response)

    @routes.get("/_stcore/metrics")
    def metrics() -> Response:
        stats = _stats(host.streamlit.stats_mgr, memory, request.args.getlist("families"))
        if "application/x-protobuf" in request.headers.get("Accept", ""):
            answer = Response(stats_to_proto(stats).SerializeToString(), content_type="application/x-protobuf")
        else:
            answer = Response(stats_to_text(stats), content_type="application/openmetrics-text")
        return allow_cross_origin(answer)

    @routes.route("/_stcore/metrics", methods=["OPTIONS"])
    def metrics_options() -> Response:
        response = no_content()
        response.headers["Access-Control-Allow-Methods"] = "GET, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept"
        return allow_cross_origin(response)

    return routes


class CacheMemory:
    """The sizes of all caches and sessions, which are costly to add up: at most once in five seconds.

    Whoever asks while they are being added up waits for that sum.
    """

    def __init__(self, stats: StatsManager) -> None:
        self._stats = stats
        self._lock = threading.Lock()
        self._known: Mapping[str, Sequence[Stat]] = {}
        self._until = 0.0

    def get(self) -> Mapping[str, Sequence[Stat]]:
        with self._lock:
            if time.monotonic() >= self._until:
                self._known = self._stats.get_stats(family_names=[CACHE_MEMORY_FAMILY])
                self._until = time.monotonic() + _CACHE_MEMORY_SECONDS
            return self._known


def _stats(manager: StatsManager, memory: CacheMemory, asked: list[str]) -> dict[str, Sequence[Stat]]:
    """The families asked for, or all, in the order they were registered in."""
    registered = manager.registered_families()
    wanted = [family for family in registered if not asked or family in asked]
    cheap = [family for family in wanted if family != CACHE_MEMORY_FAMILY]
    found: dict[str, Sequence[Stat]] = dict(manager.get_stats(family_names=cheap)) if cheap else {}
    if CACHE_MEMORY_FAMILY in wanted:
        found.update(memory.get())
    return {family: found[family] for family in wanted if family in found}


def _text(body: str, status: int = 200) -> Response:
    return Response(body, status, content_type=with_charset("text/plain"))


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return allow_cross_origin(response)
