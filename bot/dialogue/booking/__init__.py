"""Making, moving and cancelling an appointment in the chat. The diary is given; the words are those of knowledge/booking.yaml."""
