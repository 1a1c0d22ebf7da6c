"""The operators' console at /console: pages made on the server, kept alive by htmx and server-sent events."""
