"""`python -m benchmarks.stock.serve …`: `python -m rasa …` with no patch of ours, ended with the benchmark."""

import runpy

from nlu.serve import end_with_parent

if __name__ == "__main__":
    end_with_parent()
    runpy.run_module("rasa", run_name="__main__")
