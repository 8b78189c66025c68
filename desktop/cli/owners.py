"""`party …`, and whose dossier `dossier new` opens: by a card, by hand, or somebody who was here before."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.app import App
from desktop.cli.answer import Answer
from desktop.cli.inputs import opened, read
from desktop.model.dossier import Party, PartyKind
from desktop.model.owner import organisation, party_from_qr, person, required


def party_data(party: Party) -> dict[str, Any]:
    """An owner as JSON: the caller's own data."""
    return {
        "kind": str(party.kind),
        "number": party.number,
        "number_kind": str(party.number_kind),
        "name": party.name,
        "born": party.born and party.born.isoformat(),
        "sex": party.sex,
        "address": party.address,
        "card_issued": party.card_issued and party.card_issued.isoformat(),
        "represented_by": party.represented_by,
    }


def owner_of(app: App, arguments: argparse.Namespace) -> Party:
    """The owner that `dossier new` was told.

    Raises:
        BadIdentity, NotUnderstood: what was typed is no owner.
        NotFound: nobody with this number was here before.
        NoCard: the picture shows none.
    """
    if arguments.qr is not None:
        return party_from_qr(arguments.qr)
    if arguments.former is not None:
        return app.owners.former(arguments.former.strip())
    if arguments.card is not None:
        return _from_card(app, arguments)
    texts = {name: getattr(arguments, name) for name in ("number", "name", "born", "sex", "address", "represented_by")}
    kind = PartyKind(arguments.kind)
    entered = person(texts, app.owners.today()) if kind is PartyKind.CITIZEN else organisation(kind, texts)
    return required(entered)


def submitter_of(app: App, arguments: argparse.Namespace) -> Party | None:
    """Who hands in for the owner; None where nobody was told.

    Raises:
        NotUnderstood: it is nobody.
    """
    texts = {"number": arguments.submitter_number, "name": arguments.submitter_name}
    return required(person(texts, app.owners.today())) if any(texts.values()) else None


def _from_card(app: App, arguments: argparse.Namespace) -> Party:
    card = app.owners.read_card(read(arguments.card), arguments.card.name)
    texts = {name: value.text for name, value in card.values.items()}
    return card.party or required(person(texts, app.owners.today()))


def party_read_qr(arguments: argparse.Namespace) -> Answer:
    """Read the QR of a citizen card."""
    party = party_from_qr(arguments.text)
    return Answer(data={"party": party_data(party)}, lines=[f"{party.name}  {party.number}"])


def party_read_card(arguments: argparse.Namespace) -> Answer:
    """Read a picture of a citizen card; nothing of it is kept."""
    data = read(arguments.file)
    with opened(arguments) as app:
        card = app.owners.read_card(data, arguments.file.name)
    values = {name: {"text": value.text, "sure": value.sure} for name, value in card.values.items()}
    lines = [f"{name}: {value.text}" for name, value in card.values.items()]
    if card.party:
        lines = [f"{card.party.name}  {card.party.number}"]
    return Answer(data={"party": card.party and party_data(card.party), "values": values}, lines=lines)


def party_find(arguments: argparse.Namespace) -> Answer:
    """Find those who were here before."""
    with opened(arguments) as app:
        found = app.owners.find(arguments.words)
    data = [
        {**party_data(one.party), "procedure": one.procedure, "received_at": one.received_at.isoformat()}
        for one in found
    ]
    nobody = [f"Chưa ai như «{arguments.words}» từng đến."]
    return Answer(data={"parties": data}, lines=[f"{one.party.name}  {one.party.number}" for one in found] or nobody)
