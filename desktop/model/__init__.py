"""Plain data and rules of the trade: dossier, party, paper, page, codes, identifiers, states. No input or output."""
