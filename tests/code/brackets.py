"""Whether the brackets of JavaScript or TypeScript close: the least that a file which parses has to have."""

import re

_CODE = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*'
    | (?<=[(,=:!&|?])\ ?/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*
    | [`(){}\[\]]""",
    re.VERBOSE | re.DOTALL,
)
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.DOTALL)
_CLOSES = {")": "(", "]": "[", "}": "{"}


def unbalanced(source: str) -> str:
    """What is wrong with the brackets and quotes, or nothing."""
    stack: list[str] = []
    at = 0
    while match := (_TEMPLATE if stack and stack[-1] == "`" else _CODE).search(source, at):
        token, at = match[0], match.end()
        if token == "`" and stack and stack[-1] == "`":
            stack.pop()
        elif token in ("(", "[", "{", "${", "`"):
            stack.append(token[-1])
        elif token in _CLOSES and (not stack or stack.pop() != _CLOSES[token]):
            return f"{token} at {match.start()}"
    return f"{stack[-1]} stays open" if stack else ""
