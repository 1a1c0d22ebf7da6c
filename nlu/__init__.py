"""The brain: Rasa 3.6 with our own components and connector. Runs under Python 3.10, apart from the service."""
