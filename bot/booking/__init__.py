"""Appointments that cannot be double-booked: desks, slots, and the rules of a desk's diary. No database here, and no clock."""
