"""What comes onto a printed sheet afterwards: digits of many hands, numbering machines, stamps."""
