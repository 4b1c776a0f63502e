"""How the pages of an operation follow each other, as the SDK's own data tells.

botocore has a file of paginators for each service. What it hasn't is told by the shapes: an operation that both takes
and gives a token of one name has pages, whether or not somebody wrote a paginator for it (``ListWebACLs``,
``ListEventBuses``; botocore 1.44, 2026-11).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

_LARGEST = {
    "apigateway": ("limit", 500),
    "apigatewayv2": ("MaxResults", "500"),
    "sqs:ListQueues": ("MaxResults", 1000),
}
"""Pages whose largest size the model doesn't tell, by service or operation. API Gateway's have 25 entries by default
(API Gateway API reference, 2026-11). ``ListQueues`` has further pages only where a size is asked for, and else ends at
a thousand (Amazon SQS API reference, 2026-11)."""
_TOKENS = ("NextToken", "nextToken", "NextMarker", "Marker", "PaginationToken", "position")


class Paging(NamedTuple):
    """The parameters that take the tokens of a page (``inputs``), the JMESPath expressions by which an answer gives
    them (``outputs``) and says that there is more (``more``), the lists that its pages put together (``lists``), and
    the parameter that asks for pages as large as there are (``most``)."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    more: str = ""
    lists: tuple[str, ...] = ()
    most: Mapping[str, Any] = {}

    def after(self, page: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of the page that follows one; none if that was the last."""
        import jmespath  # comes with botocore

        if self.more and not jmespath.search(self.more, page):
            return {}
        tokens = (jmespath.search(output, page) for output in self.outputs)
        return {name: token for name, token in zip(self.inputs, tokens, strict=True) if token not in (None, "", "None")}

    def joined(self, whole: dict[str, Any], page: Mapping[str, Any]) -> dict[str, Any]:
        """What was read so far with the lists of one more page. The first is taken as it is."""
        if not whole:
            return dict(page)
        for path in self.lists:
            *parents, last = path.split(".")
            mine, other = _within(whole, parents), _within(page, parents)
            if mine is not None and other is not None and isinstance(other.get(last), list):
                mine[last] = [*(mine.get(last) or ()), *other[last]]
        return whole

    def without_tokens(self, whole: dict[str, Any]) -> dict[str, Any]:
        """What was read without what only its pages were about."""
        told = {*self.inputs, *self.outputs, self.more, *_TOKENS}
        return {name: value for name, value in whole.items() if name not in told or isinstance(value, (list, dict))}


NO_END = "its pages have no end: one led back to where another had begun"
NO_PAGES = Paging((), ())


def _within(content: Any, names: list[str]) -> Any:
    for name in names:
        content = content.get(name) if isinstance(content, Mapping) else None
    return content if isinstance(content, Mapping) else None


def paging_of(service: str, operation: Any, paginator: Mapping[str, Any] | None) -> Paging:
    """How an operation pages, by botocore's model of it and its paginator's, if it has one."""
    given = operation.input_shape.members if operation.input_shape is not None else {}
    if paginator is not None:
        return Paging(
            _listed(paginator["input_token"]),
            _listed(paginator["output_token"]),
            paginator.get("more_results", ""),
            _listed(paginator.get("result_key", ())),
            _most(service, operation.name, given, paginator.get("limit_key", "")),
        )
    answered = operation.output_shape.members if operation.output_shape is not None else {}
    token = next((name for name in _TOKENS if name in given and name in answered), "")
    if not token:
        return NO_PAGES
    lists = tuple(name for name, shape in answered.items() if shape.type_name == "list")
    return Paging((token,), (token,), "", lists, _most(service, operation.name, given, ""))


def _listed(content: Any) -> tuple[str, ...]:
    return (content,) if isinstance(content, str) else tuple(content)


def _most(service: str, operation: str, given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The largest page, where it is known. Without asking it is as large as AWS has it."""
    most = given[name].metadata.get("max") if name in given else None
    if isinstance(most, int):
        return {name: most}
    name, most = _LARGEST.get(f"{service}:{operation}") or _LARGEST.get(service) or ("", 0)
    return {name: most} if name in given else {}
