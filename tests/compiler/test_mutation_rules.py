"""What is mutated, through whatever name, and who must run because of it."""

from __future__ import annotations

from tests.compiler.compiled import compiled


def test_a_mutation_through_another_name() -> None:
    app = compiled("""
        rows = [1]
        same = rows
        same.append(st.slider("n", 0, 9))
        st.write(rows)
    """)
    assert app.members(1) == {1, 3, 4}
    assert app.forced_by(4) == {1, 3}


def test_a_reader_after_the_last_mutation_only_follows() -> None:
    app = compiled("""
        rows = [1]
        rows.append(2)
        st.write(rows, st.slider("n", 0, 9))
    """)
    assert app.at(3).ranges == (0,)
    assert app.at(3).forces == ()


def test_a_reader_before_the_last_mutation_forces() -> None:
    app = compiled("""
        rows = [1]
        count = len(rows)
        rows.append(2)
        st.write(count)
    """)
    assert app.at(2).forces == (0,)
    assert app.at(4).ranges == ()


def test_a_reader_in_the_loop_of_the_mutation_forces() -> None:
    app = compiled("""
        rows = []
        for n in range(3):
            rows.append(n)
            st.write(rows)
    """)
    assert app.at(4).forces == (0,)


def test_a_test_of_an_object_that_changes_later_is_a_region() -> None:
    app = compiled("""
        rows = [1]
        if rows:
            st.write("some")
        rows.append(2)
    """)
    assert app.at(2).kind == "test"
    assert app.at(2).forces == (0,)
    assert not app.ranges(1)[0].always


def test_code_between_regions_that_reads_too_early_forces_in_every_walk() -> None:
    app = compiled("""
        rows = [st.slider("n", 0, 9)]
        for row in rows:
            st.write(row)
        rows.append(1)
    """)
    assert app.ranges(1)[0].always


def test_an_element_that_a_helper_hands_out() -> None:
    app = compiled("""
        def first(x):
            return x[0]
        rows = [[1], [2]]
        row = first(rows)
        row.append(3)
        st.write(rows)
    """)
    assert {3, 4, 5, 6} <= app.members(5)


def test_a_helper_that_changes_its_argument() -> None:
    app = compiled("""
        def fill(target, n):
            target.append(n)
        a = []
        b = []
        fill(a, 1)
        st.write(a)
        st.write(b)
    """)
    assert app.members(3) == {3, 5, 6}
    assert app.at(7).ranges == ()


def test_two_calls_of_a_helper_do_not_tie_their_arguments() -> None:
    app = compiled("""
        def total(x):
            return sum(x)
        a = [1]
        b = [2]
        p = total(a)
        q = total(b)
        a.append(3)
        st.write(b)
    """)
    assert 4 not in app.members(3)


def test_a_default_argument_is_one_object() -> None:
    app = compiled("""
        def add(x, found=[]):
            found.append(x)
            return found
        a = add(1)
        b = add(2)
        st.write(a)
    """)
    assert app.members(4) == {1, 4, 5, 6}


def test_starred_arguments() -> None:
    app = compiled("""
        def f(*a, **k):
            a[0].append(1)
            k["z"].append(2)
        p = []
        q = []
        f(p, z=q)
        st.write(p, q)
    """)
    assert {4, 6, 7} <= app.members(4)
    assert {5, 6, 7} <= app.members(5)


def test_augmented_assignment_of_a_list_is_a_mutation() -> None:
    app = compiled("""
        xs = [1]
        ys = xs
        xs += [2]
        st.write(ys)
    """)
    assert app.members(1) == {1, 3, 4}


def test_augmented_assignment_of_a_number_is_not() -> None:
    app = compiled("""
        total = 1
        total += st.slider("n", 0, 9)
        st.write(total)
    """)
    assert app.program.ranges == ()


def test_attributes_of_an_object_of_the_app() -> None:
    app = compiled("""
        class Basket:
            def __init__(self):
                self.items = []
            def add(self, x):
                self.items.append(x)
        basket = Basket()
        basket.add(1)
        st.write(basket.items)
    """)
    assert app.members(6) == {6, 7, 8}


def test_a_property_that_mutates() -> None:
    app = compiled("""
        class Counter:
            def __init__(self):
                self.seen = []
            @property
            def value(self):
                self.seen.append(1)
                return len(self.seen)
        counter = Counter()
        st.write(counter.value)
        st.write(counter.seen)
    """)
    assert app.members(8) == {8, 9, 10}


def test_a_class_attribute_is_shared() -> None:
    app = compiled("""
        class Config:
            items = []
        Config.items.append(1)
        other = Config()
        st.write(other.items)
    """)
    assert {1, 3} <= app.members(3)


def test_a_generator_used_up_across_statements() -> None:
    app = compiled("""
        numbers = (n for n in [1, 2, 3])
        first = next(numbers)
        rest = list(numbers)
        st.write(first, rest)
    """)
    assert {1, 2, 3} <= app.members(1)
    assert app.at(3).forces


def test_a_frame_that_gets_columns_and_a_function_called_afterwards() -> None:
    app = compiled("""
        import pandas as pd
        df = pd.DataFrame({"a": [1, 2]})
        df["b"] = df.a * 2
        def show(name):
            st.line_chart(df[name].head(st.slider(name, 1, 9)))
        show("a")
    """)
    assert app.at(5).ranges == (0,)
    assert app.at(5).forces == ()


def test_figures_under_one_name_are_apart() -> None:
    app = compiled("""
        import plotly.express as px
        fig = px.bar(x=[1], y=[st.slider("a", 0, 9)])
        fig.update_layout(title="a")
        st.plotly_chart(fig)
        fig = px.bar(x=[1], y=[st.slider("b", 0, 9)])
        fig.update_layout(title="b")
        st.plotly_chart(fig)
    """)
    assert app.forced_by(2) == {2, 3}
    assert app.forced_by(5) == {5, 6}


def test_a_jump_out_of_a_function_decides_what_follows() -> None:
    app = compiled("""
        def main():
            found = []
            if st.checkbox("stop"):
                return
            found.append(1)
            st.write(found)
        main()
    """)
    assert 3 in app.forced_by(2)


def test_a_callback_changes_from_outside() -> None:
    app = compiled("""
        log = []
        own = []
        def clicked(text):
            log.append(text)
        st.button("Go", on_click=clicked, args=("x",))
        own.append(1)
        st.write(log, own)
    """)
    assert app.ranges(1)[0].always
    assert not app.ranges(2)[0].always


def test_the_arguments_of_a_callback_may_be_changed_by_it() -> None:
    app = compiled("""
        rows = []
        def clicked(target):
            target.append(1)
        st.button("Go", on_click=clicked, args=(rows,))
        st.write(rows)
    """)
    assert app.ranges(1)[0].always


def test_a_range_names_the_code_between_statements_that_changes_its_object() -> None:
    app = compiled("""
        import nowhere
        rows = [1]
        with nowhere.report(rows):
            st.write(rows)
    """)
    (range_,) = app.program.ranges
    assert (range_.always, range_.between) == (True, (0, 4))


def test_an_iterator_of_a_loop_is_nobody_elses() -> None:
    app = compiled("""
        rows = [1]
        for row in zip(rows):
            st.write(row)
        st.write([row for row in map(str, rows)])
        others = [2]
        kept = zip(others)
        for row in kept:
            st.write(row)
    """)
    assert [item.between for item in app.program.ranges] == [(0, 8)]


def test_a_fragment_changes_from_outside_but_not_its_own() -> None:
    app = compiled("""
        log = []
        @st.fragment
        def part():
            own = []
            own.append(1)
            st.write(own)
            log.append(1)
        part()
        st.write(log)
    """)
    assert app.ranges(1)[0].always
    assert not app.ranges(4)[0].always


def test_a_method_nobody_knows_makes_a_range_only_when_it_is_found_to_matter() -> None:
    app = compiled("""
        thing = {"a": [1]}.get(st.text_input("key"))
        st.write(thing.copy())
    """)
    assert app.at(2).checks
    assert app.program.ranges
    assert all(item.conditional for item in app.program.ranges)


def test_a_closure_with_state_is_an_object() -> None:
    app = compiled("""
        def counter():
            count = 0
            def add():
                nonlocal count
                count += 1
                return count
            return add
        add = counter()
        st.write(add())
    """)
    assert {8, 9} <= app.members(9)
    assert app.reasons(9) == {"binds-captured"}


def test_pyplot_has_one_current_figure() -> None:
    app = compiled("""
        import matplotlib.pyplot as plt
        plt.figure()
        plt.plot([1, st.slider("a", 0, 9)])
        st.pyplot(plt.gcf())
    """)
    assert app.members(2) == {2, 3, 4}
