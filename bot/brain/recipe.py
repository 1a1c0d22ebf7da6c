"""What Rasa is trained from and run with; ours, and in benchmarks/ the stock one."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Recipe:
    """Paths from the project's folder, the module that starts Rasa, and the address that answers once the model is loaded."""

    module: str = "nlu.serve"
    config: str = "nlu/config.yml"
    domain: str = "nlu/domain"
    data: tuple[str, ...] = ("nlu/data", "stories")
    credentials: str = "nlu/credentials.yml"
    endpoints: str = "nlu/endpoints.yml"
    ready: str = "/webhooks/gateway/"


OURS = Recipe()
KEPT = replace(OURS, endpoints="nlu/endpoints-kept.yml")
"""As ours, and the talks are kept in the database."""
