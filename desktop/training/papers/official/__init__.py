"""Papers of every office, laid out by NĐ 30/2020/NĐ-CP and the circulars before it, and filled in as offices do."""
