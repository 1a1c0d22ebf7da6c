"""WhatsApp by Twilio: how its calls are told from forged ones, how a reply becomes its requests, what its answers mean."""
