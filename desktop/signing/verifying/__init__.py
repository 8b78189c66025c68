"""How a signed file is judged: what stands in it, whether it holds, what came after, whose certificate it is."""
