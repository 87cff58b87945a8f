"""What a measurement was made on."""

from __future__ import annotations

import os
import platform
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("streamlit", "reactor-streamlit", "uvicorn", "flask", "pandas", "altair", "scikit-learn", "protobuf")


@dataclass(frozen=True, slots=True)
class Machine:
    """Processor, system and versions. ``load``: the one-minute load when the measurement began, if known."""

    processor: str
    cores: int
    memory_bytes: int
    system: str
    python: str
    packages: dict[str, str]
    load: float | None

    def __str__(self) -> str:
        packages = ", ".join(f"{name} {found}" for name, found in self.packages.items())
        memory = f", {self.memory_bytes / 2**30:.0f} GiB" if self.memory_bytes else ""
        load = f"; load at the start {self.load:.2f}" if self.load is not None else ""
        return f"{self.processor}, {self.cores} cores{memory}; {self.system}; Python {self.python}{load}\n{packages}"

    def as_json(self) -> dict[str, object]:
        """Plain data."""
        return asdict(self)


def describe() -> Machine:
    """This machine, now."""
    return Machine(
        processor=_processor(),
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory_bytes=_memory(),
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        packages={name: found for name in _PACKAGES if (found := _version(name))},
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return 0


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
