"""eSCL: scanners over HTTP, in the network or shared by another PC; needs no driver on any system."""
