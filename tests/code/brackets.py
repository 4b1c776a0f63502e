"""Whether the brackets of JavaScript or TypeScript close: the least that a file which parses has to have."""

import re

_TOKEN = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
    | (?<=[(,=:[!&|?{};\n])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*
    | [`(){}\[\]] | \$\{ | \\.""",
    re.VERBOSE | re.DOTALL,
)
_CLOSES = {")": "(", "]": "[", "}": "{"}


def unbalanced(source: str) -> str:
    """What is wrong with the brackets and quotes, or nothing."""
    stack: list[str] = []
    for match in _TOKEN.finditer(source):
        token = match[0]
        inside = bool(stack) and stack[-1] == "`"
        if token == "`":
            if inside:
                stack.pop()
            else:
                stack.append(token)
        elif token == "${" and inside:
            stack.append("{")
        elif inside:
            continue
        elif token in ("(", "[", "{", "${"):
            stack.append(token[-1])
        elif token in _CLOSES and (not stack or stack.pop() != _CLOSES[token]):
            return f"{token} at {match.start()}"
    return f"{stack[-1]} stays open" if stack else ""
