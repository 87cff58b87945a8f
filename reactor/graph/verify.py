"""Verify a program: what must hold of every one. Gives a list of problems, empty if there are none."""

from __future__ import annotations

from collections.abc import Iterator

from reactor_runtime.program import ModuleProgram, Program

Address = tuple[int, int]


def verify(program: Program) -> list[str]:
    """Every invariant that does not hold, in words."""
    addresses = {(module.index, region.id) for module in program.modules for region in module.regions}
    problems: list[str] = []
    for position, module in enumerate(program.modules):
        if module.index != position:
            problems.append(f"module {module.path} has index {module.index} at position {position}")
        problems.extend(_module(module))
    problems.extend(_ranges(program, addresses))
    problems.extend(_checkpoints(program, addresses))
    for source, target, kind, _ in program.edges:
        problems.extend(f"a {kind} edge names region {end}, which is not there" for end in {source, target} - addresses)
    return problems


def _module(module: ModuleProgram) -> Iterator[str]:
    numbers = [region.id for region in module.regions]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"{module.path}: region ids are not 1 to {len(numbers)} in order"
    count = module.transpiled.count("\n")
    if not len(module.lines) == len(module.indents) == count:
        yield f"{module.path}: {count} lines, but {len(module.lines)} line numbers and {len(module.indents)} indents"
    for region in module.regions:
        where = f"{module.path}:{region.span.line} region {region.id}"
        for what, names in (("reads", region.reads), ("binds", region.binds)):
            if len(set(names)) != len(names):
                yield f"{where} {what} a name twice"
        readable = {name for name, _ in region.reads}
        yield from (
            f"{where} checks {check.path[0]}, which it does not read"
            for check in region.checks
            if check.path[0] not in readable
        )
        yield from (
            f"{where} lets {name} escape, which it does not bind"
            for name in region.escapes
            if name not in dict(region.binds)
        )
        if not set(region.forces) <= set(region.ranges):
            yield f"{where} forces a range that it is no member of"
        if f"_r.run({region.id}" not in module.transpiled and f"({region.id}" not in module.transpiled:
            yield f"{where} is nowhere in the transpiled script"


def _ranges(program: Program, addresses: set[Address]) -> Iterator[str]:
    listed: dict[int, set[Address]] = {}
    forcing: dict[int, set[Address]] = {}
    for module in program.modules:
        for region in module.regions:
            for number in region.ranges:
                listed.setdefault(number, set()).add((module.index, region.id))
            for number in region.forces:
                forcing.setdefault(number, set()).add((module.index, region.id))
    for position, item in enumerate(program.ranges):
        if item.id != position:
            yield f"range {item.id} stands at position {position}"
        if set(item.members) != listed.get(item.id, set()):
            yield f"range {item.id} and its regions do not agree on its members"
        if not forcing.get(item.id, set()) <= set(item.ancestors):
            yield f"range {item.id} does not have its forcing members as ancestors"
        yield from (
            f"range {item.id} names region {end}, which is not there"
            for end in {*item.members, *item.ancestors} - addresses
        )
    yield from (f"range {number} is not there" for number in listed if number >= len(program.ranges))


def _checkpoints(program: Program, addresses: set[Address]) -> Iterator[str]:
    seen: set[int] = set()
    for item in program.checkpoints:
        if not seen.isdisjoint(item.ranges):
            yield f"a range of {item.ranges} is put back with others as well"
        seen.update(item.ranges)
        members: set[Address] = set()
        for number in item.ranges:
            if number >= len(program.ranges):
                yield f"checkpoints name range {number}, which is not there"
            else:
                members.update(program.ranges[number].members)
                if program.ranges[number].always:
                    yield f"range {number} is changed from outside the walk and cannot be put back"
        if not set(item.changing) <= members:
            yield f"what changes ranges {item.ranges} is not all among their members"
        yield from (f"checkpoints name region {end}, which is not there" for end in {*item.controls} - addresses)
