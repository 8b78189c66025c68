"""The file of a paper: pages and what was read of them as PDF/A, and the gate that a file passes."""
