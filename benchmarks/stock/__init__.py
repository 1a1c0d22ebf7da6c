"""Rasa as `rasa init` sets it up, to compare ours with: same domain, rules and actions; its own recipe and channel."""

from bot.brain.recipe import Recipe

STORIES = "benchmarks/stock/stories.yml"
STOCK = Recipe(
    module="benchmarks.stock.serve",
    config="benchmarks/stock/config.yml",
    credentials="benchmarks/stock/credentials.yml",
    endpoints="benchmarks/endpoints.yml",
    ready="/webhooks/rest/",
)
