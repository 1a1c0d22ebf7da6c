"""What to answer: one module a kind of act, each a function from a turn to a decision. Pure: no network, no database, an injected clock."""
