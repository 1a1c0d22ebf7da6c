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
-- As the embedded one: sorted by PostgreSQL itself, so that no update of the image's C library can disorder an index.
CREATE DATABASE sportello OWNER sportello TEMPLATE template0 ENCODING 'UTF8'
    LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
REVOKE CONNECT, TEMPORARY ON DATABASE sportello FROM PUBLIC;
GRANT CONNECT ON DATABASE sportello TO sportello_brain;
SQL
