"""Asks Node.js what the programs in ``programs.json`` log, and writes that beside them.

``python -m tests.code.javascript.record``; add a program with an empty list first.
"""

import json
import subprocess
from pathlib import Path

PROGRAMS = Path(__file__).with_name("programs.json")
_ASKING = """
const told = JSON.parse(require('fs').readFileSync(0, 'utf8')).map(({ code }) => [0, 1, 2, 3].map((n) => {
  const logged = [];
  const log = (value) => { logged.push(value); return value };
  try { new Function('n', 'log', code)(n, log) } catch (error) { logged.push({ raised: error }) }
  return logged;
}));
console.log(JSON.stringify(told));
"""


def main() -> None:
    written = PROGRAMS.read_text(encoding="utf-8")
    told = subprocess.run(["node", "-e", _ASKING], input=written, capture_output=True, text=True, check=True).stdout
    programs = [
        {"code": one["code"], "logs": logs} for one, logs in zip(json.loads(written), json.loads(told), strict=True)
    ]
    lines = ",\n".join(
        f'{{"code": {json.dumps(one["code"])},\n "logs": {json.dumps(one["logs"])}}}' for one in programs
    )
    PROGRAMS.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
