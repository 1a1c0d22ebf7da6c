"""What works the queue: turns are claimed, answered and written; replies are sent."""
