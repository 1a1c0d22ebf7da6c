"""What is kept of one citizen: handed over, or erased, on request."""
