"""The operating system's own keyring; loaded only where secrets of real data are asked for."""

from __future__ import annotations

import keyring
import keyring.errors

from desktop.machine.folders import APP
from desktop.machine.secrets import LENGTH_LIMIT, NoKeyring, SecretTooLong


class KeyringSecrets:
    """The operating system's own store, through keyring."""

    def get(self, name: str) -> str | None:
        """The secret, or None.

        Raises:
            NoKeyring: no usable backend.
        """
        try:
            return keyring.get_password(APP, name)
        except keyring.errors.KeyringError as error:
            raise NoKeyring(cause=repr(error)) from error

    def put(self, name: str, secret: str) -> None:
        """Keep it and read it back, so that a backend that keeps nothing is noticed before anything is encrypted.

        Raises:
            NoKeyring: no usable backend, or it does not give back what it was given.
            SecretTooLong: over 1,280 characters.
        """
        if len(secret) > LENGTH_LIMIT:
            raise SecretTooLong(name)
        try:
            keyring.set_password(APP, name, secret)
            kept = keyring.get_password(APP, name)
        except keyring.errors.KeyringError as error:
            raise NoKeyring(cause=repr(error)) from error
        if kept != secret:
            raise NoKeyring(cause="backend does not give back what it was given")

    def forget(self, name: str) -> None:
        """Remove it."""
        try:
            keyring.delete_password(APP, name)
        except keyring.errors.PasswordDeleteError:
            return
        except keyring.errors.KeyringError as error:
            raise NoKeyring(cause=repr(error)) from error
