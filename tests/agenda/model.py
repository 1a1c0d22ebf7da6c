"""What a desk with four slots should do, in the fewest words: no rows, no ids, no notices."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.booking.slots import Slot
from bot.times import ROME

HALF_A_DAY, HOLD, OFFER = timedelta(hours=12), timedelta(minutes=10), timedelta(minutes=60)


@dataclass
class Hold:
    slot: Slot
    until: datetime
    is_offered: bool = False


@dataclass
class Model:
    slots: list[Slot]
    now: datetime
    booked: dict[str, Slot] = field(default_factory=dict)
    called_off: dict[str, Slot] = field(default_factory=dict)
    holds: dict[str, Hold] = field(default_factory=dict)
    blocked: set[Slot] = field(default_factory=set)
    queue: list[str] = field(default_factory=list)
    passed: dict[str, set[Slot]] = field(default_factory=dict)

    def free(self) -> list[Slot]:
        held = {hold.slot for hold in self.holds.values() if hold.until > self.now}
        taken = held | set(self.booked.values()) | self.blocked
        return [slot for slot in self.slots if slot not in taken and slot.start - self.now >= HALF_A_DAY]

    def own(self, who: str) -> Slot | None:
        slot = self.booked.get(who)
        return slot if slot and self.now < slot.end else None

    def held(self, who: str) -> Slot | None:
        hold = self.holds.get(who)
        return hold.slot if hold and hold.until > self.now else None

    def let_go(self, who: str) -> None:
        hold = self.holds.pop(who, None)
        if hold and hold.is_offered and who in self.queue:
            self.passed.setdefault(who, set()).add(hold.slot)

    def settle(self) -> None:
        for who in [who for who, hold in self.holds.items() if hold.until <= self.now]:
            self.let_go(who)

    def offer(self, but: str = "") -> None:
        if not 9 <= self.now.astimezone(ROME).hour < 20:
            return
        for who in self.queue:
            wanted = [slot for slot in self.free() if slot not in self.passed.get(who, set())]
            if wanted and who != but and who not in self.holds:
                self.holds[who] = Hold(wanted[0], min(self.now + OFFER, wanted[0].start), is_offered=True)

    def hold(self, who: str, slot: Slot, moving: bool) -> str:
        self.settle()
        if self.own(who) and not moving:
            return "LimitReached"
        if self.held(who) == slot:
            return "Held"
        if slot not in self.free():
            return "Taken"
        self.let_go(who)
        self.holds[who] = Hold(slot, min(self.now + HOLD, slot.start))
        return "Held"

    def book(self, who: str) -> str:
        """What the citizen holds."""
        self.settle()
        if who not in self.holds:
            return "HoldExpired"
        if self.own(who):
            self.let_go(who)
            return "LimitReached"
        self.booked[who] = self.holds.pop(who).slot
        self.called_off.pop(who, None)
        self.stop_waiting(who)
        return "Booked"

    def move(self, who: str, slot: Slot) -> str:
        self.settle()
        lost, own = self.called_off.get(who), self.own(who)
        if own is None and not (lost and lost.start > self.now):
            return "NotFound"
        if own and own.start - self.now < HALF_A_DAY:
            return "TooLate"
        if slot != own and slot not in self.free() and slot != self.held(who):
            return "Taken"
        self.let_go(who)
        if slot != own:
            self.stop_waiting(who)
            self.booked[who] = slot
            self.called_off.pop(who, None)
        return "Moved"

    def cancel(self, who: str) -> str:
        self.settle()
        own = self.own(who)
        if own is None:
            return "NotFound"
        if own.start - self.now < HALF_A_DAY:
            return "TooLate"
        del self.booked[who]
        return "Cancelled"

    def join(self, who: str) -> str:
        self.settle()
        if self.own(who):
            return "LimitReached"
        if who not in self.queue:
            self.queue.append(who)
        return "Waiting"

    def leave(self, who: str) -> str:
        self.settle()
        if who in self.holds and self.holds[who].is_offered:
            self.let_go(who)
        self.stop_waiting(who)
        return "Left"

    def stop_waiting(self, who: str) -> None:
        if who in self.queue:
            self.queue.remove(who)
        self.passed.pop(who, None)

    def block(self, slot: Slot) -> None:
        self.settle()
        self.blocked.add(slot)
        for who in [who for who, hold in self.holds.items() if hold.slot == slot]:
            self.let_go(who)
        for who in [who for who, own in self.booked.items() if own == slot and self.now < own.end]:
            self.called_off[who] = self.booked.pop(who)
