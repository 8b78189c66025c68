"""Whom a running program calls, and what it leaves behind: proof that nothing leaves this PC but to the province."""
