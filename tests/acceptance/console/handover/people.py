"""Two citizens and an operator's page, in the words of the tests."""

from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

from tests.acceptance.console.handover.town_hall import TownHall
from tests.service.world import until

PERSON = "vorrei parlare con una persona"
CALLED = "Ho avvisato una persona dei servizi sociali"


@dataclass(frozen=True)
class WebCitizen:
    page: Page
    hall: TownHall

    async def writes(self, words: str) -> None:
        await self.page.get_by_label("Scriva qui").fill(words)
        await self.page.get_by_role("button", name="Invia").click()

    async def reads(self, words: str) -> None:
        await expect(self.page.get_by_text(words).last).to_be_visible()

    async def has_never_read(self, words: str) -> None:
        await expect(self.page.get_by_text(words)).to_have_count(0)

    async def asks_for_a_person(self) -> int:
        await self.writes(PERSON)
        await self.reads(CALLED)
        return await self.hall.talk_on("web")


@dataclass(frozen=True)
class WhatsAppCitizen:
    number: str
    hall: TownHall

    async def writes(self, words: str) -> None:
        await self.hall.whatsapp(self.number, words)

    async def reads(self, words: str) -> None:
        await until(lambda: self._has_read(words), lambda: f"read: {self.read}")

    async def has_never_read(self, words: str) -> None:
        assert not await self._has_read(words)

    @property
    def read(self) -> list[str]:
        return self.hall.read_by(self.number)

    async def asks_for_a_person(self) -> int:
        await self.writes(PERSON)
        await self.reads(CALLED)
        return await self.hall.talk_on("whatsapp")

    async def _has_read(self, words: str) -> bool:
        return any(words in said for said in self.read)


async def takes(operator: Page) -> None:
    await operator.get_by_role("button", name="Prendi in carico").click()
    await expect(operator.locator(".holder")).to_have_text("In carico a lei")


async def replies(operator: Page, words: str) -> None:
    await operator.get_by_label("La sua risposta").fill(words)
    await operator.get_by_role("button", name="Invia", exact=True).click()
    await expect(said_in(operator, words)).to_be_visible()


def said_in(operator: Page, words: str) -> Locator:
    """In the talk on the operator's screen."""
    return operator.locator("#lines").get_by_text(words)
