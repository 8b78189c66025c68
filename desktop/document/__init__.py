"""Pages to papers: which paper it is, its fields, the PDF/A, the conversion mark."""
