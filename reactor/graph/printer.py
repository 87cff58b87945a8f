"""Regions and ranges as text: deterministic, one line each, for tests and for people."""

from __future__ import annotations

from collections.abc import Iterator

from reactor_runtime.program import Binding, Checkpointed, ModuleProgram, Program, Range, Region


def print_program(program: Program) -> str:
    """Every region and every range of a program."""
    lines: list[str] = []
    for module in program.modules:
        if len(program.modules) > 1:
            lines.append(f"module {module.index} {module.name}")
        lines.extend(print_regions(module))
    lines.extend(print_range(item) for item in program.ranges)
    lines.extend(print_checkpointed(item) for item in program.checkpoints)
    return "\n".join(lines) + "\n" if lines else ""


def print_regions(module: ModuleProgram) -> Iterator[str]:
    """The regions of one file."""
    return (print_region(region) for region in module.regions)


def print_region(region: Region) -> str:
    """One region: where, what, and its effects."""
    head = f"{region.id:>3} {region.span.line:>4} {region.kind.value}"
    if region.scope:
        head += f" in {region.scope}"
    if region.loop_depth:
        head += f" loops {region.loop_depth}"
    parts = [head]
    for word, names in (
        ("reads", _bindings(region.reads)),
        ("binds", _bindings(region.binds)),
        ("mutates", list(region.mutates)),
        ("widgets", [repr(name) for name in region.widgets]),
        ("state reads", list(region.state_reads)),
        ("state writes", list(region.state_writes)),
        ("checks", [".".join(("".join(check.path), check.method)) for check in region.checks]),
        ("escapes", list(region.escapes)),
        ("streams", list(region.streams)),
        ("settings", list(region.settings)),
        ("sets", list(region.sets)),
        ("ranges", [f"{number}{'!' if number in region.forces else ''}" for number in region.ranges]),
        ("files", [reason.detail for reason in region.files]),
        ("volatile", [f"{reason.code} ({reason.detail})" for reason in region.volatile]),
    ):
        if names:
            parts.append(f"{word} {', '.join(names)}")
    if region.opens:
        parts.insert(1, "may open files")
    if region.draws:
        parts.insert(1, "draws")
    return "; ".join(parts)


def print_range(item: Range) -> str:
    """One range: its variables, members and ancestors."""
    flags = "".join(f" {flag}" for flag, holds in (("always", item.always), ("conditional", item.conditional)) if holds)
    members = " ".join(_address(address) for address in item.members)
    ancestors = " ".join(_address(address) for address in item.ancestors)
    return f"range {item.id}{flags}; names {', '.join(item.names)}; members {members}; ancestors {ancestors}"


def print_checkpointed(item: Checkpointed) -> str:
    """What can be put back: its ranges, the regions that change it, what decides on them, and where it is held."""
    changing = " ".join(_address(address) for address in item.changing)
    controls = " ".join(_address(address) for address in item.controls)
    ranges = " ".join(map(str, item.ranges))
    return f"checkpoints of {ranges}; changing {changing}; controls {controls}; in {', '.join(_bindings(item.holders))}"


def _bindings(names: tuple[tuple[str, Binding], ...]) -> list[str]:
    return [name for name, _ in names]


def _address(address: tuple[int, int]) -> str:
    return f"{address[0]}:{address[1]}" if address[0] else str(address[1])
