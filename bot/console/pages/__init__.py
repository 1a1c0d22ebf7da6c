"""One router a page. A route without `Operator`, `Admin` or another of bot/console/entrance.py is open to everybody."""
