"""The only room that calls AWS: clients, their errors, their pace, and the making of a plan's calls."""
