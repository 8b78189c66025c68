"""The head of a paper of the state, by its blocks (NĐ 30/2020/NĐ-CP, and TT 01/2011/TT-BNV before it)."""
