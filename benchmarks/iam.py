"""Times `does one policy allow more than another?` against cvc5 and z3, side by side, and prints ratios of medians.

    python benchmarks/iam.py --hauberk VENV --cvc5 VENV --z3 VENV [--pairs N] [--seed N]

Each VENV is an environment of its own, made by whoever calls. The pairs are policies that AWS manages, without their
conditions; each against one that speaks of the same service. All are asked the same: is there an action and a
resource that the first allow and the second don't, whatever the action acts on? Patterns of actions are spelt out for
the solvers, so that they have only the resources to think about: strings out of regular expressions.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

QUESTIONS = """
import json, random, sys
from fnmatch import fnmatchcase
from hauberk.iam import managed
from hauberk.iam.catalogue import actions
def listed(value):
    return value if isinstance(value, list) else [value]
def usable(one):
    return not one.get("Condition") and "Action" in one and "Resource" in one and one["Effect"] == "Allow"
def service(action):
    return action.partition(":")[0]
chance = random.Random(int(sys.argv[2]))
docs, near = {}, {}
for name in sorted(path.rpartition("/")[2] for path in managed._documents()):
    kept = [one for one in listed(managed.document(name)["Statement"]) if usable(one)]
    plain = [{"Effect": "Allow", "Action": listed(x["Action"]), "Resource": listed(x["Resource"])} for x in kept]
    if plain and sum(len(one["Action"]) for one in plain) < 200:
        docs[name] = plain
        for one in plain:
            for action in one["Action"]:
                near.setdefault(service(action), set()).add(name)
def spelt(plain, names):
    rows = []
    for one in plain:
        patterns = [action.lower() for action in one["Action"]]
        known = {found.lower() for action in patterns for found in actions(action)}
        known |= {name for name in names if any(fnmatchcase(name, pattern) for pattern in patterns)}
        rows.append([sorted(known), one["Resource"]])
    return rows
pairs = []
while len(pairs) < int(sys.argv[1]):
    first = chance.choice(list(docs))
    others = sorted({name for one in docs[first] for a in one["Action"] for name in near[service(a)]} - {first})
    if others:
        two = [docs[first], docs[chance.choice(others)]]
        names = {a.lower() for plain in two for one in plain for a in one["Action"] if "*" not in a and "?" not in a}
        pairs.append([{"plain": plain, "spelt": spelt(plain, names)} for plain in two])
print(json.dumps(pairs))
"""
HAUBERK = """
import json, sys, time
from hauberk.iam.algebra.boxes import boxes
from hauberk.iam.algebra.budget import Budget, UndecidedError
from hauberk.iam.algebra.search import Scene, search, universe_of
from hauberk.iam.language.parse import parse
from hauberk.iam.language.policy import Kind
from hauberk.model.values import Known
out = []
for pair in json.load(sys.stdin):
    texts = [json.dumps({"Version": "2012-10-17", "Statement": each["plain"]}) for each in pair]
    one, other = (boxes(parse(Known(text), name="p", kind=Kind.IDENTITY).policy).allow for text in texts)
    start = time.perf_counter()
    try:
        said = search([one], other, Scene(universe_of(one, other), cut=False), Budget()) is None
    except UndecidedError:
        said = None
    out.append([time.perf_counter() - start, said])
print(json.dumps(out))
"""
ASKED = """
def asked(pair):
    one, other = pair[0]["spelt"], pair[1]["spelt"]
    questions = {}
    for acts, res in one:
        for a in acts:
            questions[(tuple(res), tuple(sorted({r for b, rs in other if a in b for r in rs})))] = None
    return questions
"""
CVC5 = (
    ASKED
    + """
import json, sys, time, cvc5
from cvc5 import Kind
out = []
for pair in json.load(sys.stdin):
    start = time.perf_counter(); said = True
    for mine, theirs in asked(pair):
        tm = cvc5.TermManager(); s = cvc5.Solver(tm); s.setLogic("QF_S"); s.setOption("tlimit-per", "5000")
        x = tm.mkConst(tm.getStringSort(), "x")
        def regex(p):
            parts = []; text = ""
            for c in p + chr(0):
                if c in "*?" or c == chr(0):
                    if text: parts.append(tm.mkTerm(Kind.STRING_TO_REGEXP, tm.mkString(text)))
                    text = ""
                    if c == "*": parts.append(tm.mkTerm(Kind.REGEXP_STAR, tm.mkTerm(Kind.REGEXP_ALLCHAR)))
                    if c == "?": parts.append(tm.mkTerm(Kind.REGEXP_ALLCHAR))
                else: text += c
            return parts[0] if len(parts) == 1 else tm.mkTerm(Kind.REGEXP_CONCAT, *parts)
        def within(ps):
            each = [tm.mkTerm(Kind.STRING_IN_REGEXP, x, regex(p)) for p in ps]
            return each[0] if len(each) == 1 else tm.mkTerm(Kind.OR, *each)
        s.assertFormula(within(mine))
        if theirs: s.assertFormula(tm.mkTerm(Kind.NOT, within(theirs)))
        r = s.checkSat()
        if r.isSat(): said = False; break
        if not r.isUnsat(): said = None
    out.append([time.perf_counter() - start, said])
print(json.dumps(out))
"""
)
Z3 = (
    ASKED
    + """
import json, sys, time, z3
x = z3.String("x")
ALL = z3.AllChar(z3.ReSort(z3.StringSort()))
def regex(p):
    parts = []; text = ""
    for c in p + chr(0):
        if c in "*?" or c == chr(0):
            if text: parts.append(z3.Re(text))
            text = ""
            if c == "*": parts.append(z3.Star(ALL))
            if c == "?": parts.append(ALL)
        else: text += c
    return parts[0] if len(parts) == 1 else z3.Concat(*parts)
def within(ps): return z3.Or([z3.InRe(x, regex(p)) for p in ps])
out = []
for pair in json.load(sys.stdin):
    start = time.perf_counter(); said = True
    for mine, theirs in asked(pair):
        s = z3.Solver(); s.set("timeout", 5000); s.add(within(mine))
        if theirs: s.add(z3.Not(within(theirs)))
        r = s.check()
        if r == z3.sat: said = False; break
        if r != z3.unsat: said = None
    out.append([time.perf_counter() - start, said])
print(json.dumps(out))
"""
)


def ran(python: str, code: str, *arguments: str, given: str = "") -> str:
    """What a program prints that an environment runs."""
    command = [str(Path(python) / "bin" / "python"), "-c", code, *arguments]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True).stdout


def main() -> int:
    """Measures and prints a line for each; ends with 1 where two of them disagree."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hauberk", required=True)
    parser.add_argument("--cvc5", required=True)
    parser.add_argument("--z3", required=True)
    parser.add_argument("--pairs", type=int, default=120)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    questions = ran(options.hauberk, QUESTIONS, str(options.pairs), str(options.seed))
    found = {
        name: json.loads(ran(python, code, given=questions))
        for name, python, code in (
            ("hauberk", options.hauberk, HAUBERK),
            ("cvc5", options.cvc5, CVC5),
            ("z3", options.z3, Z3),
        )
    }
    medians = {name: statistics.median(time for time, _ in rows) * 1000 for name, rows in found.items()}
    for name, rows in found.items():
        open_ = sum(said is None for _, said in rows)
        ratio = medians[name] / medians["hauberk"]
        worst = max(time for time, _ in rows) * 1000
        print(
            f"{name:8} median {medians[name]:9.3f} ms, worst {worst:9.1f} ms, {open_} undecided, {ratio:6.1f} x hauberk"
        )
    answers = list(zip(*([said for _, said in rows] for rows in found.values()), strict=True))
    split = [number for number, said in enumerate(answers) if {True, False} <= set(said)]
    print(
        f"{options.pairs} pairs, {sum(said[0] is True for said in answers)} subsets, disagreements: {split or 'none'}"
    )
    return 1 if split else 0


if __name__ == "__main__":
    sys.exit(main())
