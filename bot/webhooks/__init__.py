"""Where the providers call: what is forged stops here, what is true is committed before it is acknowledged."""
