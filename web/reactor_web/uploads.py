"""``/_stcore/upload_file/<session>/<file>``: what ``st.file_uploader`` and its kin send, and take back."""

from __future__ import annotations

from io import BytesIO
from typing import IO

from flask import Blueprint, Request, Response, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from reactor_runtime.adapter.http_config import option
from reactor_runtime.adapter.http_files import UploadedFileRec, uploads
from reactor_web.content import no_content
from reactor_web.host import Host
from reactor_web.security import allow_cross_origin_upload, refuse_without_xsrf_token

_MEGABYTE = 1024 * 1024

# What a multipart body may be longer than the file in it: boundaries, part headers, the name.
_FRAMING = _MEGABYTE

_UNKNOWN_SESSION = (
    "Invalid session_id: this server has no such session. Where several servers share the load, one browser's requests"
    " must all go to the same one."
)


class UploadRequest(Request):
    """Keeps a file in memory while it comes in: that is where it stays, and a limit has been set."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


def upload_routes(host: Host) -> Blueprint:
    """PUT a file, DELETE it; both want the cross-site token."""
    routes = Blueprint("uploads", __name__)
    manager = uploads(host.streamlit)
    path = "/_stcore/upload_file/<session_id>/<file_id>"

    @routes.put(path)
    def put(session_id: str, file_id: str) -> Response:
        refuse_without_xsrf_token()
        if not host.is_active_session(session_id):
            raise BadRequest(_UNKNOWN_SESSION)
        manager.add_file(session_id=session_id, file=_received_file(file_id))
        return allow_cross_origin_upload(no_content())

    @routes.delete(path)
    def delete(session_id: str, file_id: str) -> Response:
        refuse_without_xsrf_token()
        manager.remove_file(session_id=session_id, file_id=file_id)
        return allow_cross_origin_upload(no_content())

    @routes.route(path, methods=["OPTIONS"])
    def options(session_id: str, file_id: str) -> Response:
        return allow_cross_origin_upload(no_content())

    return routes


def _received_file(file_id: str) -> UploadedFileRec:
    """The one file in the request's body; its size is bounded before, while and after it is read.

    Before: as announced. While: an announcement may be missing or a lie. After: the file alone, without its framing.
    """
    limit = int(option("server.maxUploadSize")) * _MEGABYTE
    announced = request.environ.get("CONTENT_LENGTH") or ""
    if announced and not (announced.isascii() and announced.isdigit()):
        raise BadRequest("Invalid Content-Length header")
    if announced and int(announced) > limit:
        raise RequestEntityTooLarge("File too large")
    request.max_content_length = limit + _FRAMING
    try:
        files = list(request.files.values())
    except RequestEntityTooLarge as error:
        raise RequestEntityTooLarge("File too large") from error
    if len(files) != 1:
        raise BadRequest(f"Expected 1 file, but got {len(files)}")
    data = files[0].stream.read()
    if len(data) > limit:
        raise RequestEntityTooLarge("File too large")
    return UploadedFileRec(
        file_id=file_id,
        name=files[0].filename or "",
        type=files[0].content_type or "application/octet-stream",
        data=data,
    )
