import os
from textwrap import dedent

import boto3
from mako.template import Template

s3 = boto3.client("s3")

SHEET = dedent(
    """\
    <%page args="number, lines, total, footer"/>
    Invoice ${number}
    % for text, amount in lines:
    ${text.ljust(50)} ${"%.2f" % amount}
    % endfor
    ${"Total".ljust(50)} ${"%.2f" % total}
    % if footer:
    --
    ${footer.strip()}
    % endif
    """
)


SHEET_TEMPLATE = Template(SHEET)


def on_invoice(event, context):
    detail = event["detail"]
    lines = [(line["text"], float(line["amount"])) for line in detail["lines"]]
    total = sum(amount for _, amount in lines)
    number = int(detail["number"])
    text = SHEET_TEMPLATE.render(number=number, lines=lines, total=total, footer=detail.get("footer", ""))
    s3.put_object(Bucket=os.environ["INVOICES_BUCKET"], Key=f"{number:010d}.txt", Body=text.encode())
    return {"number": number}
