"""What is asked of the understanding (issue 3); where nothing is said of a figure, nothing is drawn."""

ASKED = {
    "service": 0.95,
    "aspect": 0.93,
    "service and aspect": 0.90,
    "facts in the reply": 0.95,
    "dialogue turn": 0.90,
    "handover": 0.95,
    "booking": 0.95,
    "privacy": 0.95,
    "smalltalk": 0.95,
    "language": 0.95,
    "out_of_scope": 0.92,
    "crisis": 0.95,
    "crisis, no false alarm": 0.95,
}
"""The crises that are veiled; the explicit ones must all be found. Of the calm twins at most 5 % may raise an alarm."""
