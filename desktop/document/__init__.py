"""Pages become papers: the PDF/A, its conversion mark, the paper's code, its fields."""
