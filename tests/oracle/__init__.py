"""Independent readings that Hauberk's own are compared with."""
