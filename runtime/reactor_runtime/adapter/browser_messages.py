"""What the browser sends, in our terms, and the requests that are answered without running a script."""

from __future__ import annotations

from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import caching
from streamlit.runtime.backend_operation_handler import BackendOperationDispatcher, DeferredFileHandler
from streamlit.runtime.dataframe_chunk_handler import DataframeChunkHandler
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.runtime.state.query_params import sanitize_query_string


def rerun_data(state: Any) -> RerunData:
    """The run that a ``rerun_script`` message asks for."""
    return RerunData(
        query_string=sanitize_query_string(state.query_string),
        widget_states=state.widget_states,
        page_script_hash=state.page_script_hash,
        page_name=state.page_name,
        fragment_id=state.fragment_id or None,
        is_auto_rerun=state.is_auto_rerun,
        is_history_navigation=state.is_history_navigation,
        context_info=state.context_info if state.HasField("context_info") else None,
    )


def make_operations(runtime: Any) -> BackendOperationDispatcher:
    """Handlers of the operations a browser may ask for: deferred downloads, pieces of lazy tables."""
    operations = BackendOperationDispatcher()
    operations.register("deferred_file", DeferredFileHandler(lambda: runtime.media_file_mgr))
    operations.register("dataframe_chunk", DataframeChunkHandler(lambda: runtime.dataframe_source_mgr))
    return operations


async def answer_operation(operations: BackendOperationDispatcher, message: BackMsg, session_id: str) -> ForwardMsg:
    """The answer to a ``backend_operation_request``."""
    answer = ForwardMsg()
    request = message.backend_operation_request
    if request.session_id != session_id:
        answer.backend_operation_response.request_id = request.request_id
        answer.backend_operation_response.error_msg = "The request names another session"
        return answer
    answer.backend_operation_response.CopyFrom(await operations.dispatch(request, session_id))
    return answer


def upload_urls(runtime: Any, message: BackMsg, session_id: str) -> ForwardMsg:
    """The answer to a ``file_urls_request``: where to upload files."""
    request = message.file_urls_request
    answer = ForwardMsg()
    answer.file_urls_response.response_id = request.request_id
    for info in runtime.uploaded_file_mgr.get_upload_urls(session_id, request.file_names):
        answer.file_urls_response.file_urls.append(
            FileURLs(file_id=info.file_id, upload_url=info.upload_url, delete_url=info.delete_url)
        )
    return answer


def clear_caches(session_state: Any) -> None:
    """The "clear cache" of the app menu."""
    caching.cache_data.clear()
    caching.cache_resource.clear()
    session_state.clear()


def forget_session(runtime: Any, session_id: str) -> None:
    """Drop what the process keeps for a session that is over."""
    runtime.uploaded_file_mgr.remove_session_files(session_id)
    runtime.media_file_mgr.clear_session_refs(session_id)
    runtime.media_file_mgr.remove_orphaned_files()
    runtime.dataframe_source_mgr.clear_all_for_session(session_id)
    clear_session_caches(session_id)


def clear_session_caches(session_id: str) -> None:
    """Drop the session-scoped cache entries of a session whose browser has gone."""
    caching.clear_session_data_cache(session_id)
    caching.clear_session_resource_cache(session_id)
