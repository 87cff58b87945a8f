"""A browser tab without a browser: takes the server's messages as the 1.67 client does, and answers with its own.

Left out, because no message to the server and no element depends on it: themes, metrics, the deploy and skills menus,
and the client's nodes kept alive for React's sake only.

What `bind="query-params"` writes into the address on the client's side is not modelled either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reactor.verify import tree, widget_kinds
from reactor.verify.events import EventError
from reactor.verify.tree import BlockNode, ClientError, ElementNode
from reactor.verify.widget_states import WidgetStates
from reactor.verify.wire import BackMsg, ForwardMsg, Logo, Navigation, NewSession, PageConfig, WidgetState

EFFECTS = frozenset({"toast", "balloons", "snow"})
WIDGET_BLOCKS = ("expandable", "popover", "tab_container", "dialog")


@dataclass(frozen=True, slots=True)
class Effect:
    """A one-shot effect that the browser played: what, and in which run."""

    kind: str
    body: str
    run: str


@dataclass(slots=True)
class _Cached:
    message: ForwardMsg
    age: int
    fragment: str


@dataclass(slots=True)
class Browser:
    """One tab. Feed it with `receive`, then `settle`; the other methods are what a person does, as messages to send."""

    path: str = ""
    query: str = ""
    root: BlockNode = field(default_factory=lambda: tree.new_root(""))
    widgets: WidgetStates = field(default_factory=WidgetStates)
    session: NewSession | None = None
    script_run: str = tree.NO_RUN
    page: str = ""
    main_script: str = ""
    timers: dict[str, float] = field(default_factory=dict)
    config: PageConfig = field(default_factory=PageConfig)
    logo: Logo | None = None
    navigation: Navigation | None = None
    running: bool = False
    effects: list[Effect] = field(default_factory=list)
    interrupted: set[str] = field(default_factory=set)
    dialogs: list[str] = field(default_factory=list)
    responses: list[ForwardMsg] = field(default_factory=list)
    uploads: list[str] = field(default_factory=list)
    location: tuple[str, str] = ("", "")
    history: list[tuple[str, str]] = field(default_factory=list)
    _logo_run: tuple[str, str] = ("", "")
    _cache: dict[str, _Cached] = field(default_factory=dict)
    # The last run of which the client heard the end.
    _finished: str = ""
    _runs: int = 0
    _received: int = 0
    _app: str = ""

    # ---- messages in -------------------------------------------------------------------------------------------

    def receive(self, message: ForwardMsg) -> None:
        """Apply one message from the server; raises `ClientError` where the browser would show a red box."""
        self._received += 1
        message = self._through_cache(message)
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._apply_delta(message)
        elif kind == "new_session":
            self._start_run(message)
        elif kind == "script_finished":
            self._finish_run(message)
        elif kind == "session_status_changed":
            self.running = message.session_status_changed.script_is_running
        elif kind == "session_event":
            self._take_event(message)
        elif kind == "page_config_changed":
            self._configure(message.page_config_changed)
        elif kind == "page_info_changed":
            self._visit(self.path, message.page_info_changed.query_string)
        elif kind == "page_not_found":
            self.page = self.main_script
            self.dialogs.append(f"page not found: {message.page_not_found.page_name}")
        elif kind == "navigation":
            self._navigate(message.navigation)
        elif kind == "logo":
            self.logo = message.logo
            self._logo_run = (message.metadata.active_script_hash, self.script_run)
        elif kind == "auto_rerun":
            self.timers[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "stop_auto_rerun":
            for fragment in message.stop_auto_rerun.fragment_ids:
                self.timers.pop(fragment, None)
        elif kind in ("file_urls_response", "backend_operation_response"):
            self.responses.append(message)
            self.uploads += [urls.file_id for urls in message.file_urls_response.file_urls]
        elif kind not in ("page_profile", "git_info_changed", "heartbeat_ack", "parent_message", "auth_redirect"):
            raise ClientError(f"no handler for a message of type {kind!r}")

    def settle(self) -> None:
        """What the widgets do once the messages are drawn: adopt assigned values, announce themselves."""
        for node in tree.walk(self.root):
            if isinstance(node, ElementNode):
                self._mount(node)

    def _mount(self, node: ElementNode) -> None:
        widget = widget_kinds.id_of(node.element)
        if not widget:
            return
        form = widget_kinds.form_of(node.element)
        if not node.consumed:
            node.consumed = True
            assigned = widget_kinds.server_value(node.element)
            if assigned is not None:
                self.widgets.announce(assigned)
        if self.widgets.get(widget, form) is None:
            default = widget_kinds.default_state(node.element)
            if default is not None:
                self.widgets.announce(default)

    def _through_cache(self, message: ForwardMsg) -> ForwardMsg:
        if message.WhichOneof("type") == "ref_hash":
            cached = self._cache.get(message.ref_hash)
            if cached is None:
                raise ClientError(f"the message {message.ref_hash} is not in the browser's cache")
            cached.age = self._runs
            resolved = ForwardMsg()
            resolved.CopyFrom(cached.message)
            resolved.metadata.CopyFrom(message.metadata)
            return resolved
        if message.metadata.cacheable and message.hash:
            known = self._cache.setdefault(message.hash, _Cached(message, self._runs, message.delta.fragment_id))
            known.age = self._runs
        return message

    def _start_run(self, message: ForwardMsg) -> None:
        new, run = message.new_session, message.metadata.run
        if not run.script_run_id:
            raise ClientError("a new_session message without a run")
        self.session = new
        if self._finished != self.script_run:
            # Of a run that a newer event cut short the client hears no end.
            self.interrupted.add(self.script_run)
        fragments = list(run.fragment_ids)
        same_page = self._app == new.main_script_path and self.page == new.page_script_hash
        if not fragments:
            self.timers.clear()
            self.main_script = new.main_script_hash
            self.page = new.page_script_hash
        self.script_run = run.script_run_id
        if same_page:
            tree.clear_transient(self.root, fragments)
            return
        self._app = new.main_script_path
        self.root = tree.keep_script(self.root, new.main_script_hash)
        if self._logo_run[0] != new.main_script_hash:
            self.logo = None
        self._forget_inactive()

    def _finish_run(self, message: ForwardMsg) -> None:
        status, run = message.script_finished, message.metadata.run
        self._finished = self.script_run
        if status == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.interrupted.add(run.script_run_id)
            return
        fragments = list(run.fragment_ids)
        if not run.script_run_id:
            return
        if status != ForwardMsg.FINISHED_WITH_COMPILE_ERROR and (fragments or self.script_run == run.script_run_id):
            tree.clear_stale(self.root, run.script_run_id, fragments)
            if not fragments and self._logo_run[1] != run.script_run_id:
                self.logo = None
        if status != ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self._forget_inactive()
        self._runs += 1
        oldest = self.session.config.max_cached_message_age if self.session else 0
        for hash_, cached in list(self._cache.items()):
            concerned = not fragments or cached.fragment in fragments
            if concerned and self._runs - cached.age > oldest:
                del self._cache[hash_]

    def _apply_delta(self, message: ForwardMsg) -> None:
        delta, metadata = message.delta, message.metadata
        path, script, fragment = list(metadata.delta_path), metadata.active_script_hash, delta.fragment_id
        kind = delta.WhichOneof("type")
        if kind == "new_element":
            element = delta.new_element
            node, kept = tree.apply_element(self.root, path, element, self.script_run, script, fragment, message.hash)
            if node.kind in EFFECTS and not kept:
                body = element.toast.icon + element.toast.body if node.kind == "toast" else ""
                self.effects.append(Effect(node.kind, body, self.script_run))
        elif kind == "add_block":
            tree.apply_block(self.root, path, delta.add_block, self.script_run, script, fragment)
        elif kind == "new_transient":
            shown = list(delta.new_transient.elements)
            tree.apply_transient(self.root, path, shown, self.script_run, script, fragment, self._received)
        else:
            raise ClientError("a delta without a type")

    def _forget_inactive(self) -> None:
        active = {node.block.id for node in tree.walk(self.root) if isinstance(node, BlockNode)}
        for node in tree.walk(self.root):
            active.add(widget_kinds.id_of(node.element) if isinstance(node, ElementNode) else block_widget(node))
        self.widgets.keep_only(active)

    def _take_event(self, message: ForwardMsg) -> None:
        event = message.session_event
        if event.WhichOneof("type") == "script_compilation_exception":
            self.dialogs.append(f"compile error: {event.script_compilation_exception.message}")

    def _configure(self, config: PageConfig) -> None:
        """Later calls of set_page_config overrule field by field."""
        if config.title:
            self.config.title = config.title
        if config.favicon:
            self.config.favicon = config.favicon
        if config.layout != PageConfig.LAYOUT_UNSET:
            self.config.layout = config.layout
        if config.initial_sidebar_state != PageConfig.SIDEBAR_UNSET:
            self.config.initial_sidebar_state = config.initial_sidebar_state
        if config.HasField("initial_sidebar_width") and config.initial_sidebar_width.HasField("pixel_width"):
            self.config.initial_sidebar_width.CopyFrom(config.initial_sidebar_width)
        if config.HasField("menu_items"):
            self.config.menu_items.MergeFrom(config.menu_items)

    def _navigate(self, navigation: Navigation) -> None:
        pages = {page.page_script_hash: page for page in navigation.app_pages}
        if navigation.page_script_hash not in pages:
            raise ClientError(f"the page {navigation.page_script_hash} is not in the navigation")
        self.navigation = navigation
        self.page = navigation.page_script_hash
        chosen = pages[self.page]
        self._visit("" if chosen.is_default else chosen.url_pathname, self.query)

    def _visit(self, path: str, query: str) -> None:
        self.path, self.query = path, query
        if (path, query) != self.location:
            self.history.append(self.location)
            self.location = (path, query)

    # ---- what a person does ------------------------------------------------------------------------------------

    def elements(self, kinds: Sequence[str] = ()) -> list[ElementNode]:
        """Elements on the page in document order, of the kinds given; those in a dismissed dialog are not there."""
        found: list[ElementNode] = []

        def visit(node: tree.Node | None) -> None:
            if isinstance(node, ElementNode) and (not kinds or node.kind in kinds):
                found.append(node)
            elif isinstance(node, tree.TransientNode):
                visit(node.anchor)
            elif isinstance(node, BlockNode) and not hidden(node):
                for child in node.children:
                    visit(child)

        visit(self.root)
        return found

    def blocks(self, kinds: Sequence[str]) -> list[BlockNode]:
        """Blocks on the page in document order, of the kinds given."""
        return [node for node in tree.walk(self.root) if isinstance(node, BlockNode) and node.kind in kinds]

    def widget(self, target: str, nth: int, kinds: Sequence[str] = ()) -> ElementNode:
        """The nth widget with this key, or failing that with this label or placeholder."""
        found = self.called(target, kinds)
        if nth >= len(found):
            raise EventError(f"no widget {target!r} (number {nth}) on the page; there are {self.names()}")
        return found[nth]

    def called(self, target: str, kinds: Sequence[str] = ()) -> list[ElementNode]:
        """All widgets with this key, or failing that with this label or placeholder."""
        widgets = [node for node in self.elements(kinds) if widget_kinds.id_of(node.element)]
        by_key = [node for node in widgets if widget_kinds.key_of(node.element) == target]
        return by_key or [node for node in widgets if target in names_of(node)]

    def names(self) -> list[str]:
        """Labels of all widgets, for messages."""
        return [name for node in self.elements() if widget_kinds.id_of(node.element) for name in names_of(node)[:1]]

    def rerun(self, fragment: str = "", *, timer: bool = False) -> BackMsg:
        """A rerun with all that is known of the widgets."""
        message = self._rerun_message(self.page, self.query)
        message.rerun_script.widget_states.widgets.extend(self.widgets.known())
        message.rerun_script.fragment_id = fragment
        message.rerun_script.is_auto_rerun = timer
        return message

    def open_page(self, page: str, query: str = "", *, back: bool = False) -> BackMsg:
        """Another page, chosen by its hash; only widgets of the main script keep their values."""
        self.timers.clear()
        shared = {
            widget_kinds.id_of(node.element)
            for node in tree.walk(self.root)
            if isinstance(node, ElementNode) and node.script == self.main_script
        }
        if not back:
            self.query = query
        message = self._rerun_message(page, self.query)
        message.rerun_script.widget_states.widgets.extend(self.widgets.known(shared))
        message.rerun_script.is_history_navigation = back
        return message

    def _rerun_message(self, page: str, query: str) -> BackMsg:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = query
        state.page_script_hash = page
        state.page_name = "" if page else self.path
        state.widget_states.SetInParent()
        state.cached_message_hashes.extend(self._cache)
        context = state.context_info
        context.timezone, context.timezone_offset, context.locale = "UTC", 0, "en-US"
        context.url, context.is_embedded, context.color_scheme = "http://localhost:8501/", False, "light"
        return message

    def change(self, node: ElementNode, state: WidgetState) -> BackMsg | None:
        """A person gave the widget a value; no message while it waits in a form or does not want one."""
        form = widget_kinds.form_of(node.element)
        self.widgets.set(state, form)
        if form or getattr(widget_kinds.proto_of(node.element), "ignore_rerun", False):
            return None
        return self.rerun(node.fragment)

    def fire(self, state: WidgetState, fragment: str) -> BackMsg:
        """A trigger: known for one message."""
        self.widgets.announce(state)
        message = self.rerun(fragment)
        self.widgets.forget(state.id)
        return message

    def submit(self, form: str, button: ElementNode) -> BackMsg:
        """Submit a form by one of its buttons."""
        self.widgets.announce(WidgetState(id=widget_kinds.id_of(button.element), trigger_value=True))
        self.widgets.submit(form)
        message = self.rerun(button.fragment)
        self.widgets.forget(widget_kinds.id_of(button.element))
        if any(
            block.block.form.form_id == form and block.block.form.clear_on_submit for block in self.blocks(["form"])
        ):
            for node in self.elements():
                default = (
                    widget_kinds.default_state(node.element) if widget_kinds.form_of(node.element) == form else None
                )
                if default is not None:
                    self.widgets.set(default, form)
        return message

    def go_back(self) -> BackMsg:
        """The browser's back button; `EventError` at the beginning of the history."""
        if not self.history:
            raise EventError("there is no page to go back to")
        self.location = self.path, self.query = self.history.pop()
        pages = self.navigation.app_pages if self.navigation else ()
        page = next((page for page in pages if page.url_pathname == self.path), None)
        page = page or next((page for page in pages if page.is_default), None)
        return self.open_page(page.page_script_hash if page else self.page, back=True)

    def reloaded(self) -> Browser:
        """A fresh tab at the same address."""
        return Browser(path=self.path, query=self.query, location=self.location)


def hidden(node: BlockNode) -> bool:
    """A dialog that is not open: its content is not on the screen."""
    return node.kind == "dialog" and (node.dismissed or not node.block.dialog.is_open)


def block_widget(node: BlockNode) -> str:
    """The widget id of an expander, popover, set of tabs or dialog that reports to the script."""
    return str(getattr(getattr(node.block, node.kind), "id", "")) if node.kind in WIDGET_BLOCKS else ""


def names_of(node: ElementNode) -> list[str]:
    """What a person may call the widget: its label, its placeholder."""
    proto = widget_kinds.proto_of(node.element)
    names = [str(getattr(proto, name, "")) for name in ("label", "placeholder", "component_name")]
    return [name for name in names if name] or [node.kind]
