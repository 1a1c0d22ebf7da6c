#!/bin/sh
# Run once by the postgres image, while its volume is still empty: two roles that are not the administrator, and the database.
# Later nobody runs it again: a new password is set as docs/running.md tells.
set -eu
# The passwords are read within psql, so that they stand in no process list.
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\set service `cat "${SECRETS:-/run/secrets}/database_password"`
\set brain `cat "${SECRETS:-/run/secrets}/brain_database_password"`
CREATE ROLE sportello LOGIN PASSWORD :'service';
-- The brain gets its one table from `sportello migrate`, which makes it.
CREATE ROLE sportello_brain LOGIN PASSWORD :'brain' CONNECTION LIMIT 20;
-- Compared byte by byte: no update of the system's C library can disorder its indexes.
CREATE DATABASE sportello OWNER sportello TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
REVOKE CONNECT, TEMPORARY ON DATABASE sportello FROM PUBLIC;
GRANT CONNECT ON DATABASE sportello TO sportello_brain;
SQL
