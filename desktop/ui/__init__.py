"""The window: views are layout, controllers are widgets, operations run work in the background."""
