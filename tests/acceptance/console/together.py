"""Two operators who press the same button in the same second."""

from asyncio import Barrier, gather

from playwright.async_api import Page, Route


async def both_take(pages: list[Page]) -> None:
    """Each presses "Prendi in carico", and neither press reaches the server before the other has left its page."""
    pressed = Barrier(len(pages))

    async def together(route: Route) -> None:
        await pressed.wait()
        await route.continue_()

    for page in pages:
        await page.route("**/take", together)
    await gather(*(page.get_by_role("button", name="Prendi in carico").click() for page in pages))
