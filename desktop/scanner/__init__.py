"""Scanners: the host process, its drivers, device errors as one plain sentence each."""
