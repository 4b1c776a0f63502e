"""JSON."""

from hauberk.reading.yaml import read_yaml as read_json
