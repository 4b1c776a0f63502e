"""The code of functions, found by what the template says of it and followed from the handler on."""
