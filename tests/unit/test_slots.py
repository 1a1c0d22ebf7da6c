"""The slots of a desk: hours, holidays, what is taken, notice and horizon; and days on which the clocks are changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.booking.desk import Desk
from bot.booking.slots import Block, Series, Slot, Wish, free_slots, nearest, slot_at, slot_of, slots_on
from bot.knowledge.booking_rules import Booking
from bot.knowledge.closures import Closure
from bot.knowledge.hours import OpeningTimes
from bot.times import ROME, local, moment_of

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The clocks are changed at 01:00 UTC: in spring from 2 to 3, in autumn from 3 back to 2."""


def desk(hours: str = "We,Fr 16:00-20:00; Sa 08:00-13:00", patron_saint: str | None = None, **rules: Any) -> Desk:
    same = {
        "length_minutes": 60,
        "horizon_days": 14,
        "notice_hours": 0,
        "change_hours": 0,
        "who": "chi",
        "cost": "gratis",
    }
    booking = Booking.model_validate({**same, **rules})
    return Desk("borgo/ti-ascolto", "Ti ascolto", OpeningTimes(hours, patron_saint), booking)


def clocks(slots: list[Slot]) -> list[str]:
    return [f"{local(slot.start):%H:%M}" for slot in slots]


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (AUTUMN, time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (AUTUMN, time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # the first of two
        (AUTUMN, time(3), datetime(2026, 10, 25, 2, tzinfo=UTC)),
        (AUTUMN, time.max, datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (SPRING, time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (SPRING, time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: half an hour after the change
        (SPRING, time(3), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (SPRING, time.max, datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 11, 25), time(16), datetime(2026, 11, 25, 15, tzinfo=UTC)),
    ],
)
def test_a_local_time_is_one_moment(day: date, at: time, utc: datetime) -> None:
    assert moment_of(day, at) == utc


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.times())
def test_the_clocks_show_the_time_that_was_made_a_moment_unless_they_skip_it(day: date, at: time) -> None:
    moment = moment_of(day, at)
    shown = local(moment).replace(tzinfo=None)
    assert moment.utcoffset() == timedelta(0)
    if at != time.max:
        assert shown - datetime.combine(day, at) in (timedelta(0), timedelta(hours=1))


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 7, 5), 24)])
def test_a_day_that_is_open_all_day_has_as_many_slots_as_hours(day: date, hours: int) -> None:
    assert len(slots_on(desk("Mo-Su 00:00-24:00"), day)) == hours


def test_a_day_is_cut_into_slots_with_breaks_and_none_longer_than_the_hours() -> None:
    assert clocks(slots_on(desk(), date(2026, 11, 25))) == ["16:00", "17:00", "18:00", "19:00"]
    assert clocks(slots_on(desk(length_minutes=50, break_minutes=10), date(2026, 11, 25)))[-1] == "19:00"
    assert clocks(slots_on(desk(length_minutes=45), date(2026, 11, 25))) == [
        "16:00",
        "16:45",
        "17:30",
        "18:15",
        "19:00",
    ]
    assert slots_on(desk(), date(2026, 11, 26)) == []


@pytest.mark.parametrize("closed", [date(2026, 12, 25), date(2026, 8, 15), date(2026, 11, 27)])
def test_nobody_comes_on_a_public_holiday_nor_on_the_patron_saints_day(closed: date) -> None:
    assert slots_on(desk("Mo-Su 09:00-11:00", patron_saint="11-27"), closed) == []


def test_hours_are_added_to_a_weekday_and_taken_from_it_for_a_while() -> None:
    thursdays = Series(uuid4(), 3, time(9), time(11), date(2026, 12, 3), date(2026, 12, 17))
    no_late_fridays = Series(uuid4(), 4, time(18), time(20), date(2026, 11, 20), None, is_added=False)
    both = [thursdays, no_late_fridays]
    assert clocks(slots_on(desk(), date(2026, 12, 3), both)) == ["09:00", "10:00"]
    assert slots_on(desk(), date(2026, 11, 26), both) == slots_on(desk(), date(2026, 12, 24), both) == []
    assert clocks(slots_on(desk(), date(2026, 11, 27), both)) == ["16:00", "17:00"]


def test_added_hours_that_overlap_the_desks_own_make_no_second_slot() -> None:
    more = Series(uuid4(), 2, time(15, 30), time(21), date(2026, 11, 25))
    assert clocks(slots_on(desk(), date(2026, 11, 25), [more])) == ["16:00", "17:00", "18:00", "19:00"]


def test_on_a_holiday_only_hours_for_that_very_day_count() -> None:
    christmas = date(2026, 12, 25)
    every_friday = Series(uuid4(), 4, time(9), time(10), date(2026, 12, 1))
    that_day = Series(uuid4(), 4, time(11), time(12), christmas, christmas)
    assert clocks(slots_on(desk(), christmas, [every_friday, that_day])) == ["11:00"]


def test_notice_and_horizon_bound_what_is_free() -> None:
    now = datetime(2026, 11, 25, 16, 0, tzinfo=ROME)
    free = free_slots(desk(notice_hours=2, horizon_days=2), now, [])
    assert clocks(free) == ["18:00", "19:00", "16:00", "17:00", "18:00", "19:00"]
    assert {slot.day for slot in free} == {date(2026, 11, 25), date(2026, 11, 27)}


moments = st.datetimes(datetime(2026, 3, 1), datetime(2026, 12, 31)).map(lambda d: d.replace(tzinfo=UTC))
lengths = st.integers(15, 60)


@given(moments, lengths, st.integers(0, 30), st.lists(st.tuples(moments, st.integers(1, 600)), max_size=20))
def test_free_slots_lie_in_the_hours_and_overlap_neither_each_other_nor_what_is_taken(
    now: datetime, length: int, pause: int, taken: list[tuple[datetime, int]]
) -> None:
    at_the_desk = desk("Mo-Su 00:30-04:00; Fr 16:00-20:00", length_minutes=length, break_minutes=pause, horizon_days=5)
    blocks = [Block(uuid4(), start, start + timedelta(minutes=minutes)) for start, minutes in taken]
    free = free_slots(at_the_desk, now, blocks)

    for slot in free:
        assert slot.end - slot.start == timedelta(minutes=length)
        assert slot.start >= now
        assert not any(slot.overlaps(block) for block in blocks)
        spans = at_the_desk.hours.spans_on(slot.day)
        assert any(moment_of(slot.day, a) <= slot.start and slot.end <= moment_of(slot.day, b) for a, b in spans)
    mornings, evenings = ([slot for slot in free if (slot.at < time(12)) == is_early] for is_early in (True, False))
    for one, two in (*pairwise(mornings), *pairwise(evenings)):
        assert two.day > one.day or one.end + timedelta(minutes=pause) <= two.start
    assert free == sorted(free)


@given(moments, st.lists(st.tuples(moments, st.integers(1, 6000)), max_size=5))
def test_whatever_is_taken_takes_only_what_it_overlaps(now: datetime, taken: list[tuple[datetime, int]]) -> None:
    blocks = [Block(uuid4(), start, start + timedelta(minutes=minutes)) for start, minutes in taken]
    everything = free_slots(desk(), now, [])
    left = free_slots(desk(), now, blocks)
    assert left == [slot for slot in everything if not any(slot.overlaps(block) for block in blocks)]


@given(moments)
def test_a_slots_token_names_it(moment: datetime) -> None:
    slot = slot_at(desk(), moment.replace(second=0, microsecond=0))
    assert slot_of(desk(), slot.token) == slot
    assert len(slot.token) == 14


@pytest.mark.parametrize("token", ["", "20261125", "20261125T9900Z", "ieri", "20261125T1500+01"])
def test_what_is_no_token_names_no_slot(token: str) -> None:
    assert slot_of(desk(), token) is None


@pytest.mark.parametrize(
    ("wish", "is_met"),
    [
        (Wish(), True),
        (Wish(first=date(2026, 11, 27), last=date(2026, 11, 27)), True),
        (Wish(first=date(2026, 11, 28)), False),
        (Wish(last=date(2026, 11, 26)), False),
        (Wish(weekdays=frozenset({4, 5})), True),
        (Wish(weekdays=frozenset({2})), False),
        (Wish(earliest=time(17), latest=time(17)), True),
        (Wish(earliest=time(17, 1)), False),
        (Wish(latest=time(16, 59)), False),
    ],
)
def test_a_wish_is_met_by_day_weekday_and_hour_of_the_beginning(wish: Wish, is_met: bool) -> None:
    assert wish.is_met_by(slot_at(desk(), moment_of(date(2026, 11, 27), time(17)))) == is_met


def test_the_nearest_slots_are_told_in_order_of_time() -> None:
    friday = slots_on(desk(), date(2026, 11, 27))
    assert clocks(list(nearest(friday, friday[2].start, 2))) == ["17:00", "18:00"]


def test_on_a_day_of_an_extraordinary_closure_no_added_hours_hold_either() -> None:
    monday = date(2026, 11, 30)
    closed = Closure("borgo", monday, monday)
    every_monday = Series(uuid4(), 0, time(9), time(11), monday)
    only_then = Series(uuid4(), 0, time(15), time(16), monday, monday)
    open_desk = desk()
    closed_desk = replace(open_desk, hours=replace(open_desk.hours, closures=(closed,)))

    assert clocks(slots_on(open_desk, monday, [every_monday, only_then])) == ["09:00", "10:00", "15:00"]
    assert slots_on(closed_desk, monday, [every_monday, only_then]) == []
