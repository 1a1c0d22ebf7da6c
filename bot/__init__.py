"""Sportello: the assistant of Italian municipalities' social services."""
