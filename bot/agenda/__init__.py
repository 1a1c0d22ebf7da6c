"""Diaries in the database: read, changed under a desk's lock, told to citizens, shown to the psychologist."""
