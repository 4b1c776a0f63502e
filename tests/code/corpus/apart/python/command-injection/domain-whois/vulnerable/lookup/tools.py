DIG = "/opt/bind/bin/dig"


def dig_command(domain, kind="A"):
    return " ".join([DIG, "+short", "+time=2", "+tries=1", "-t", kind, domain])
