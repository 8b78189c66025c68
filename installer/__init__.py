"""From locked parts to one setup file for Windows (`installer.build`), and its proof under Wine (`installer.check`)."""
