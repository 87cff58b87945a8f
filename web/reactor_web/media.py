"""``/media/<file>``: what ``st.image``, ``st.audio``, ``st.video``, ``st.download_button`` put up for the browser."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound, RequestedRangeNotSatisfiable

from reactor_runtime.adapter.http_files import (
    MediaFileKind,
    MediaFileStorageError,
    MemoryFile,
    get_extension_for_mimetype,
    media_storage,
    parse_range_header,
)
from reactor_web.content import no_content, with_charset
from reactor_web.host import Host
from reactor_web.security import allow_cross_origin

# In a quoted file name a quote ends it, a backslash escapes, and no control character may stand in a header.
_UNQUOTABLE = re.compile(r'["\\\x00-\x1f\x7f]')


def media_routes(host: Host) -> Blueprint:
    """Files by id, whole or in ranges: players ask for ranges, and Safari plays nothing without them."""
    routes = Blueprint("media", __name__)
    storage = media_storage(host.streamlit)

    @routes.get("/media/<path:file_id>")
    def media(file_id: str) -> Response:
        try:
            file = storage.get_file(file_id)
        except MediaFileStorageError as error:
            raise NotFound("File not found") from error
        response = _ranged(file.content, request.headers.get("Range"))
        response.headers["Content-Type"] = with_charset(file.mimetype or "text/plain")
        response.headers["Accept-Ranges"] = "bytes"
        if file.kind == MediaFileKind.DOWNLOADABLE:
            response.headers["Content-Disposition"] = f"attachment; {_name_parameter(_download_name(file))}"
        return allow_cross_origin(response)

    @routes.route("/media/<path:file_id>", methods=["OPTIONS"])
    def media_options(file_id: str) -> Response:
        return allow_cross_origin(no_content())

    return routes


def _ranged(content: bytes, range_header: str | None) -> Response:
    if not range_header:
        return Response(content)
    try:
        first, last = parse_range_header(range_header, len(content))
    except ValueError as error:
        refusal = RequestedRangeNotSatisfiable(len(content), description="Invalid range")
        raise refusal from error
    response = Response(content[first : last + 1], 206)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return response


def _download_name(file: MemoryFile) -> str:
    return file.filename or f"streamlit_download{get_extension_for_mimetype(file.mimetype)}"


def _name_parameter(name: str) -> str:
    if name.isascii() and not _UNQUOTABLE.search(name):
        return f'filename="{name}"'
    # RFC 5987: percent-encoded, a slash too, at which some clients would cut the name.
    return f"filename*=utf-8''{quote(name, safe='')}"
