"""What the station prints: separator sheets, the recovery sheet, reports."""
