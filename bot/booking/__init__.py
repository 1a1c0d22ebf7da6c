"""Appointments that the assistant takes itself."""
