"""What a look at the installation has found."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `mend` says what to do where it is not well."""

    name: str
    state: str
    mend: str | None = None


@dataclass(frozen=True)
class Findings:
    all: list[Finding]

    @property
    def healthy(self) -> bool:
        return not any(finding.mend for finding in self.all)

    def text(self) -> str:
        return "\n".join(line for finding in self.all for line in _lines(finding))


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{'✗' if finding.mend else '✓'} {finding.name}: {finding.state}"
    if finding.mend:
        yield f"    {finding.mend}"
