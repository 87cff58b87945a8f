"""What the client remembers of widgets: values it sends with every rerun, forms that wait, triggers sent once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reactor.verify.wire import WidgetState


class WidgetStates:
    """The client's widget state manager.

    A value set by a person inside a form waits in the form until it is submitted; everything else, such as the default
    that a widget announces when it appears, is known at once.
    """

    def __init__(self) -> None:
        self._known: dict[str, WidgetState] = {}
        self._forms: dict[str, dict[str, WidgetState]] = {}

    def get(self, widget: str, form: str) -> WidgetState | None:
        """What the widget shows: the waiting value of its form comes first."""
        return self._forms.get(form, {}).get(widget) or self._known.get(widget)

    def announce(self, state: WidgetState) -> None:
        """A value that does not come from a person."""
        self._known[state.id] = state

    def set(self, state: WidgetState, form: str) -> None:
        """A value from a person."""
        if form:
            self._forms.setdefault(form, {})[state.id] = state
        else:
            self._known[state.id] = state

    def forget(self, widget: str) -> None:
        """Drop a trigger after it has been sent."""
        self._known.pop(widget, None)

    def submit(self, form: str) -> None:
        """The waiting values of `form` become known."""
        self._known.update(self._forms.pop(form, {}))

    def keep_only(self, active: Collection[str]) -> None:
        """Forget widgets that are no longer on the page."""
        self._known = {widget: state for widget, state in self._known.items() if widget in active}
        for form, waiting in self._forms.items():
            self._forms[form] = {widget: state for widget, state in waiting.items() if widget in active}

    def known(self, only: Collection[str] | None = None) -> Iterable[WidgetState]:
        """What a rerun message carries, in the order in which the values were first known."""
        return [state for widget, state in self._known.items() if only is None or widget in only]
