"""The pages themselves: which one, with which headers, and who may show them in a frame."""

import httpx
import pytest

from bot.errors import SettingsError
from bot.storage.database import Database
from tests.webchat.conftest import Opens


async def test_who_does_not_name_a_municipality_is_asked(client: httpx.AsyncClient) -> None:
    response = await client.get("/")

    assert response.status_code == 200
    assert 'href="./?comune=borgo"' in response.text
    assert 'href="./?comune=valle"' in response.text


async def test_a_municipality_that_is_not_served_is_told(client: httpx.AsyncClient) -> None:
    response = await client.get("/?comune=<script>")

    assert response.status_code == 404
    assert "non è tra quelli" in response.text


async def test_the_chat_of_a_municipality_says_first_what_it_is(client: httpx.AsyncClient) -> None:
    text = (await client.get("/?comune=borgo")).text

    assert 'data-comune="borgo"' in text
    assert "le risponde un programma, non una persona" in text
    assert 'href="tel:112"' in text


async def test_nothing_inline_and_nothing_from_elsewhere_runs_in_the_page(client: httpx.AsyncClient) -> None:
    response = await client.get("/?comune=borgo")
    policy = response.headers["Content-Security-Policy"]

    assert "default-src 'none'; script-src 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in response.text
    assert "onclick" not in response.text


async def test_every_answer_has_the_headers(client: httpx.AsyncClient) -> None:
    for path in ("/", "/healthz", "/static/chat.js", "/nowhere", "/embed.js"):
        headers = (await client.get(path)).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


async def test_only_the_sites_that_are_named_may_show_the_page(opened: Opens, database: Database) -> None:
    async with opened(database) as client:
        assert (await client.get("/")).headers["Content-Security-Policy"].endswith("frame-ancestors 'self'")
    async with opened(database, web_origins="https://www.borgo.it, https://valle.it:8443/") as client:
        policy = (await client.get("/")).headers["Content-Security-Policy"]
        assert policy.endswith("frame-ancestors 'self' https://www.borgo.it https://valle.it:8443")


@pytest.mark.parametrize("origins", ["borgo.it", "https://*", "https://a.it; script-src *", "https://a.it/path"])
async def test_a_site_that_is_no_origin_is_a_wrong_setting(opened: Opens, database: Database, origins: str) -> None:
    with pytest.raises(SettingsError, match="SPORTELLO_WEB_ORIGINS"):
        async with opened(database, web_origins=origins):
            pass


async def test_the_script_for_a_municipalitys_page_may_be_loaded_from_there(client: httpx.AsyncClient) -> None:
    response = await client.get("/embed.js")

    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Chieda ai servizi sociali" in response.text


async def test_the_service_says_that_it_lives_and_can_work(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).status_code == 200
    assert (await client.get("/readyz")).json() == {"database": True}


async def test_no_other_site_may_call_the_api(client: httpx.AsyncClient) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    response = await client.options("/api/chat/messages", headers=headers)

    assert response.status_code == 405
    assert "Access-Control-Allow-Origin" not in response.headers
