"""A conversation with a bot that streams its answers."""

from __future__ import annotations

from browser_person import TIMEOUT, Person
from conftest import Visit
from playwright.sync_api import expect


def say(person: Person, text: str) -> None:
    box = person.page.get_by_test_id("stChatInput").locator("textarea")
    box.fill(text)
    box.press("Enter")


def test_questions_and_answers_stay_in_order(visit: Visit) -> None:
    person = visit("chat")
    messages = person.page.get_by_test_id("stChatMessage")
    say(person, "Anything on space?")
    expect(messages).to_have_count(2, timeout=TIMEOUT)
    expect(messages.nth(1)).to_contain_text("A Field Guide to Small Moons.", timeout=TIMEOUT)
    person.sees_metric("Messages", "2")
    say(person, "And history?")
    expect(messages.nth(3)).to_contain_text("The Clockmaker's War.", timeout=TIMEOUT)
    person.sees_metric("Messages", "4")
    expect(messages).to_have_count(4)
    expect(messages.nth(0)).to_contain_text("Anything on space?")
    expect(messages.nth(2)).to_contain_text("And history?")
    expect(person.page.get_by_test_id("stChatInput").locator("textarea")).to_have_value("")


def test_an_answer_grows_word_by_word(visit: Visit) -> None:
    person = visit("chat")
    say(person, "space, cooking and history please")
    answer = person.page.get_by_test_id("stChatMessage").nth(1)
    expect(answer).to_contain_text("About", timeout=TIMEOUT)
    assert "The Clockmaker's War" not in answer.inner_text()
    expect(answer).to_contain_text("The Clockmaker's War.", timeout=TIMEOUT)


def test_the_tone_of_the_next_answer_and_a_cleared_conversation(visit: Visit) -> None:
    person = visit("chat")
    person.select("Tone", "formal")
    say(person, "hello")
    person.sees("Dear reader, i know about space")
    person.sees_metric("Messages", "2")
    person.click("Clear conversation")
    expect(person.page.get_by_test_id("stChatMessage")).to_have_count(0, timeout=TIMEOUT)
    person.sees_metric("Messages", "0")
