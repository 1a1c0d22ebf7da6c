"""Where providers bring what citizens write: checked, stored once and committed before they are told that it is here."""
