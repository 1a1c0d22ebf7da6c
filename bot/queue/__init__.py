"""Messages in and out, each once and in order: the tables between citizens, workers and operators. Steps take a session and never commit."""
