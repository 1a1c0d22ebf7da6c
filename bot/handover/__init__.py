"""What operators do with talks and answers. Steps take a session and a clerk, and never commit; what is not the clerk's is not there for them."""
