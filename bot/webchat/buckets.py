"""How many messages a minute: token buckets in this process's memory, one for each visitor and one for each address."""

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address, ip_network

MOST_REMEMBERED = 50_000
"""Senders kept in mind; those silent for longest are forgotten first, and a bucket unused for a minute is full anyway."""
IPV6_HOME = 64
"""Bits of an IPv6 address that one connection gets: the rest it chooses as it likes."""


@dataclass
class _Bucket:
    tokens: float
    filled_at: float


@dataclass(frozen=True)
class Buckets:
    """Each sender may do something so often a minute, and as often at once; `clock` gives seconds that never go back."""

    a_minute: int
    clock: Callable[[], float]
    _buckets: "OrderedDict[str, _Bucket]" = field(default_factory=OrderedDict)

    def seconds_to_wait(self, sender: str) -> int:
        """Takes one token and gives 0, or says in how many seconds there is one again."""
        bucket = self._filled(sender)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0
        return math.ceil((1 - bucket.tokens) * 60 / self.a_minute)

    def _filled(self, sender: str) -> _Bucket:
        now = self.clock()
        bucket = self._buckets.setdefault(sender, _Bucket(self.a_minute, now))
        bucket.tokens = min(self.a_minute, bucket.tokens + (now - bucket.filled_at) * self.a_minute / 60)
        bucket.filled_at = now
        self._buckets.move_to_end(sender)
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        return bucket


def sender_of(address: str) -> str:
    """What counts as one sender: an IPv4 address, or the whole network of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, IPV6_HOME), strict=False))
    return address
