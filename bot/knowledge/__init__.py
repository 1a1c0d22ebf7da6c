"""The curated, sourced, dated knowledge base: its schema, its loading, its check, and the answers made of it."""
