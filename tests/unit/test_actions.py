"""What the brain calls for an answer: a private address behind a token; a tracker in, replies with the decision and the context out."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.actions.registered import ACTIONS, executor
from bot.actions.server import actions_app
from bot.booking.desk import desks_of
from bot.booking.memory import MemoryAppointments
from bot.knowledge.live import LiveKnowledge
from tests.cast import PHRASES, ROOT
from tests.folder import change, write_knowledge

RIGHT = {"authorization": "Bearer right"}


@pytest.fixture
def client(tmp_path: Path) -> httpx.AsyncClient:
    app = actions_app(
        executor(
            live := LiveKnowledge(write_knowledge(tmp_path)), MemoryAppointments(lambda: desks_of(live.current()))
        ),
        "right",
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://actions")


def user(text: str, act: str = "ask", concept: str = "", aspect: str = "costi", **metadata: str) -> dict[str, Any]:
    """The event of one message of a citizen, as Rasa's tracker holds it."""
    understanding = {"concepts": [[concept, 0.9]], "aspects": {aspect: 0.95}}
    parsed = {"intent": {"name": act, "confidence": 0.9}, "understanding": understanding}
    told = {"comune": "borgo", "now": "2026-11-25T10:30:00+01:00", **metadata}
    return {"event": "user", "text": text, "parse_data": parsed, "metadata": told}


async def run(
    client: httpx.AsyncClient, action: str, *events: dict[str, Any], context: Any = None, status: int = 200
) -> dict[str, Any]:
    tracker = {"sender_id": "c1", "slots": {"context": context}, "events": list(events), "latest_message": {}}
    call = {"next_action": action, "tracker": {**tracker, "paused": False, "active_loop": {}}, "domain": {}}
    async with client:
        response = await client.post("/actions", json={**call, "version": "3.6.21"}, headers=RIGHT)
    assert response.status_code == status
    answer: dict[str, Any] = response.json()
    return answer


@pytest.mark.parametrize(
    "authorization", [None, "", "right", "Bearer", "Bearer wrong", "bearer right", "Bearer right "]
)
async def test_without_the_right_token_nothing_is_answered(
    authorization: str | None, client: httpx.AsyncClient
) -> None:
    headers = {} if authorization is None else {"authorization": authorization}

    async with client:
        response = await client.post("/actions", json={"next_action": "action_answer"}, headers=headers)

    assert (response.status_code, response.json()) == (401, {"error": "wrong token"})


async def test_a_call_that_names_no_action_is_refused(client: httpx.AsyncClient) -> None:
    async with client:
        response = await client.post("/actions", json={}, headers=RIGHT)

    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/health", "/webhook"])
async def test_there_is_no_other_address(path: str, client: httpx.AsyncClient) -> None:
    async with client:
        assert (await client.get(path, headers=RIGHT)).status_code == 404


async def test_a_question_is_answered_with_the_decision_beside_the_reply(client: httpx.AsyncClient) -> None:
    answer = await run(client, "action_answer", user("quanto costa Ti ascolto?", concept="ti-ascolto"))

    (response,) = answer["responses"]
    assert response["text"] == "Il primo colloquio è gratuito."
    assert response["buttons"][0] == {"label": "Come si fa", "payload": "ask:ti-ascolto:come-accedere"}
    decision = response["custom"]["decision"]
    assert (decision["action"], decision["service"], decision["aspects"]) == ("answer", "ti-ascolto", ["costi"])
    assert (decision["comune"], decision["candidates"], decision["sources"]) == ("borgo", [], ["carta.txt"])


async def test_the_context_goes_out_and_comes_back_with_the_next_message(client: httpx.AsyncClient) -> None:
    first = user("quanto costa Ti ascolto?", concept="ti-ascolto")
    context = {"comune": "borgo", "concept": "ti-ascolto", "aspects": ["costi"], "misunderstood": 1}

    answer = await run(client, "action_answer", first, user("e dove?", aspect="dove"), context=context)

    assert answer["responses"][0]["text"].startswith("Si trova qui: Biblioteca")
    (slot,) = answer["events"]
    assert slot["name"] == "context"
    assert {**slot["value"], **context, "aspects": ["dove"], "misunderstood": 0} == slot["value"]


async def test_the_clock_is_the_messages_own(client: httpx.AsyncClient) -> None:
    open_at = user("aperti adesso?", concept="ti-ascolto", aspect="orari", now="2026-11-25T16:00:00Z")

    answer = await run(client, "action_answer", open_at)

    assert answer["responses"][0]["text"].startswith("Sì, adesso è aperto")  # 16:00 UTC is 17:00 in Borgo


async def test_a_town_named_in_the_text_goes_before_that_of_the_channel(client: httpx.AsyncClient) -> None:
    answer = await run(client, "action_answer", user("Ti ascolto, a Valle", concept="ti-ascolto"))

    assert answer["responses"][0]["custom"]["decision"]["comune"] == "valle"
    assert answer["responses"][0]["text"].startswith(PHRASES.lacking.format(title="Ti ascolto", name="Valle"))


async def test_an_answer_is_made_of_the_files_as_they_are_now(tmp_path: Path, client: httpx.AsyncClient) -> None:
    change(tmp_path / "borgo/ti-ascolto.yaml", texts={"costi": "Costa 10 euro."})

    answer = await run(client, "action_answer", user("quanto costa?", concept="ti-ascolto"))

    assert answer["responses"][0]["text"] == "Costa 10 euro."


def test_every_action_that_the_brain_may_call_is_there() -> None:
    domain = (ROOT / "nlu/domain/actions.yml").read_text()

    assert {line.strip("- ") for line in domain.splitlines() if line.strip().startswith("- action_")} == set(ACTIONS)
