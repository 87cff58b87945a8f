"""Reloading, a second tab, and a connection that breaks."""

from __future__ import annotations

import re

from browser_person import TIMEOUT, Person
from browser_server import ServerPool
from conftest import EXAMPLES, Visit
from playwright.sync_api import BrowserContext, WebSocketRoute, expect


def test_a_reload_starts_a_new_session(visit: Visit) -> None:
    person = visit("faq-counter")
    person.click("Increment")
    person.sees_metric("Count", "1")
    person.page.reload()
    person.wait_until_idle()
    person.sees_metric("Count", "0")
    person.click("Increment")
    person.sees_metric("Count", "1")


def test_two_tabs_are_two_sessions(visit: Visit) -> None:
    first, second = visit("faq-counter"), visit("faq-counter")
    first.click("Increment")
    first.sees_metric("Count", "1")
    first.click("Increment")
    first.sees_metric("Count", "2")
    second.click("Decrement")
    second.sees_metric("Count", "-1")
    first.sees_metric("Count", "2")


def test_a_broken_connection_gets_its_session_back(context: BrowserContext, servers: ServerPool, kind: str) -> None:
    connections: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        connections.append(socket)

    page = context.new_page()
    page.route_web_socket(re.compile("_stcore/stream"), through)
    person = Person(page, servers.get(kind, EXAMPLES / "faq-counter" / "app.py").url)
    person.open()
    person.click("Increment")
    person.sees_metric("Count", "1")
    person.click("Increment")
    person.sees_metric("Count", "2")

    connections[0].close(code=4000, reason="the cable was pulled")
    app = page.get_by_test_id("stApp")
    expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED", timeout=TIMEOUT)
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=TIMEOUT)
    person.sees_metric("Count", "2")
    person.click("Increment")
    person.sees_metric("Count", "3")
    assert len(connections) == 2
