"""Goes through files with detect-secrets and its default plugins, each time a line comes; nothing is verified."""

import json
import sys
from time import process_time

from detect_secrets.core.scan import scan_file
from detect_secrets.settings import default_settings

paths = json.loads(sys.stdin.readline())
with default_settings() as settings:
    settings.disable_filters("detect_secrets.filters.common.is_ignored_due_to_verification_policies")
    for _ in sys.stdin:
        started = process_time()
        told = sum(len({secret.line_number for secret in scan_file(path)}) for path in paths)
        print(json.dumps([process_time() - started, told]), flush=True)
