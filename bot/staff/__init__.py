"""The people of the municipality: who they are, how they enter, what they may see. Steps take a session and never commit."""
