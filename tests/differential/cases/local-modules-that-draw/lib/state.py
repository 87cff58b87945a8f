COUNTS = {}


def bump(name):
    COUNTS[name] = COUNTS.get(name, 0) + 1
