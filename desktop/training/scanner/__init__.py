"""A scanner that is a program: eSCL over loopback, with a feeder full of invented papers and troubles on demand."""
