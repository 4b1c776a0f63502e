"""What the support desk knows about its tickets."""
