"""Any order of what citizens, the desk, the worker and the clock may do, against a simple model: in memory and in PostgreSQL."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import URL

from bot.booking import keeping
from bot.booking.appointment import Caller
from bot.booking.outcomes import Booked, Held, Outcome
from bot.booking.slots import ANY_TIME, Block
from tests.agenda.kept import InMemory, InRows, Kept
from tests.agenda.model import Model
from tests.agenda.people import at, desk_with, knowledge_with, slot

FOUR_SLOTS = {"hours": "2026 Nov 27 16:00-20:00"}
KNOWLEDGE, DESK = knowledge_with(**FOUR_SLOTS), desk_with(**FOUR_SLOTS)
SLOTS = [slot(27, hour) for hour in (16, 17, 18, 19)]
NAMES = ("Rosa", "Ugo", "Ada")
someone, some_slot = st.sampled_from(NAMES), st.sampled_from(SLOTS)
MINUTES = (1, 9, 10, 60, 6 * 60)


class Diary(RuleBasedStateMachine):
    open: Callable[[], Kept]

    @initialize()
    def begin(self) -> None:
        self.kept = type(self).open()
        self.model = Model(SLOTS, at(25, 10, 30))
        self.talks = {name: self.kept.arrives(name) for name in NAMES}
        self.hold_ids: dict[str, UUID] = {}
        self.appointment_ids: dict[str, UUID] = {}
        self.last: Callable[[], tuple[Outcome, Outcome]] | None = None

    def teardown(self) -> None:
        if hasattr(self, "kept"):
            self.kept.close()

    def asks(self, who: str, request: Callable[[Caller], Any]) -> Outcome:
        caller = Caller(self.talks[who], uuid4().hex, self.model.now)
        outcome: Outcome = self.kept.run(request(caller))
        later = lambda: (outcome, self.kept.run(request(Caller(caller.citizen, caller.message_id, self.model.now))))  # noqa: E731
        self.last = later
        return outcome

    @rule(who=someone, slot=some_slot, moving=st.booleans())
    def hold(self, who: str, slot: Any, moving: bool) -> None:
        outcome = self.asks(who, lambda caller: self.kept.appointments.hold(caller, slot, moving=moving))
        assert type(outcome).__name__ == self.model.hold(who, slot, moving)
        self.model.offer(but=who)
        if isinstance(outcome, Held):
            self.hold_ids[who] = outcome.hold.id

    @rule(who=someone)
    def book(self, who: str) -> None:
        held = self.kept.run(self.kept.appointments.held(self.talks[who], self.model.now))
        if held is None and who not in self.hold_ids:
            unknown = self.asks(who, lambda caller: self.kept.appointments.book(caller, uuid4(), who))
            assert type(unknown).__name__ == "HoldExpired"
            return
        id = held.id if held else self.hold_ids[who]
        outcome = self.asks(who, lambda caller: self.kept.appointments.book(caller, id, who))
        if held is None and id == self.appointment_ids.get(who) and self.model.own(who):
            # Once more what is booked already.
            self.model.settle()
            assert isinstance(outcome, Booked)
        else:
            assert type(outcome).__name__ == self.model.book(who)
        self.model.offer(but=who)
        if isinstance(outcome, Booked):
            self.appointment_ids[who] = outcome.appointment.id

    @rule(who=someone)
    def release(self, who: str) -> None:
        self.asks(who, lambda caller: self.kept.appointments.release(caller, DESK.id))
        self.model.settle()
        self.model.let_go(who)
        self.model.offer(but=who)

    @rule(who=someone, slot=some_slot)
    def move(self, who: str, slot: Any) -> None:
        id = self.appointment_ids.get(who, uuid4())
        outcome = self.asks(who, lambda caller: self.kept.appointments.move(caller, id, slot))
        if who not in self.appointment_ids:
            assert type(outcome).__name__ == "NotFound"
            return
        assert type(outcome).__name__ == self.model.move(who, slot)
        self.model.offer(but=who)

    @rule(who=someone)
    def cancel(self, who: str) -> None:
        id = self.appointment_ids.get(who, uuid4())
        outcome = self.asks(who, lambda caller: self.kept.appointments.cancel(caller, id))
        assert type(outcome).__name__ == self.model.cancel(who)
        if who in self.appointment_ids:
            self.model.offer(but=who)

    @rule(who=someone)
    def join(self, who: str) -> None:
        outcome = self.asks(
            who, lambda caller: self.kept.appointments.join_waiting_list(caller, DESK.id, ANY_TIME, who)
        )
        assert type(outcome).__name__ == self.model.join(who)
        self.model.offer(but=who)

    @rule(who=someone)
    def leave(self, who: str) -> None:
        self.asks(who, lambda caller: self.kept.appointments.leave(caller, DESK.id))
        self.model.leave(who)
        self.model.offer(but=who)

    @rule(slot=some_slot)
    def block(self, slot: Any) -> None:
        block = Block(uuid4(), slot.start, slot.end)
        self.kept.at_the_desk(self.model.now, lambda diary: keeping.block(diary, block, self.model.now))
        self.model.block(slot)
        self.model.offer()

    @rule(slot=some_slot)
    def unblock(self, slot: Any) -> None:
        def act(diary: Any) -> None:
            for block in [block for block in diary.blocks.values() if block.start == slot.start]:
                keeping.unblock(diary, block.id)

        self.kept.at_the_desk(self.model.now, act)
        self.model.settle()
        self.model.blocked.discard(slot)
        self.model.offer()

    @rule(minutes=st.sampled_from(MINUTES))
    def time_passes(self, minutes: int) -> None:
        self.model.now += timedelta(minutes=minutes)

    @rule()
    def the_worker_looks(self) -> None:
        self.kept.looks(self.model.now)
        self.model.settle()
        self.model.offer()

    @rule()
    def the_last_message_comes_again(self) -> None:
        if self.last:
            first, again = self.last()
            assert again == first

    @invariant()
    def both_agree(self) -> None:
        if not hasattr(self, "kept"):
            return
        desk, now, run = self.kept.appointments, self.model.now, self.kept.run
        assert run(desk.free(DESK.id, now)) == self.model.free()
        for who, talk in self.talks.items():
            own, held = run(desk.own(talk, now)), run(desk.held(talk, now))
            assert [a.slot for a in own] == ([self.model.own(who)] if self.model.own(who) else [])
            assert (held.slot if held else None) == self.model.held(who)


def runs(open_kept: Callable[[], Kept], examples: int, steps: int) -> None:
    machine = type("Machine", (Diary,), {"open": staticmethod(open_kept)})
    slow = (HealthCheck.too_slow, HealthCheck.filter_too_much)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=slow,
            database=None,
        ),
    )


def test_a_diary_in_memory_does_what_the_model_does() -> None:
    runs(lambda: InMemory(KNOWLEDGE, DESK), examples=80, steps=30)


def test_a_diary_in_the_database_does_what_the_model_does(server: URL) -> None:
    runs(lambda: InRows(KNOWLEDGE, DESK, server), examples=12, steps=25)
