"""What the doctor finds by calling them: the database of one's own, and the mail server."""

import psycopg
import uvloop

from bot.errors import MailNotSent, SettingsError
from bot.findings import Finding
from bot.post import Post
from bot.settings import Settings
from bot.storage.database import database_url
from bot.storage.migrate import newest, versions
from bot.storage.wakeups import conninfo

PATIENCE_SECONDS = 5
IS_MADE = "SELECT to_regclass('alembic_version') IS NOT NULL"


def database_reached(address: str) -> Finding:
    """Whether it answers, and with which schema."""
    name = "Database"
    try:
        version = _version(address)
    except SettingsError as error:
        return Finding(name, "no address", str(error))
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1].strip()
        return Finding(name, f"does not answer ({reason})", "Look whether it runs, and at SPORTELLO_DATABASE_URL.")
    if version is None:
        return Finding(name, "answers; empty, the first start fills it")
    if version not in versions():
        return Finding(name, f"answers; its schema {version} is of a newer Sportello", "Install that one.")
    behind = None if version == newest() else "Run: sportello migrate (every start does it, too)"
    return Finding(name, f"answers, schema {version}" + (f" of {newest()}" if behind else ""), behind)


def _version(address: str) -> str | None:
    options = f"-c statement_timeout={PATIENCE_SECONDS}s"
    url = conninfo(database_url(address))
    with psycopg.connect(url, connect_timeout=PATIENCE_SECONDS, options=options, autocommit=True) as connection:
        if connection.execute(IS_MADE).fetchone() == (False,):
            return None
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(found[0]) if found else None


def mail_reached(settings: Settings) -> Finding:
    """Greets the mail server and logs in, and sends nothing."""
    name = "Mails to operators"
    try:
        post = Post.of(settings)
        if post is None:
            return Finding(name, "none (SPORTELLO_SMTP_HOST is not set)")
        uvloop.run(post.greets())
    except SettingsError as error:
        return Finding(name, "wrong settings", str(error))
    except MailNotSent as error:
        mend = (
            "Look at SPORTELLO_SMTP_HOST, _PORT, _SECURITY, _USER and the password; a number is what the server said."
        )
        return Finding(name, f"{settings.smtp_host} does not take us ({error})", mend)
    return Finding(name, f"{post.host}, port {post.port}, takes us")
