"""Function code: a front end for each language lowers it into one small IR, and analyses see that alone."""
