"""Files that hold pages: told apart by their bytes, drawn as viewers draw them; one decoder for every way in."""
