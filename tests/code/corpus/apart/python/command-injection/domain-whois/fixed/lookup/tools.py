import shlex

DIG = "/opt/bind/bin/dig"


def dig_command(domain, kind="A"):
    # -q: what follows is a name, whatever it starts with.
    return shlex.join([DIG, "+short", "+time=2", "+tries=1", "-t", kind, "-q", domain])
