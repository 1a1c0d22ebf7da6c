"""The memory of a process with all its descendants, as Linux accounts for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Memory:
    """Megabytes: `resident` counts shared pages in every process that has them, `proportional` once."""

    resident: float
    proportional: float


def memory_of(pid: int) -> Memory | None:
    """What the process tree takes now; None where the system does not tell (it is not Linux)."""
    if not (PROC / str(pid) / "smaps_rollup").exists():
        return None
    rollups = [_rollup(member) for member in _tree(pid)]
    return Memory(sum(r["Rss"] for r in rollups), sum(r["Pss"] for r in rollups))


def _rollup(pid: int) -> dict[str, float]:
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    fields = (line.split() for line in lines)
    return {name.rstrip(":"): int(kilobytes) * 1024 / 1e6 for name, kilobytes, *_ in fields}


def _tree(root: int) -> Iterator[int]:
    yield root
    for threads in (PROC / str(root) / "task").iterdir():
        for child in (threads / "children").read_text().split():
            yield from _tree(int(child))
