"""Rooms and bookings of a small chain of hotels."""
