"""A PostgreSQL of our own for laptops and tests: no Docker, no apt, no port."""
