"""Plays events to one target and records a moment after each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reactor.verify import events as ev
from reactor.verify import widget_kinds
from reactor.verify.app import App, fresh_copy
from reactor.verify.browser import Browser, block_widget, hidden
from reactor.verify.events import Event, EventError
from reactor.verify.plain import Plain
from reactor.verify.targets import Observed, Runner, Target, Zygote
from reactor.verify.tree import BlockNode, ClientError, ElementNode
from reactor.verify.view import view
from reactor.verify.wire import BackMsg, FileUploaderState, ForwardMsg, WidgetState

LOAD = "load"
Choose = Callable[[Browser], Event | None]
Watch = Callable[[int, str], None]
"""Told of every event by number, the load is 0, before it is played."""


@dataclass(frozen=True, slots=True)
class Moment:
    """All that is compared after an event. `error` stands for a page that broke, with nothing else to compare."""

    event: Event | None
    seen: Plain
    observed: Observed
    error: str = ""

    @property
    def title(self) -> str:
        return LOAD if self.event is None else ev.to_text(self.event)

    @property
    def compared(self) -> Plain:
        return {
            **self.seen,
            "state": self.observed.state,
            "callbacks": list(self.observed.callbacks),
            "outside": self.observed.outside,
            "error": self.error,
        }


@dataclass(slots=True)
class Tab:
    """A browser tab at a target."""

    target: Target
    timeout: float = 30
    browser: Browser = field(default_factory=Browser)
    session: str = ""

    def load(self) -> Moment:
        """Open the page."""
        self.session = self.target.connect()
        return self._moment(None, self.browser.rerun())

    def play(self, event: Event) -> Moment:
        """Do one event; `EventError` if the page does not offer it."""
        self.browser.effects.clear()
        self.browser.interrupted.clear()
        self.browser.dialogs.clear()
        if isinstance(event, ev.Interrupt):
            return self._interrupted(event)
        return self._moment(event, self._message(event))

    def _interrupted(self, event: ev.Interrupt) -> Moment:
        first = self._message(ev.from_json(event.first))
        second = self._message(ev.from_json(event.second))
        if first is None or second is None:
            raise EventError("an event that does not reach the script cannot be interrupted, nor interrupt")
        if second.rerun_script.fragment_id:
            # A fragment's event waits for the end of the run. Streamlit's queue then drops messages of that run if the
            # browser has not been sent them yet, so what is seen is a matter of luck: it comes a little later.
            self._exchange(first)
            return self._moment(event, second)
        self.target.arm(self.session, event.at, second)
        self._exchange(first)
        return self._moment(event, second if self.target.disarm(event.at) else None)

    def _moment(self, event: Event | None, message: BackMsg | None) -> Moment:
        error = ""
        try:
            if message is not None:
                self._exchange(message)
            self.browser.settle()
        except ClientError as problem:
            error = str(problem)
        observed = self.target.observe(self.session)
        return Moment(event, {} if error else view(self.browser, self.target.media), observed, error)

    def _exchange(self, message: BackMsg) -> None:
        for answer in self.target.send(self.session, message, self.timeout):
            self.browser.receive(answer)

    def _message(self, event: Event) -> BackMsg | None:
        browser = self.browser
        match event:
            case ev.Set():
                return self._set(event)
            case ev.Click():
                return self._click(event)
            case ev.Chat():
                node = enabled(browser.widget(event.target, event.nth, widget_kinds.CHATTED))
                state = WidgetState(id=widget_kinds.id_of(node.element))
                state.chat_input_value.data = event.text
                return browser.fire(state, node.fragment)
            case ev.Upload():
                return self._upload(event)
            case ev.Dismiss():
                return self._dismiss()
            case ev.GoTo():
                return browser.open_page(self._page(event.title))
            case ev.FollowLink():
                return self._follow(event)
            case ev.Back():
                return browser.go_back()
            case ev.Timer():
                timers = list(browser.timers)
                if event.nth >= len(timers):
                    raise EventError(f"there are {len(timers)} timers")
                return browser.rerun(timers[event.nth], timer=True)
            case ev.Rerun():
                return browser.rerun()
            case ev.ClearCache():
                self._exchange(BackMsg(clear_cache=True))
                return None
            case ev.Edit():
                self._edit(event)
                return browser.rerun()
            case ev.Reload():
                self.target.disconnect(self.session)
                self.browser = browser.reloaded()
                self.session = self.target.connect()
                return self.browser.rerun()
            case ev.Reconnect():
                self.target.disconnect(self.session)
                self.session = self.target.connect(self.session)
                return browser.rerun() if browser.timers else None
        raise EventError(f"no way to play {event!r}")

    def _edit(self, event: ev.Edit) -> None:
        problem = self.target.edit(event.file, event.old, event.new)
        if problem:
            raise EventError(problem)

    def _set(self, event: ev.Set) -> BackMsg | None:
        browser = self.browser
        for block in browser.blocks(["expandable", "popover", "tab_container"]):
            if block_widget(block) and event.target in block_names(block):
                state = WidgetState(id=block_widget(block))
                if block.kind == "tab_container":
                    state.string_value = str(event.value)
                else:
                    state.bool_value = bool(event.value)
                browser.widgets.announce(state)
                return browser.rerun(block.fragment)
        node = enabled(browser.widget(event.target, event.nth))
        return browser.change(node, widget_kinds.encode(node.element, event.value))

    def _click(self, event: ev.Click) -> BackMsg | None:
        node = enabled(self.browser.widget(event.target, event.nth, widget_kinds.CLICKED))
        proto = widget_kinds.proto_of(node.element)
        form = widget_kinds.form_of(node.element)
        if node.kind == "button" and getattr(proto, "is_form_submitter", False):
            return self.browser.submit(form, node)
        state = WidgetState(id=widget_kinds.id_of(node.element), trigger_value=True)
        if node.kind == "menu_button":
            state = WidgetState(id=state.id)
            state.string_trigger_value.data = event.option or ""
        deferred = str(getattr(proto, "deferred_file_id", ""))
        if deferred:
            self._download(deferred)
        return None if getattr(proto, "ignore_rerun", False) else self.browser.fire(state, node.fragment)

    def _download(self, file_id: str) -> None:
        """A deferred download: the browser asks for the file's address when the button is pressed."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = "deferred", self.session
        request.deferred_file.file_id = file_id
        self._exchange(message)
        answer = self.browser.responses.pop().backend_operation_response
        if answer.error_msg:
            self.browser.dialogs.append(f"download failed: {answer.error_msg}")
        else:
            served = self.target.media([answer.deferred_file.url.rpartition("/")[2]])
            self.browser.dialogs.append(f"downloaded: {list(served.values())}")

    def _upload(self, event: ev.Upload) -> BackMsg | None:
        node = enabled(self.browser.widget(event.target, event.nth, widget_kinds.UPLOADED))
        request = BackMsg()
        request.file_urls_request.request_id, request.file_urls_request.session_id = "upload", self.session
        request.file_urls_request.file_names.extend(name for name, _ in event.files)
        chosen = FileUploaderState()
        if event.files:
            self._exchange(request)
            for (name, text), urls in zip(event.files, self._urls(), strict=True):
                data = str(text).encode()
                self.target.upload(self.session, urls.file_id, name, "text/plain", data)
                info = chosen.uploaded_file_info.add(name=name, size=len(data), file_id=urls.file_id)
                info.file_urls.CopyFrom(urls)
        return self.browser.change(
            node, WidgetState(id=widget_kinds.id_of(node.element), file_uploader_state_value=chosen)
        )

    def _urls(self) -> list[Any]:
        answer: ForwardMsg = self.browser.responses.pop()
        return list(answer.file_urls_response.file_urls)

    def _dismiss(self) -> BackMsg | None:
        opened = [block for block in self.browser.blocks(["dialog"]) if not hidden(block)]
        if not opened or not opened[-1].block.dialog.dismissible:
            raise EventError("no dialog that can be dismissed is open")
        dialog = opened[-1]
        dialog.dismissed = True
        widget = block_widget(dialog)
        return self.browser.fire(WidgetState(id=widget, trigger_value=True), dialog.fragment) if widget else None

    def _page(self, title: str) -> str:
        pages = self.browser.navigation.app_pages if self.browser.navigation else ()
        for page in pages:
            if title in (page.page_name, page.url_pathname):
                return str(page.page_script_hash)
        raise EventError(f"no page {title!r}; there are {[page.page_name for page in pages]}")

    def _follow(self, event: ev.FollowLink) -> BackMsg:
        links = [
            node.element.page_link
            for node in self.browser.elements(["page_link"])
            if node.element.page_link.label == event.label and not node.element.page_link.external
        ]
        if event.nth >= len(links):
            raise EventError(f"no page link {event.label!r}")
        return self.browser.open_page(links[event.nth].page_script_hash, links[event.nth].query_string)


def enabled(node: ElementNode) -> ElementNode:
    """The node itself; `EventError` for a disabled widget."""
    if getattr(widget_kinds.proto_of(node.element), "disabled", False):
        raise EventError(f"the widget {widget_kinds.id_of(node.element)} is disabled")
    return node


def block_names(block: BlockNode) -> list[str]:
    """What a person may call an expander, popover or set of tabs: its label, its key, its tabs' labels."""
    key = "".join(block_widget(block).split("-", 2)[2:])
    labels = [child.block.tab.label for child in block.children if isinstance(child, BlockNode)]
    return [str(getattr(getattr(block.block, block.kind), "label", "")), key, *labels]


def record(
    zygote: Zygote,
    runner: Runner,
    app: App,
    place: Path,
    events: Iterable[Event] | Choose,
    *,
    timeout: float = 30,
    watch: Watch = lambda _number, _title: None,
) -> list[Moment]:
    """Copy the app to ``place``, load it and play the events to one runner.

    A `Choose` picks each event from the page it sees. An event that the page does not offer ends the recording with a
    moment that says so.
    """
    copy = fresh_copy(app, place)
    moments: list[Moment] = []
    with zygote.start(runner, copy, place / runner.value) as target:
        tab = Tab(target, timeout)
        watch(0, LOAD)
        moments.append(tab.load())
        for event in _chosen(tab, events):
            watch(len(moments), ev.to_text(event))
            try:
                moments.append(tab.play(event))
            except EventError as problem:
                moments.append(Moment(event, {}, Observed({}, ()), f"cannot play: {problem}"))
            if moments[-1].error:
                break
    return moments


def _chosen(tab: Tab, events: Iterable[Event] | Choose) -> Iterator[Event]:
    if not callable(events):
        yield from events
        return
    while (event := events(tab.browser)) is not None:
        yield event
