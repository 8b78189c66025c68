"""The officials of the counter on the screen: who they are, what each may do for themselves, what they hand over."""
