"""One session's scripts, run as Streamlit's ``ScriptRunner`` runs them, with the walk in place of the plain script.

The order of steps is that of ``ScriptRunner._run_script`` and ``SessionState`` of streamlit 1.67: references of the
last run are put aside, the page is decided, the context is reset, callbacks run, then the queued fragments or the
script, then widget state is compacted. What differs: the script's namespace lives on, a walk answers its guards, and
delta messages go to the frame.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.errors import FragmentStorageKeyError
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.exec_code import exec_func_with_error_handling
from streamlit.runtime.scriptrunner.script_runner import _clean_problem_modules, _mpa_v1
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext, add_script_run_ctx
from streamlit.runtime.state import SCRIPT_RUN_WITHOUT_ERRORS_KEY, SessionState

from reactor_runtime.adapter import caches, media, pages, tracebacks
from reactor_runtime.adapter.drawing import Roots, Tape, has_state
from reactor_runtime.adapter.frame import Frame
from reactor_runtime.adapter.registers import ObservedFragments, observe_registers
from reactor_runtime.adapter.scripts import Library, Namespace, check_source
from reactor_runtime.adapter.shadow_run import Checked, ShadowRun
from reactor_runtime.adapter.state import ObservedState, twin
from reactor_runtime.engine import audit
from reactor_runtime.engine.checks import CallChecks
from reactor_runtime.engine.guards import activate
from reactor_runtime.engine.moved import compare
from reactor_runtime.engine.ranges import Doubt, RangePlan
from reactor_runtime.engine.recall import Limits, Recall
from reactor_runtime.engine.walk import Walk
from reactor_runtime.program import Program

_LOGGER = logging.getLogger(__name__)


class Ending(Enum):
    """How a run ended, as the browser is told."""

    SUCCESS = ForwardMsg.FINISHED_SUCCESSFULLY
    FRAGMENT = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    RERUN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    COMPILE_ERROR = ForwardMsg.FINISHED_WITH_COMPILE_ERROR


@dataclass(frozen=True, slots=True)
class Started:
    """A run starts on a page, of the whole script or of these fragments."""

    page_script_hash: str
    fragments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A run is over. ``rerun``: what is to run next, if the script asked for it. ``error``: of a compile error."""

    ending: Ending
    fragments: tuple[str, ...]
    rerun: RerunData | None = None
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sessions of an app have in common."""

    main_script_path: str
    program: Program
    library: Library
    plan: RangePlan
    calls: CallChecks
    streamlit: Any
    # A file of the app that could not be compiled when it was changed last; its error is shown instead of a run.
    broken: str | None = None
    # What a session may hold of earlier executions; None for nothing.
    recall: Limits | None = None
    # Regions, by module and id, that were found to be skipped wrongly.
    wrong: set[tuple[int, int]] = field(default_factory=set)


class Runner:
    """Runs one session's scripts, always on the thread that calls ``run``.

    ``send`` takes messages that are not deltas; ``touch`` is called when the frame has grown by an execution.
    """

    def __init__(
        self,
        shared: Shared,
        session_id: str,
        user_info: dict[str, Any],
        send: Callable[[ForwardMsg], None],
        touch: Callable[[], None],
        started: Callable[[Started], None],
    ) -> None:
        self._shared = shared
        self._session_id = session_id
        self._send = send
        self._touch = touch
        self._started = started
        self.user_info = user_info
        self.frame = Frame()
        self.session_state = SessionState()
        self.pages = PagesManager(shared.main_script_path, shared.library)
        self._tape = Tape(self.frame)
        self._tape.session_id = session_id
        self.fragments = ObservedFragments(self._tape)
        self._roots = Roots(self._tape)
        self._state = ObservedState(self.session_state, self._yield, self._tape)
        recall = Recall(shared.recall) if shared.recall is not None else None
        self.walk = Walk(shared.plan, shared.calls, self._roots.container, self._yield, has_state, shared.wrong, recall)
        self._tape.walk = self.walk
        if shared.plan.observed:
            audit.install()
        self._namespaces: dict[str, Namespace] = {}
        self._context: ScriptRunContext | None = None
        self._requests = ScriptRequests()
        self._executing = False
        # Whether the run that starts next is to be checked by a shadow, and the state from its start if it was.
        self.to_check: Callable[[], bool] = lambda: False
        self._before: SessionState | None = None
        self._shadowing = False
        self._thread = 0
        self._loop = asyncio.new_event_loop()

    # -- a chain of runs ----------------------------------------------------------------------------------------

    def begin_chain(self, batch: list[RerunData]) -> None:
        """Queue what the next ``run_chain`` starts with, as one run; requests of other threads go to the same queue."""
        requests = ScriptRequests()
        for data in batch:
            requests.request_rerun(data)
        self._requests = requests

    def run_chain(self, ended: Callable[[Ended], None]) -> None:
        """Run what is queued and whatever it asks for, until nothing is asked for any more."""
        self._prepare_thread()
        request = self._requests.on_scriptrunner_ready()
        while request.type == ScriptRequestType.RERUN:
            data: RerunData | None = request.rerun_data
            while data is not None:
                end = self._run(data)
                ended(end)
                data = end.rerun
            request = self._requests.on_scriptrunner_ready()

    def request_stop(self) -> None:
        """End the chain at the next point where the script may be interrupted. Any thread."""
        self._requests.request_stop()

    def request_rerun(self, data: RerunData) -> bool:
        """Add to the chain under way; False if it is over. Any thread."""
        return self._requests.request_rerun(data)

    @property
    def program(self) -> Program:
        return self._shared.program

    @property
    def wrong(self) -> set[tuple[int, int]]:
        """Regions of the program that were found to be skipped wrongly, in any session."""
        return self._shared.wrong

    def same_again(self) -> RerunData:
        """A run like the last one; widgets that send nothing keep their values."""
        context = self._context
        if context is None:
            return RerunData()
        return RerunData(
            query_string=context.query_string,
            widget_states=WidgetStates(),
            page_script_hash=context.page_script_hash,
            context_info=context.context_info,
        )

    def adopt(self, shared: Shared) -> None:
        """Go on with an edited app; not while a script runs."""
        if shared.plan.observed:
            audit.install()
        if shared.program is not self._shared.program:
            moved = compare(self._shared.program, shared.program)
            self.walk.adopt(shared.plan, shared.calls, moved, shared.program, shared.wrong)
            self.pages._script_cache = shared.library
            for path, namespace in list(self._namespaces.items()):
                module = shared.library.module(path)
                if module is None:
                    del self._namespaces[path]
                else:
                    namespace.adopt(module, shared.library.code(module))
        self._shared = shared

    def close(self) -> None:
        """The session is over."""
        if not self._loop.is_running():
            self._loop.close()

    @property
    def query_string(self) -> str:
        return self._context.query_string if self._context is not None else ""

    @property
    def page_name(self) -> str:
        """The name of the page that ran last; empty where Streamlit gives it none."""
        known = self.pages.get_pages().get(self._context.page_script_hash if self._context is not None else "")
        return str(known["page_name"]).replace("_", " ") if known else ""

    # -- one run ------------------------------------------------------------------------------------------------

    def _prepare_thread(self) -> None:
        if self._context is None or self._thread != threading.get_ident():
            self._thread = threading.get_ident()
            self._context = ScriptRunContext(
                session_id=self._session_id,
                _enqueue=self._enqueue,
                query_string="",
                session_state=self._state,
                uploaded_file_mgr=self._shared.streamlit.uploaded_file_mgr,
                main_script_path=self._shared.main_script_path,
                user_info=self.user_info,
                fragment_storage=self.fragments,
                pages_manager=self.pages,
                on_script_error=tracebacks.trim,
            )
            observe_registers(self._context, self._tape)
            add_script_run_ctx(threading.current_thread(), self._context)
        self._context.script_requests = self._requests
        caches.observe(self._tape)
        media.observe(self._tape)
        pages.serve_pages(self._run_page)

    def _run(self, data: RerunData) -> Ended:
        context = self._context
        assert context is not None
        asyncio.set_event_loop(self._loop)
        runtime = self._shared.streamlit
        full = not data.fragment_id_queue
        if full:
            runtime.media_file_mgr.begin_run(self._session_id)
            runtime.dataframe_source_mgr.clear_session_refs()
        else:
            runtime.dataframe_source_mgr.clear_session_refs(fragment_ids=data.fragment_id_queue)
        page_script_hash = self._choose_page(data, context)
        queue = self.fragments.order_fragment_ids(data.fragment_id_queue) if data.fragment_id_queue else None
        context.reset(
            query_string=data.query_string,
            page_script_hash=page_script_hash,
            fragment_ids_this_run=queue,
            context_info=data.context_info,
            is_history_navigation=data.is_history_navigation,
            yield_check=self._yield,
        )
        context_dg_stack.set(get_default_dg_stack_value())
        self._state.begin_run()
        fragments = tuple(queue or ())
        self._before = None
        self._started(Started(page_script_hash, fragments))
        self.frame.begin(self.frame.run + 1, empty=full)
        self._tape.forget()
        self._roots.install(context.cursors)
        try:
            if self._shared.broken is not None:
                check_source(self._shared.broken)
            namespace = None if full and self._uses_pages_folder() else self._namespace(self._shared.main_script_path)
        except Exception as error:
            _LOGGER.exception("Script compilation error")
            self._state[SCRIPT_RUN_WITHOUT_ERRORS_KEY] = False
            return Ended(Ending.COMPILE_ERROR, fragments, error=error)
        sys.modules["__main__"] = (namespace or self._namespace(self._shared.main_script_path)).module
        _, without_errors, rerun, stopped_early, _ = exec_func_with_error_handling(
            lambda: self._body(data, queue, namespace, context), context
        )
        self._state[SCRIPT_RUN_WITHOUT_ERRORS_KEY] = without_errors
        ran = Ending.SUCCESS if full else Ending.FRAGMENT
        ending = ran if rerun is None else Ending.RERUN
        if ending is not Ending.SUCCESS or not self.walk.completed or not self.walk.has_skipped:
            self._before = None
        if not stopped_early:
            self._state.on_script_finished(
                context.shared.widget_ids_this_run.snapshot(),
                remove_stale_widgets=context.has_script_started and ending is not Ending.RERUN,
            )
        if context.has_script_started:
            runtime.media_file_mgr.end_run(self._session_id)
            runtime.dataframe_source_mgr.remove_orphaned_sources()
        if not full and ending is not Ending.RERUN:
            self.frame.finish_fragments(frozenset(fragments))
        try:
            _clean_problem_modules()
        except Exception as error:
            _LOGGER.warning("%s", error)
        return Ended(ending, fragments, rerun)

    def _choose_page(self, data: RerunData, context: ScriptRunContext) -> str:
        self.pages.set_script_intent(data.page_script_hash, data.page_name)
        active = self.pages.get_initial_active_script(data.page_script_hash)
        page_script_hash: str = (active or self.pages.get_main_page())["page_script_hash"]
        if context.page_script_hash != page_script_hash:
            widgets = frozenset(state.id for state in data.widget_states.widgets) if data.widget_states else frozenset()
            with self._state.query_params() as params:
                params.populate_from_query_string(data.query_string, {self.pages.main_script_hash, page_script_hash})
                params.set_initial_query_params_from_current()
            self._state.on_script_finished(widgets)
        return page_script_hash

    def _body(
        self, data: RerunData, queue: list[str] | None, namespace: Namespace | None, context: ScriptRunContext
    ) -> None:
        with self._script_folder_on_path():
            self._executing = True
            try:
                self._callbacks(data)
                context.on_script_start()
                if queue:
                    self._run_fragments(queue, data, context)
                else:
                    self._run_script(namespace, context)
                self._state.maybe_check_serializable()
                self._yield()
            finally:
                self._executing = False

    @contextmanager
    def _script_folder_on_path(self) -> Iterator[None]:
        folder = os.path.dirname(os.path.abspath(self._shared.main_script_path))
        added = folder not in sys.path
        if added:
            sys.path.insert(0, folder)
        try:
            yield
        finally:
            if added:
                with suppress(ValueError):
                    sys.path.remove(folder)

    def _callbacks(self, data: RerunData) -> None:
        if (
            data.widget_states is not None
            or data.replay_trigger_states is not None
            or data.replay_trigger_values is not None
        ):
            self._state.on_script_will_rerun(
                data.widget_states,
                replay_trigger_states=data.replay_trigger_states,
                replay_trigger_values=data.replay_trigger_values,
                is_history_navigation=data.is_history_navigation,
            )
            self._yield()

    def _run_script(self, namespace: Namespace | None, context: ScriptRunContext) -> None:
        self.fragments.clear_outside_wrappers()
        coordinator = context.parallel_coordinator
        assert coordinator is not None
        self._before = twin(self._state.own) if self.to_check() else None
        try:
            self._walk(namespace)
            coordinator.join()
        except BaseException:
            coordinator.drain()
            raise
        self.fragments.clear(new_fragment_ids=context.shared.new_fragment_ids.snapshot())

    def _walk(self, namespace: Namespace | None) -> None:
        """Run the script under a walk; a walk in doubt is done again with nothing skipped."""
        for everything in (False, True):
            self.walk.begin(everything)
            completed = False
            activate(self.walk)
            try:
                self._execute(namespace)
                self.walk.finish()
                completed = True
                return
            except Doubt as doubt:
                _LOGGER.error("The walk is done again in full: %s", doubt)
                self._start_over()
            finally:
                activate(None)
                self.walk.end(completed)

    def _execute(self, namespace: Namespace | None) -> None:
        if namespace is None:
            _mpa_v1(self._shared.main_script_path)
        else:
            namespace.execute(self._shared.main_script_path)

    # -- checking a run -----------------------------------------------------------------------------------------

    @property
    def may_check(self) -> bool:
        """Whether the last run is to be checked, and can be."""
        return self._before is not None and not self.fragments.draw_outside

    def check(self) -> Checked:
        """Check the last run, after its end, on the thread it ran on; ``request_stop`` ends it early."""
        before, context = self._before, self._context
        assert before is not None
        assert context is not None
        self._before = None
        self._requests = context.script_requests = ScriptRequests()
        main, namespaces = sys.modules["__main__"], self._namespaces
        # Names of their own: the script's threads and callbacks go on using the walk's.
        self._namespaces = {}
        namespace = None if self._uses_pages_folder() else self._namespace(self._shared.main_script_path)
        sys.modules["__main__"] = (namespace or self._namespace(self._shared.main_script_path)).module
        run = ShadowRun(self.walk, self._tape, self._roots, self._state, context, lambda: self._execute(namespace))
        self._executing = self._shadowing = True
        try:
            with self._script_folder_on_path():
                return run.run(self.session_state, before)
        finally:
            self._executing = self._shadowing = False
            sys.modules["__main__"] = main
            self._namespaces = namespaces

    def _start_over(self) -> None:
        context = self._context
        assert context is not None
        context.shared.reset()
        context_dg_stack.set(get_default_dg_stack_value())
        self.frame.begin(self.frame.run, empty=True)
        self._tape.forget()
        self._roots.install(context.cursors)

    def _run_page(self, path: str) -> None:
        self._namespace(path).execute(path)

    def _namespace(self, path: str) -> Namespace:
        found = self._namespaces.get(path)
        if found is None:
            module = self._shared.library.module(path)
            assert module is not None, f"{path} is not part of the program"
            found = self._namespaces[path] = Namespace(module, self._shared.library.code(module))
        return found

    def _uses_pages_folder(self) -> bool:
        return bool(PagesManager.uses_pages_directory)

    def _run_fragments(self, queue: list[str], data: RerunData, context: ScriptRunContext) -> None:
        """Run fragments, ancestors before descendants; an ancestor runs its descendants itself."""
        done: set[str] = set()
        for fragment_id in queue:
            if self.fragments.has_ancestor_in(fragment_id, done):
                continue
            before = self.fragments.registration_sequence()
            try:
                fragment = self.fragments.lookup(fragment_id)
            except FragmentStorageKeyError:
                if not data.is_auto_rerun:
                    _LOGGER.warning("The fragment %s does not exist any more.", fragment_id)
                continue
            done.add(fragment_id)
            try:
                fragment()
            except (RerunException, StopException):
                raise
            except Exception:
                # Shown inside the fragment already; the other fragments still run.
                _LOGGER.debug("A fragment raised", exc_info=True)
            finally:
                gone = self.fragments.clear_stale_descendants(fragment_id, self.fragments.ids_registered_after(before))
                if gone:
                    message = ForwardMsg()
                    message.stop_auto_rerun.fragment_ids.extend(gone)
                    context.enqueue(message)

    # -- what the script meets ----------------------------------------------------------------------------------

    def _enqueue(self, message: ForwardMsg) -> None:
        """Takes every message that the script makes."""
        self._yield()
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.WhichOneof("type") in ("new_element", "add_block"):
            self._tape.message(message)
            if not self._in_shadow():
                self._touch()
            return
        if kind != "delta":
            recording = self._tape.recording()
            if recording is not None:
                recording.never_reuse(f"sends {kind}")
        if not self._in_shadow():
            self._send(message)

    def _in_shadow(self) -> bool:
        """Whether what happens on this thread is for nobody to see."""
        return self._shadowing and threading.get_ident() == self._thread

    def _yield(self) -> None:
        """A point where the script may be interrupted: by a newer event, by a stop, by its own rerun."""
        context = self._context
        assert context is not None
        coordinator = context.parallel_coordinator
        if threading.get_ident() != self._thread:
            if coordinator is not None and coordinator.should_stop():
                raise StopException
            return
        if not self._executing:
            return
        if coordinator is not None and coordinator.worker_exception is not None:
            raise coordinator.worker_exception
        request = self._requests.on_scriptrunner_yield()
        if request is None:
            return
        if request.type == ScriptRequestType.RERUN:
            raise RerunException(request.rerun_data)
        raise StopException
