"""What runs in every walk, and why; and what does not."""

from __future__ import annotations

import pytest

from tests.compiler.compiled import compiled


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("x = __import__('time').time()", "dynamic-code"),
        ("print(1)", "console"),
        ("x = open('a')", "file-read"),
        ("import os; x = os.listdir('a')", "file-read"),
        ("x = somewhere.made(1)", "unknown-call"),
        ("st.stop()", "control-flow"),
        ("st.rerun()", "control-flow"),
        ("st.set_page_config(page_title='a')", "run-message"),
        ("st.logo('a.png')", "run-message"),
        ("x = st.query_params['a']", "query-params"),
        ("exec('x = 1')", "dynamic-code"),
    ],
)
def test_a_volatile_statement(statement: str, code: str) -> None:
    app = compiled(f"import somewhere\n{statement}\n")
    assert code in app.reasons(2)


@pytest.mark.parametrize(
    "statement",
    [
        "x = max([1, 2])",
        "x = [n * 2 for n in range(3)]",
        "x = {'a': 1}.get('a')",
        "st.session_state.x = 1",
        "x = st.session_state.get('x', 0)",
        "x = 'a' in st.session_state",
        "st.toast('done')",
        "x = st.columns(2)",
        "x = 'a,b'.split(',')",
        "x = sorted('ba', key=lambda c: c)",
        "x = st.selectbox('a', [1, 2], format_func=lambda v: str(v))",
    ],
)
def test_a_statement_that_may_be_skipped(statement: str) -> None:
    assert compiled(statement).reasons(1) == set()


def test_an_object_of_the_session_state_that_is_changed_in_place() -> None:
    app = compiled("""
        if "items" not in st.session_state:
            st.session_state.items = []
        items = st.session_state.items
        def add(x):
            items.append(x)
        add(1)
        st.session_state["items"].append(2)
        st.write(st.session_state["items"])
    """)
    assert app.reasons(6) == app.reasons(7) == {"mutates-persistent"}
    assert {6, 7, 8} <= app.members(7)


def test_a_number_in_the_session_state_is_only_bound_anew() -> None:
    app = compiled("""
        st.session_state.setdefault("n", 0)
        st.session_state.n += 1
        st.write(st.session_state.n)
    """)
    assert app.reasons(2) == set()
    assert app.at(2).state_reads == app.at(2).state_writes == ("n",)


def test_the_same_where_anything_may_be_stored() -> None:
    app = compiled("""
        st.session_state.n = somebody()
        st.session_state.n += 1
    """)
    assert app.reasons(2) == {"mutates-persistent"}


def test_a_session_state_that_is_handed_around() -> None:
    app = compiled("""
        st.session_state.n = 0
        def fill(state):
            state["n"] = []
        fill(st.session_state)
        st.session_state.n += [1]
    """)
    assert app.reasons(5) == {"mutates-persistent"}


def test_a_cached_resource_is_one_object_for_all_walks() -> None:
    app = compiled("""
        @st.cache_resource
        def model():
            return {"a": []}
        found = model()
        found["a"].append(1)
        st.write(found.get("a"))
    """)
    assert app.reasons(4) == set()
    assert app.reasons(5) == {"mutates-persistent"}
    assert app.reasons(6) == set()


def test_cached_data_is_a_copy_and_its_body_does_not_count() -> None:
    app = compiled("""
        import time
        @st.cache_data
        def load(n):
            time.sleep(1)
            return [n]
        data = load(3)
        data.append(1)
    """)
    assert app.reasons(6) == app.reasons(7) == set()


def test_a_function_is_as_volatile_as_what_it_calls() -> None:
    app = compiled("""
        import time
        def stamp():
            return time.time()
        def text():
            return f"at {stamp()}"
        st.write(text())
    """)
    assert app.reasons(6) == {"clock"}


def test_recursion() -> None:
    app = compiled("""
        import random
        def even(n):
            return n == 0 or odd(n - 1)
        def odd(n):
            return random.random() if n == 9 else n != 0 and even(n - 1)
        st.write(even(3))
    """)
    assert app.reasons(6) == {"random"}


def test_a_lambda_that_captures_a_loop_variable_of_a_function() -> None:
    app = compiled("""
        def main():
            for n in range(3):
                st.button("a", key=n, on_click=lambda: st.session_state.pop(n))
        main()
    """)
    assert app.reasons(3) == {"late-capture"}


def test_a_lambda_in_the_module_captures_nothing() -> None:
    app = compiled("""
        for n in range(3):
            st.button("a", key=n, on_click=lambda: st.session_state.pop("x"))
    """)
    assert app.reasons(2) == set()


def test_code_made_at_run_time_leaves_nothing_certain() -> None:
    app = compiled("""
        x = [1]
        exec("x = 2")
        st.write(x)
    """)
    assert app.reasons(1) == app.reasons(3) == {"dynamic-code"}


def test_a_class_whose_instances_are_kept_and_compared() -> None:
    kept = "class A:\n    pass\nst.session_state.a = A()\n"
    assert compiled(kept).reasons(1) == set()
    assert compiled(kept + "st.write(isinstance(st.session_state.a, A))").reasons(1) == {"class-identity"}


def test_a_reseeded_generator_is_not_random() -> None:
    app = compiled("""
        import numpy as np
        def make(seed=3):
            return np.random.default_rng(seed).normal(0, 1, 9)
        numbers = make()
        other = np.random.normal(0, 1)
    """)
    assert app.reasons(4) == set()
    assert app.reasons(5) == {"random"}


def test_iterating_over_an_object_of_the_app_runs_its_code() -> None:
    app = compiled("""
        import time
        class Ticks:
            def __iter__(self):
                yield time.time()
        ticks = Ticks()
        found = [tick for tick in ticks]
    """)
    assert app.reasons(6) == {"clock"}


def test_an_attribute_that_a_hook_makes_up() -> None:
    app = compiled("""
        import time
        class Lazy:
            def __getattr__(self, name):
                return time.time()
        lazy = Lazy()
        found = [lazy.anything]
    """)
    assert app.reasons(6) == {"clock"}


def test_what_a_generated_constructor_stores_may_be_anything() -> None:
    app = compiled("""
        from dataclasses import dataclass
        @dataclass
        class Row:
            cells: object = ()
            def reset(self):
                self.cells = ()
        row = Row([1])
        row.cells += [2]
    """)
    assert {7, 8} <= app.members(8)
