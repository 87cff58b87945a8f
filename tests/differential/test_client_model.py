"""The model of the browser client does with messages what the client does."""

from __future__ import annotations

import pytest

from reactor.verify import tree
from reactor.verify.browser import Browser
from reactor.verify.tree import BlockNode, ClientError, ElementNode
from reactor.verify.wire import Block, Element, ForwardMsg


def started(run: str, fragments: tuple[str, ...] = (), page: str = "page", main: str = "page") -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.run.script_run_id = run
    message.metadata.run.fragment_ids.extend(fragments)
    message.new_session.page_script_hash = page
    message.new_session.main_script_hash = main
    message.new_session.main_script_path = "app.py"
    return message


def finished(run: str, fragments: tuple[str, ...] = ()) -> ForwardMsg:
    done = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY if fragments else ForwardMsg.FINISHED_SUCCESSFULLY
    message = ForwardMsg(script_finished=done)
    message.metadata.run.script_run_id = run
    message.metadata.run.fragment_ids.extend(fragments)
    return message


def text(body: str, *path: int, fragment: str = "", script: str = "page", hash_: str = "") -> ForwardMsg:
    message = ForwardMsg(hash=hash_)
    message.delta.new_element.text.body = body
    message.delta.fragment_id = fragment
    message.metadata.delta_path.extend(path)
    message.metadata.active_script_hash = script
    return message


def block(kind: str, *path: int, fragment: str = "", id_: str = "") -> ForwardMsg:
    message = ForwardMsg()
    getattr(message.delta.add_block, kind).SetInParent()
    message.delta.add_block.id = id_
    message.delta.fragment_id = fragment
    message.metadata.delta_path.extend(path)
    message.metadata.active_script_hash = "page"
    return message


def browser(*messages: ForwardMsg) -> Browser:
    shown = Browser()
    for message in messages:
        shown.receive(message)
    return shown


def shape(node: tree.Node) -> object:
    if isinstance(node, BlockNode):
        return [shape(child) for child in node.children]
    if isinstance(node, ElementNode):
        return node.element.text.body or node.kind
    return {"transient": [element.kind for element in node.elements], "at": node.anchor and shape(node.anchor)}


def main_of(shown: Browser) -> object:
    return shape(shown.root.children[0])


def test_what_a_full_run_does_not_send_again_is_removed() -> None:
    shown = browser(started("1"), text("a", 0, 0), text("b", 0, 1), finished("1"))
    assert main_of(shown) == ["a", "b"]
    for message in (started("2"), text("a", 0, 0), finished("2")):
        shown.receive(message)
    assert main_of(shown) == ["a"]


def test_a_run_that_was_interrupted_removes_nothing() -> None:
    shown = browser(started("1"), text("a", 0, 0), text("b", 0, 1), finished("1"), started("2"), text("c", 0, 0))
    early = ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN)
    early.metadata.run.script_run_id = "2"
    shown.receive(early)
    assert main_of(shown) == ["c", "b"]


def test_a_fragment_run_removes_only_inside_blocks_of_the_fragment_that_were_sent_again() -> None:
    shown = browser(
        started("1"),
        text("outside", 0, 0),
        block("vertical", 0, 1, fragment="f"),
        text("one", 0, 1, 0, fragment="f"),
        text("two", 0, 1, 1, fragment="f"),
        text("below", 0, 2),
        finished("1"),
    )
    for message in (started("2", ("f",)), block("vertical", 0, 1, fragment="f"), text("new", 0, 1, 0, fragment="f")):
        shown.receive(message)
    assert main_of(shown) == ["outside", ["new", "two"], "below"]
    shown.receive(finished("2", ("f",)))
    assert main_of(shown) == ["outside", ["new"], "below"]


def test_a_fragment_run_that_names_no_node_removes_nothing() -> None:
    shown = browser(started("1"), text("a", 0, 0), text("b", 0, 1), finished("1"))
    for message in (started("2", ("none",)), text("c", 0, 1), finished("2", ("none",))):
        shown.receive(message)
    assert main_of(shown) == ["a", "c"]


def test_a_block_of_the_same_kind_keeps_its_children_and_another_kind_does_not() -> None:
    shown = browser(started("1"), block("vertical", 0, 0), text("in", 0, 0, 0), block("vertical", 0, 0))
    assert main_of(shown) == [["in"]]
    shown.receive(block("expandable", 0, 0))
    assert main_of(shown) == [[]]


def test_two_dialogs_do_not_share_children_unless_their_ids_do() -> None:
    shown = browser(started("1"), block("dialog", 0, 0, id_="x"), text("in", 0, 0, 0), block("dialog", 0, 0, id_="x"))
    assert main_of(shown) == [["in"]]
    shown.receive(block("dialog", 0, 0, id_="y"))
    assert main_of(shown) == [[]]


def test_a_path_that_skips_an_index_is_an_error() -> None:
    shown = browser(started("1"), text("a", 0, 0))
    with pytest.raises(ClientError, match="bad delta path"):
        shown.receive(text("c", 0, 2))
    with pytest.raises(ClientError, match="through an element"):
        shown.receive(text("c", 0, 0, 0))


def test_another_page_keeps_what_the_main_script_drew() -> None:
    shown = browser(
        started("1", page="one", main="main"),
        text("shared", 0, 0, script="main"),
        text("one", 0, 1, script="one"),
        finished("1"),
        started("2", page="two", main="main"),
    )
    assert main_of(shown) == ["shared"]
    shown.receive(started("3", page="two", main="main"))
    assert main_of(shown) == ["shared"]
    shown.receive(finished("3"))
    assert main_of(shown) == []


def test_a_transient_element_stands_beside_what_is_there_and_goes() -> None:
    spinner = ForwardMsg()
    spinner.delta.new_transient.elements.append(Element())
    spinner.delta.new_transient.elements[0].spinner.text = "wait"
    spinner.metadata.delta_path.extend([0, 0])
    shown = browser(started("1"), text("old", 0, 0), finished("1"), started("2"), spinner)
    assert main_of(shown) == [{"transient": ["spinner"], "at": "old"}]
    gone = ForwardMsg()
    gone.delta.new_transient.SetInParent()
    gone.metadata.delta_path.extend([0, 0])
    shown.receive(gone)
    shown.receive(text("new", 0, 0))
    shown.receive(finished("2"))
    assert main_of(shown) == ["new"]


def test_a_reference_is_resolved_from_what_was_cacheable() -> None:
    large = text("large", 0, 0, hash_="h")
    large.metadata.cacheable = True
    reference = ForwardMsg(ref_hash="h")
    reference.metadata.delta_path.extend([0, 1])
    shown = browser(started("1"), large, reference)
    assert main_of(shown) == ["large", "large"]
    with pytest.raises(ClientError, match="not in the browser's cache"):
        shown.receive(ForwardMsg(ref_hash="unknown"))


def test_an_element_of_the_same_hash_is_kept_and_its_assigned_value_is_adopted_once() -> None:
    def box(value: str) -> ForwardMsg:
        message = ForwardMsg(hash="h")
        message.delta.new_element.text_input.id = "$$ID-1-key"
        message.delta.new_element.text_input.set_value = True
        message.delta.new_element.text_input.value = value
        message.metadata.delta_path.extend([0, 0])
        return message

    def shown_value() -> str:
        state = shown.widgets.get("$$ID-1-key", "")
        return "" if state is None else state.string_value

    shown = browser(started("1"), box("assigned"), finished("1"))
    shown.settle()
    assert shown_value() == "assigned"
    node = shown.widget("key", 0)
    shown.widgets.get("$$ID-1-key", "").string_value = "typed"  # type: ignore[union-attr]
    shown.receive(started("2"))
    shown.receive(box("assigned"))
    shown.settle()
    assert shown.widget("key", 0) is not node
    assert shown_value() == "typed"


def test_an_empty_root_is_four_containers() -> None:
    assert [child.kind if isinstance(child, BlockNode) else "" for child in tree.new_root("").children] == [""] * 4
    assert isinstance(tree.new_root("").children[0], BlockNode)
    assert Block().WhichOneof("type") is None
