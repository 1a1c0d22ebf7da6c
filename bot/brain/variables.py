"""What every process that runs Rasa has in its environment. Imports nothing: the brain's own Python reads it too."""

FOR_RASA = {
    "PYTHONWARNINGS": "ignore",
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "LOG_LEVEL": "WARNING",
    "OPENBLAS_NUM_THREADS": "1",  # its threads wait by spinning, for products too small to share
}
"""No telemetry, no cache of its own, TensorFlow quiet."""
