"""``hauberk controls``."""

import argparse
import json
import sys
from itertools import groupby

from hauberk.model.exits import Exit
from hauberk.model.practice import PRACTICES
from hauberk.practices import all_controls
from hauberk.practices.equivalents import equivalents
from hauberk.practices.manual import page
from hauberk.reports.style import SEVERITY, style_for


def run(options: argparse.Namespace) -> int:
    """Lists the controls."""
    controls = sorted(all_controls(), key=lambda control: control.practice)
    if options.format == "names":
        print("\n".join(sorted(control.name for control in controls)))
        return Exit.NO
    if options.format == "json":
        rows = []
        for control in controls:
            described = page(control)
            rows.append(
                {
                    "name": control.name,
                    "practice": control.practice,
                    "severity": control.severity.value,
                    "title": described.title,
                    "fix": described.fix,
                    "references": list(described.references),
                    "equivalents": list(equivalents(control.name)),
                }
            )
        print(json.dumps(rows, indent=2))
        return Exit.NO
    style = style_for(sys.stdout)
    for practice, own in groupby(controls, key=lambda control: control.practice):
        print(style.paint("bold", f"{practice} {PRACTICES[practice]}"))
        for control in own:
            severity = style.paint(SEVERITY[control.severity], f"{control.severity!s:8}")
            print(f"  {severity} {control.name:45} {page(control).title}")
    return Exit.NO
