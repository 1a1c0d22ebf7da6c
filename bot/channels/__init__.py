"""The ways on which citizens write and are answered. A channel knows nothing of queue, database or brain."""
