"""Whom this counter trusts and asks, where the command line may say otherwise: for whatever deals in signatures."""

from __future__ import annotations

import argparse
from dataclasses import replace

from desktop.machine.clock import SystemClock
from desktop.machine.folders import folders
from desktop.machine.provision import Provision
from desktop.machine.settings import Settings
from desktop.machine.settings_file import counter_settings, require_unlocked
from desktop.signing.authorities.counter import ANSWERS_FOLDER, CounterAuthorities
from desktop.store.folder import mark_folder
from desktop.training.station import TrainingStation


def counter(arguments: argparse.Namespace) -> tuple[Settings, CounterAuthorities, TrainingStation | None]:
    """This counter's settings, whom it trusts and asks, and its training station in training mode.

    Raises:
        SettingLocked: the command line would change what the province has locked.
    """
    place = folders(arguments.data, training=arguments.training)
    settings, province = counter_settings(place.data, training=arguments.training)
    _require_unlocked(arguments, province)
    station: TrainingStation | None = None
    if arguments.training:
        mark_folder(place, training=True)
        station = TrainingStation(place)
        settings = station.settings(settings)
    if arguments.tsa is not None:
        settings = replace(settings, tsa_address=arguments.tsa)
    answers = place.data / ANSWERS_FOLDER if place.data.exists() else None
    authorities = CounterAuthorities(settings, SystemClock(), answers, more=tuple(arguments.root))
    return settings, authorities, station


def _require_unlocked(arguments: argparse.Namespace, province: Provision) -> None:
    """See that no word of the command line sets what the province has locked.

    Raises:
        SettingLocked: one does.
    """
    asked = {"token_module": arguments.module, "trust_roots": arguments.root, "tsa_address": arguments.tsa is not None}
    for name, given in asked.items():
        if given:
            require_unlocked(name, province)
