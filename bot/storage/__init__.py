"""What stays: PostgreSQL, its rows, and their encryption."""
