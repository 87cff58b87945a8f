"""Small programs made by hand, for tests that need a `Program` and no compiler."""

from __future__ import annotations

from reactor_runtime.program import Binding, Check, ModuleProgram, Program, Range, Reason, Region, RegionKind, Span


def region(identity: int, line: int, source: str, **effects: object) -> Region:
    """A region on one line."""
    given: dict[str, object] = {"kind": RegionKind.STATEMENT, "scope": "<module>", **effects}
    return Region(id=identity, span=Span(line, 0, line, len(source)), source=source, **given)  # type: ignore[arg-type]


def module(*regions: Region, index: int = 0, path: str = "/apps/shop.py", name: str = "__main__") -> ModuleProgram:
    """A file whose transpiled text is its regions' sources."""
    text = "".join(f"{item.source}\n" for item in regions)
    lines = tuple(item.span.line for item in regions)
    return ModuleProgram(index, name, path, "0" * 64, text, lines, (0,) * len(lines), regions)


def shop() -> Program:
    """A slider, a table made from it, a list mutated in two places, a clock, a loop, and a state key."""
    main = module(
        region(
            1, 3, 'low = st.slider("Low", 0, 9)', binds=(("low", Binding.GLOBAL),), draws=True, widgets=("slider Low",)
        ),
        region(
            2, 4, "table = prices[prices > low]", reads=(("low", Binding.GLOBAL),), binds=(("table", Binding.GLOBAL),)
        ),
        region(3, 5, "st.line_chart(table)", reads=(("table", Binding.GLOBAL),), draws=True),
        region(
            4, 6, "now = time.time()", binds=(("now", Binding.GLOBAL),), volatile=(Reason("clock", 6, "time.time"),)
        ),
        region(5, 7, "st.write(now)", reads=(("now", Binding.GLOBAL),), draws=True, loop_depth=1),
        region(6, 8, 'st.session_state["n"] = low', reads=(("low", Binding.GLOBAL),), state_writes=("n",)),
        region(7, 9, 'st.write(st.session_state["n"])', draws=True, state_reads=("n",)),
        region(
            8,
            10,
            "items = [low]",
            reads=(("low", Binding.GLOBAL),),
            binds=(("items", Binding.GLOBAL),),
            ranges=(0,),
            forces=(0,),
        ),
        region(
            9,
            11,
            "items.append(now)",
            reads=(("items", Binding.GLOBAL), ("now", Binding.GLOBAL)),
            mutates=("items",),
            checks=(Check(("items",), "append", (("0", "?"),), 11),),
            ranges=(0,),
            forces=(0,),
        ),
    )
    helper = module(
        region(1, 1, "prices = load()", binds=(("prices", Binding.GLOBAL),)), index=1, path="/apps/data.py", name="data"
    )
    return Program(
        modules=(main, helper),
        ranges=(Range(0, ("items",), members=((0, 8), (0, 9)), ancestors=((0, 1), (0, 4), (0, 8), (0, 9))),),
        edges=(
            ((0, 1), (0, 2), "reads", "low"),
            ((1, 1), (0, 2), "reads", "prices"),
            ((0, 2), (0, 3), "reads", "table"),
            ((0, 4), (0, 5), "reads", "now"),
            ((0, 1), (0, 6), "reads", "low"),
            ((0, 1), (0, 8), "reads", "low"),
            ((0, 8), (0, 9), "reads", "items"),
            ((0, 4), (0, 9), "reads", "now"),
        ),
        signatures={"families": {"builtins.list": {"append": ["mutates"]}}},
    )
