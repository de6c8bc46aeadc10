"""One module per group of commands; each has a function `register`."""
