"""What the program wrote before its data were typed: kept as it was, so that it is read and written alike for ever."""
