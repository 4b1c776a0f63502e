"""A Security Hub as its documentation describes it, in memory: what moto doesn't hold it to."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import botocore.session
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator

HUB = botocore.session.get_session().get_service_model("securityhub")
CUSTOMERS = ("Note", "UserDefinedFields", "VerificationState", "Workflow")
"""What BatchImportFindings doesn't change in a finding that is there."""


class Hub:
    """``refuse`` are ids that aren't taken; ``off`` makes it answer as where nobody turned it on."""

    def __init__(self, *findings: Mapping[str, Any], refuse: tuple[str, ...] = (), off: bool = False) -> None:
        self.findings = {one["Id"]: dict(one) for one in findings}
        self.refuse = refuse
        self.off = off
        self.batches: list[int] = []

    def get_paginator(self, operation: str) -> "Hub":
        assert operation == "get_findings"
        return self

    def paginate(self, **request: Any) -> Iterator[dict[str, Any]]:
        self._valid("GetFindings", request)
        if self.off:
            raise ClientError({"Error": {"Code": "InvalidAccessException", "Message": "not subscribed"}}, "GetFindings")
        (prefix,) = (one["Value"] for one in request["Filters"]["GeneratorId"])
        for finding in self.findings.values():
            if finding["GeneratorId"].startswith(prefix):
                yield {"Findings": [{**finding, "ProcessedAt": "2026-11-30T00:00:00.000Z"}]}

    def batch_import_findings(self, **request: Any) -> dict[str, Any]:
        self._valid("BatchImportFindings", request)
        assert len(json.dumps(request)) <= 6_000_000
        self.batches.append(len(request["Findings"]))
        failed = []
        for finding in request["Findings"]:
            earlier = self.findings.get(finding["Id"])
            if finding["Id"] in self.refuse or (earlier and finding["UpdatedAt"] <= earlier["UpdatedAt"]):
                failed.append({"Id": finding["Id"], "ErrorCode": "InvalidInput", "ErrorMessage": "refused"})
                continue
            kept = {name: earlier[name] for name in CUSTOMERS if name in earlier} if earlier else {}
            self.findings[finding["Id"]] = {
                **(earlier or {}),
                **{name: value for name, value in finding.items() if not (earlier and name in CUSTOMERS)},
                **kept,
                "Severity": finding["FindingProviderFields"]["Severity"],
            }
        taken = len(request["Findings"]) - len(failed)
        return {"SuccessCount": taken, "FailedCount": len(failed), "FailedFindings": failed}

    def batch_update_findings(self, **request: Any) -> dict[str, Any]:
        self._valid("BatchUpdateFindings", request)
        for one in request["FindingIdentifiers"]:
            self.findings[one["Id"]]["Workflow"] = request["Workflow"]
            self.findings[one["Id"]]["Note"] = request["Note"]
        return {"ProcessedFindings": request["FindingIdentifiers"], "UnprocessedFindings": []}

    def _valid(self, operation: str, request: Mapping[str, Any]) -> None:
        problems = ParamValidator().validate(dict(request), HUB.operation_model(operation).input_shape)
        assert not problems.has_errors(), problems.generate_report()
