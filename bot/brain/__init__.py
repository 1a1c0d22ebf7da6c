"""The brain as seen from the service: its client, its process, its training. Nothing here imports Rasa."""
