"""The line to the province: gateways, the outbox on its way, catalogue pull, reuse look-up."""
