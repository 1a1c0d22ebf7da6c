"""From where a request comes, behind proxies that we trust; anybody else's X-Forwarded-For is only a claim."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.requests import Request

from bot.errors import SettingsError

Networks = Sequence[IPv4Network | IPv6Network]


def trusted_networks(setting: str) -> Networks:
    """Addresses and networks separated by commas; raises `SettingsError`."""
    try:
        return [ip_network(part.strip()) for part in setting.split(",") if part.strip()]
    except ValueError as error:
        raise SettingsError(f"SPORTELLO_TRUSTED_PROXIES: {error}.") from error


def client_address(request: Request, trusted: Networks) -> str:
    """The nearest address that is not one of our proxies."""
    nearest = request.client.host if request.client else ""
    claimed = [hop.strip() for line in request.headers.getlist("x-forwarded-for") for hop in line.split(",")]
    while claimed and _is_trusted(nearest, trusted):
        nearest = claimed.pop()
    return nearest


def _is_trusted(address: str, trusted: Networks) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in trusted)
