"""The window's look: colours, type, icons, and the parts that every screen is made of.

Nothing outside names a colour, a radius or a font.
"""
