"""From a profile's name to its gateway."""

from __future__ import annotations

import ssl
from collections.abc import Mapping

from desktop.sync.account import Account
from desktop.sync.api import ProvinceApi
from desktop.sync.catalogue import ProvinceCatalogue
from desktop.sync.gateway import ProvinceGateway
from desktop.sync.line.deadline import ANSWER_S
from desktop.sync.line.http import ProvinceHttp
from desktop.sync.line.pace import Pace
from desktop.sync.line.recognised import RecognisedLine
from desktop.sync.online import ProvinceOnline
from desktop.sync.profile import read_profile
from desktop.sync.stores import ProvinceStores


def open_gateway(
    profile: str,
    address: str,
    client: str,
    secret: str,
    *,
    trust: ssl.SSLContext | None = None,
    answer_s: float = ANSWER_S,
    proxies: Mapping[str, str] | None = None,
    pace: Pace | None = None,
) -> ProvinceGateway:
    """The gateway of a profile.

    Args:
        profile: its name in `resources/profiles`.
        address: base address of the province.
        client: OAuth2 client id.
        secret: its secret.
        trust: another TLS context, for tests with an authority of their own.
        answer_s: how long the province may be silent, seconds.
        proxies: the way through, by scheme.
        pace: how fast we may send.

    Raises:
        BadProfile: the profile or the address cannot be used.
    """
    known = read_profile(profile)
    http = ProvinceHttp(address, trust=trust, answer_s=answer_s, proxies=proxies, pace=pace)
    return gateway_over(ProvinceApi(known, http, Account(http, known, client, secret)))


def gateway_over(api: ProvinceApi) -> ProvinceGateway:
    """The gateway that asks through this."""
    return ProvinceGateway(
        line=RecognisedLine(api.http, api.profile),
        account=api.account,
        dossiers=api.profile.family.dossiers(api),
        stores=ProvinceStores(api),
        catalogue=ProvinceCatalogue(api),
        online=ProvinceOnline(api),
    )
