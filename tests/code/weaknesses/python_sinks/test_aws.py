# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""What callers say to AWS in Python: names of resources, commands, PartiQL, expressions.

Sources: the documentation of boto3 (operations of each service) and of Powertools for AWS Lambda (2026-11); CWE-74, CWE-639,
CWE-943.
"""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

FAULTY = {
    "a command of Run Command put together in a list": """
        import boto3
        ssm = boto3.client("ssm")
        commands = ["cd /srv", "git checkout " + body["branch"]]
        commands.append("systemctl restart app")
        ssm.send_command(InstanceIds=["i-0123456789abcdef0"], DocumentName="AWS-RunShellScript", Parameters={"commands": commands})  #! sdk-parameter
    """,
    "a command by format in a class": """
        import json, boto3
        class Fleet:
            TEMPLATE = "usermod -aG docker {user}"
            def __init__(self):
                self.ssm = boto3.client("ssm")
            def run(self, user):
                parameters = {"commands": [self.TEMPLATE.format(user=user)]}
                return self.ssm.send_command(Targets=[{"Key": "tag:role", "Values": ["web"]}], DocumentName="AWS-RunShellScript", Parameters=parameters)  #! sdk-parameter
        def handler(event, context):
            for record in event["Records"]:
                Fleet().run(json.loads(record["body"])["user"])
    """,
    "a function's name with a prefix": """
        import boto3, os
        client = boto3.client("lambda")
        client.invoke(FunctionName=f"{os.environ['STAGE']}-{q}", InvocationType="Event", Payload=b"{}")  #! sdk-parameter
    """,
    "a function that the body names, by keyword arguments": """
        import boto3
        arguments = {"FunctionName": body["function"], "Payload": json.dumps(body["payload"])}
        boto3.client("lambda").invoke(**arguments)  #! sdk-parameter
    """,
    "a role's ARN put together": """
        import boto3
        sts = boto3.client("sts")
        sts.assume_role(RoleArn="arn:aws:iam::%s:role/reader" % body["account"], RoleSessionName="x")  #! sdk-parameter
    """,
    "a session's policy by a template": """
        import boto3, string
        POLICY = string.Template('{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/$prefix/*"}]}')
        boto3.client("sts").assume_role(RoleArn="arn:aws:iam::111122223333:role/r", RoleSessionName="s", Policy=POLICY.substitute(prefix=q))  #! sdk-parameter
    """,
    "a bucket by query": """
        import boto3
        boto3.resource("s3").Bucket(q).upload_file("/tmp/report.csv", "report.csv")  #! sdk-parameter
    """,
    "a key that is written": """
        import boto3
        def handler(event, context):
            s3 = boto3.client("s3")
            name = event["pathParameters"]["proxy"]
            s3.put_object(Bucket="site", Key=name, Body=event["body"])  #! sdk-parameter
    """,
    "a key for a link": """
        import boto3
        s3 = boto3.client("s3")
        url = s3.generate_presigned_url("get_object", Params={"Bucket": "b", "Key": q}, ExpiresIn=60)  #! sdk-parameter
        return {"statusCode": 200, "body": json.dumps({"url": url})}
    """,
    "a key for a form": """
        import boto3
        s3 = boto3.client("s3")
        return s3.generate_presigned_post(Bucket="b", Key=body["name"])  #! sdk-parameter
    """,
    "an object of a resource": """
        import boto3
        boto3.resource("s3").Object("b", q).delete()  #! sdk-parameter
    """,
    "what is copied": """
        import boto3
        s3 = boto3.client("s3")
        s3.copy_object(Bucket="b", Key="copy", CopySource={"Bucket": body["bucket"], "Key": body["key"]})  #! sdk-parameter
        s3.copy_object(Bucket="b", Key="copy", CopySource=f"{body['bucket']}/{body['key']}")  #! sdk-parameter
    """,
    "a table by tenant": """
        import boto3
        dynamodb = boto3.client("dynamodb")
        dynamodb.scan(TableName=body["table"])  #! sdk-parameter
    """,
    "a queue that the body names": """
        import boto3
        sqs = boto3.resource("sqs")
        sqs.Queue(body["queue"]).send_message(MessageBody="done")  #! sdk-parameter
    """,
    "a queue by name": """
        import boto3
        queue = boto3.resource("sqs").get_queue_by_name(QueueName=q)  #! sdk-parameter
        queue.send_message(MessageBody="x")  #! sdk-parameter
    """,
    "a topic that the body names": """
        import boto3
        sns = boto3.resource("sns")
        sns.Topic(body["topic"]).publish(Message="hello")  #! sdk-parameter
    """,
    "what is listed": """
        import boto3
        s3 = boto3.client("s3")
        s3.list_objects_v2(Bucket="b", Prefix=q)  #! sdk-parameter
        for page in s3.get_paginator("list_objects_v2").paginate(Bucket="b", Prefix=body["folder"]):  #! sdk-parameter
            len(page)
    """,
    "a decision that may be overridden": """
        import boto3
        order = {"approved": False, **body}
        boto3.client("stepfunctions").start_execution(stateMachineArn="m", input=json.dumps(order))  #! sdk-parameter
        other = {"approved": False}
        other.update(body)
        boto3.client("stepfunctions").start_execution(stateMachineArn="m", input=json.dumps(other))  #! sdk-parameter
    """,
    "a mail whose receiver is in its headers": """
        import boto3
        from email.mime.text import MIMEText
        message = MIMEText("Hello")
        message["From"] = "shop@example.com"
        message["To"] = body["mail"]
        boto3.client("ses").send_raw_email(Source="shop@example.com", Destinations=[body["mail"]], RawMessage={"Data": message.as_string()})  #! sdk-parameter
    """,
    "a secret by name": """
        import boto3
        secrets = boto3.client("secretsmanager")
        value = secrets.get_secret_value(SecretId="tenants/" + q)["SecretString"]  #! sdk-parameter
        return {"statusCode": 200, "body": value}
    """,
    "a parameter by Powertools": """
        from aws_lambda_powertools.utilities import parameters
        parameters.get_parameter(f"/app/{q}", decrypt=True)  #! sdk-parameter
        parameters.get_secret(q)  #! sdk-parameter
    """,
    "the input of a state machine by f-string": """
        import boto3
        boto3.client("stepfunctions").start_execution(stateMachineArn="arn:aws:states:eu-west-1:111122223333:stateMachine:m", input=f'{{"user": "{q}", "admin": false}}')  #! sdk-parameter
    """,
    "a state machine that the caller names": """
        import boto3
        boto3.client("stepfunctions").start_execution(stateMachineArn=body["machine"], input="{}")  #! sdk-parameter
    """,
    "mail to whom the caller says": """
        import boto3
        ses = boto3.client("ses")
        ses.send_email(Source="noreply@example.com", Destination={"ToAddresses": [body["to"]]}, Message={"Subject": {"Data": "Hello"}, "Body": {"Text": {"Data": body["text"]}}})  #! sdk-parameter
    """,
    "headers of a mail": """
        import boto3
        raw = "From: shop@example.com\\r\\nTo: office@example.com\\r\\nSubject: " + body["subject"] + "\\r\\n\\r\\nHello"
        boto3.client("ses").send_raw_email(RawMessage={"Data": raw})  #! sdk-parameter
    """,
    "mail of the second version": """
        import boto3
        client = boto3.client("sesv2")
        client.send_email(FromEmailAddress=body["from"], Destination={"ToAddresses": ["office@example.com"]}, Content={"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "y"}}}})  #! sdk-parameter
    """,
    "a stream by name": """
        import boto3
        boto3.client("kinesis").put_record(StreamName=q, Data=b"x", PartitionKey="1")  #! sdk-parameter
        boto3.client("firehose").put_record(DeliveryStreamName=body["stream"], Record={"Data": b"x"})  #! sdk-parameter
    """,
    "an event of which the caller says the kind": """
        import boto3
        boto3.client("events").put_events(Entries=[{"Source": "shop", "DetailType": body["type"], "Detail": "{}"}])  #! sdk-parameter
    """,
    "a container's command": """
        import boto3
        boto3.client("batch").submit_job(jobName="job", jobQueue="q", jobDefinition="d", containerOverrides={"command": ["sh", "-c", f"convert {q}"]})  #! sdk-parameter
    """,
    "a build of the caller's": """
        import boto3
        boto3.client("codebuild").start_build(projectName="p", buildspecOverride=body["spec"])  #! sdk-parameter
    """,
    "user data of an instance": """
        import boto3
        script = "#!/bin/bash\\nhostnamectl set-hostname {}\\n".format(q)
        boto3.client("ec2").run_instances(ImageId="ami-12345678", MinCount=1, MaxCount=1, UserData=script)  #! sdk-parameter
    """,
    "a group of a user pool": """
        import boto3
        boto3.client("cognito-idp").admin_add_user_to_group(UserPoolId="p", Username=body["user"], GroupName=body["group"])  #! sdk-parameter
    """,
    "any client by a helper": """
        import functools, boto3
        @functools.lru_cache
        def client(name):
            return boto3.client(name, region_name="eu-west-1")
        def call(function, payload):
            return client("lambda").invoke(FunctionName=function, Payload=payload)  #! sdk-parameter
        def handler(event, context):
            return call(event["headers"]["x-function"], event["body"])
    """,
    "keys of many objects": """
        import boto3
        s3 = boto3.client("s3")
        s3.delete_objects(Bucket="b", Delete={"Objects": [{"Key": key} for key in body["keys"]]})  #! sdk-parameter
    """,
    "PartiQL by f-string": """
        import boto3
        client = boto3.client("dynamodb")
        client.execute_statement(Statement=f'SELECT * FROM "users" WHERE email = \\'{q}\\'')  #! partiql-injection
    """,
    "PartiQL by join": """
        import boto3
        ids = ", ".join(f"'{one}'" for one in body["ids"])
        boto3.client("dynamodb").execute_statement(Statement="SELECT * FROM users WHERE id IN [" + ids + "]")  #! partiql-injection
    """,
    "PartiQL in a batch by comprehension": """
        import boto3
        statements = [{"Statement": "DELETE FROM t WHERE id = '%s'" % one} for one in body["ids"]]
        boto3.client("dynamodb").batch_execute_statement(Statements=statements)  #! partiql-injection
    """,
    "PartiQL of a resource's client": """
        import boto3
        table = boto3.resource("dynamodb").Table("users")
        table.meta.client.execute_statement(Statement="SELECT * FROM users WHERE name = '" + q + "'")  #! partiql-injection
    """,
    "PartiQL through a transaction": """
        import boto3
        boto3.client("dynamodb").execute_transaction(TransactStatements=[{"Statement": "UPDATE t SET a = '{}' WHERE id = ?".format(q), "Parameters": [{"S": "1"}]}])  #! partiql-injection
    """,
    "PartiQL with a table's name": """
        import boto3
        def query(client, table, where):
            statement = 'SELECT * FROM "{}"'.format(table)
            if where:
                statement += " WHERE " + " AND ".join(where)
            return client.execute_statement(Statement=statement)  #! partiql-injection
        def handler(event, context):
            where = []
            for name, value in (event["queryStringParameters"] or {}).items():
                where.append(f"{name} = '{value}'")
            return query(boto3.client("dynamodb"), "orders", where)["Items"]
    """,
    "PartiQL by a pager": """
        import boto3
        def rows(client, statement):
            token = None
            while True:
                answer = client.execute_statement(**({"Statement": statement, "NextToken": token} if token else {"Statement": statement}))  #! partiql-injection
                yield from answer["Items"]
                token = answer.get("NextToken")
                if not token:
                    return
        def handler(event, context):
            return list(rows(boto3.client("dynamodb"), f"SELECT * FROM t WHERE a = '{event['queryStringParameters']['a']}'"))
    """,
    "an expression with a name": """
        import boto3
        table = boto3.resource("dynamodb").Table("t")
        table.update_item(Key={"id": "1"}, UpdateExpression=f"SET {body['field']} = :v", ExpressionAttributeValues={":v": body["value"]})  #! filter-expression-injection
    """,
    "an expression of all that is sent": """
        import boto3
        table = boto3.resource("dynamodb").Table("t")
        parts = [f"{name} = :{name}" for name in body]
        table.update_item(Key={"id": "1"}, UpdateExpression="SET " + ", ".join(parts), ExpressionAttributeValues={f":{name}": value for name, value in body.items()})  #! filter-expression-injection
    """,
    "a projection": """
        import boto3
        boto3.client("dynamodb").get_item(TableName="t", Key={"id": {"S": "1"}}, ProjectionExpression=q)  #! filter-expression-injection
    """,
    "a filter by keyword arguments": """
        import boto3
        table = boto3.resource("dynamodb").Table("t")
        options = {"FilterExpression": "owner = '" + q + "'"}
        table.scan(**options)  #! filter-expression-injection
    """,
    "a filter through a paginator": """
        import boto3
        pages = boto3.client("dynamodb").get_paginator("scan")
        for page in pages.paginate(TableName="t", FilterExpression=f"contains({q}, :v)", ExpressionAttributeValues={":v": {"S": "x"}}):  #! filter-expression-injection
            len(page)
    """,
    "S3 Select": """
        import boto3
        boto3.client("s3").select_object_content(Bucket="b", Key="k", ExpressionType="SQL", Expression="SELECT * FROM s3object s WHERE s.name = '%s'" % q, InputSerialization={}, OutputSerialization={})  #! filter-expression-injection
    """,
    "a question to logs": """
        import boto3
        query = "fields @timestamp | filter @message like /" + q + "/"
        boto3.client("logs").start_query(logGroupName="g", startTime=0, endTime=1, queryString=query)  #! filter-expression-injection
    """,
    "a search": """
        from opensearchpy import OpenSearch
        client = OpenSearch("x")
        client.search(index="films", body={"query": {"query_string": {"query": q}}})  #! filter-expression-injection
    """,
    "instructions to a model": """
        import boto3
        bedrock = boto3.client("bedrock-runtime")
        prompt = f"You are a helpful assistant. Summarise the following review: {body['review']}"
        bedrock.invoke_model(modelId="m", body=json.dumps({"prompt": prompt}))  #! model-prompt
        bedrock.converse(modelId="m", messages=[{"role": "user", "content": [{"text": prompt}]}])  #! model-prompt
    """,
    "a client by getattr": """
        import boto3
        def handler(event, context):
            client = boto3.client("lambda")
            method = getattr(client, "invoke")
            return method(FunctionName=event["queryStringParameters"]["f"])["StatusCode"]  #! sdk-parameter
    """,
    "a facade with keyword arguments": """
        import json, boto3
        class Aws:
            def __init__(self, session=None):
                self.session = session or boto3.Session()
            def call(self, service, operation, **parameters):
                return getattr(self.session.client(service), operation)(**parameters)  #! sdk-parameter
        def handler(event, context):
            body = json.loads(event["body"])
            return Aws().call("sqs", "send_message", QueueUrl=body["url"], MessageBody="x")
    """,
    "an async client": """
        import asyncio, json, aioboto3
        session = aioboto3.Session()
        async def invoke(name):
            async with session.client("lambda") as client:
                return await client.invoke(FunctionName=name)  #! sdk-parameter
        def handler(event, context):
            return asyncio.run(invoke(json.loads(event["body"])["name"]))
    """,
    "a bucket by tenant of the path": """
        import boto3
        s3 = boto3.resource("s3")
        def handler(event, context):
            tenant = event["pathParameters"]["tenant"]
            return [one.key for one in s3.Bucket(f"{tenant}-files").objects.all()]  #! sdk-parameter
    """,
    "commands through a document of shell": """
        import json, boto3
        ssm = boto3.client("ssm")
        SCRIPT = '''#!/bin/bash
        useradd %(name)s
        '''
        def handler(event, context):
            for record in event["Records"]:
                user = json.loads(record["Sns"]["Message"])
                ssm.send_command(Targets=[{"Key": "tag:x", "Values": ["y"]}], DocumentName="AWS-RunShellScript", Parameters={"commands": SCRIPT.splitlines() + ["echo " + user["name"]]})  #! sdk-parameter
    """,
    "the input by concatenation": """
        import boto3
        sfn = boto3.client("stepfunctions")
        def handler(event, context):
            email = event["queryStringParameters"]["email"]
            payload = "{" + '"email": "' + email + '"}'
            sfn.start_sync_execution(stateMachineArn="m", input=payload)  #! sdk-parameter
    """,
    "a parameter's path": """
        import boto3
        ssm = boto3.client("ssm")
        def load(prefix):
            found = {}
            for page in ssm.get_paginator("get_parameters_by_path").paginate(Path=prefix, Recursive=True):  #! sdk-parameter
                for one in page["Parameters"]:
                    found[one["Name"]] = one["Value"]
            return found
        def handler(event, context):
            return load("/" + event["queryStringParameters"]["app"])
    """,
    "a template mail with the sender": """
        import json, boto3
        ses = boto3.client("ses")
        def handler(event, context):
            form = json.loads(event["body"])
            ses.send_templated_email(Source=form["from"], Destination={"ToAddresses": ["x@example.com"]}, Template="t", TemplateData="{}")  #! sdk-parameter
    """,
    "carbon copies": """
        import json, boto3
        def handler(event, context):
            form = json.loads(event["body"])
            destination = {"ToAddresses": ["x@example.com"]}
            if form.get("cc"):
                destination["CcAddresses"] = form["cc"].split(",")
            boto3.client("ses").send_email(Source="a@example.com", Destination=destination, Message={"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}})  #! sdk-parameter
    """,
    "the reply address": """
        import json, boto3
        def handler(event, context):
            form = json.loads(event["body"])
            boto3.client("sesv2").send_email(FromEmailAddress="a@example.com", Destination={"ToAddresses": ["x@example.com"]}, ReplyToAddresses=[form["mail"]], Content={"Raw": {"Data": ("Subject: " + form["subject"] + "\\n\\n").encode()}})  #! sdk-parameter
    """,
    "a default that the caller overrides": """
        import os, boto3
        sns = boto3.client("sns")
        def publish(message, topic=None):
            return sns.publish(TopicArn=topic or os.environ["TOPIC"], Message=message)  #! sdk-parameter
        def handler(event, context):
            query = event["queryStringParameters"] or {}
            publish("hello", query.get("topic"))
    """,
    "an event that is put as it came": """
        import json, boto3
        events = boto3.client("events")
        def handler(event, context):
            entries = [{"EventBusName": item.get("bus", "default"), "Source": "shop", "DetailType": "order", "Detail": json.dumps(item)} for item in json.loads(event["body"])]
            events.put_events(Entries=entries)  #! sdk-parameter
    """,
    "a table by format": """
        import boto3
        resource = boto3.resource("dynamodb")
        class Store:
            def __init__(self, stage):
                self.table = resource.Table("orders-{}".format(stage))
            def get(self, key):
                return self.table.get_item(Key={"id": key}).get("Item")  #! sdk-parameter
        def handler(event, context):
            return Store(event["headers"].get("x-stage", "prod")).get("1")
    """,
    "roles of a queue's message": """
        import json, boto3
        def session(account, role):
            arn = ":".join(["arn", "aws", "iam", "", account, "role/" + role])
            keys = boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="x")["Credentials"]  #! sdk-parameter
            return boto3.Session(aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
        def handler(event, context):
            for record in event["Records"]:
                job = json.loads(record["body"])
                session(job["account"], job["role"])
    """,
    "objects by other libraries": """
        import smart_open, awswrangler as wr
        def handler(event, context):
            path = event["queryStringParameters"]["path"]
            smart_open.open(f"s3://{path}")  #! sdk-parameter
            wr.s3.read_csv(path=path)  #! sdk-parameter
    """,
    "PartiQL by replace": """
        import boto3
        QUERY = "SELECT * FROM orders WHERE customer = '@customer'"
        def handler(event, context):
            return boto3.client("dynamodb").execute_statement(Statement=QUERY.replace("@customer", event["pathParameters"]["id"]))["Items"]  #! partiql-injection
    """,
    "PartiQL by a Template": """
        import boto3, string
        QUERY = string.Template("SELECT * FROM orders WHERE customer = '$customer'")
        def handler(event, context):
            return boto3.client("dynamodb").execute_statement(Statement=QUERY.substitute(customer=event["pathParameters"]["id"]))["Items"]  #! partiql-injection
    """,
    "PartiQL by a mapping": """
        import json, boto3
        client = boto3.client("dynamodb")
        def statement(row):
            return {"Statement": "INSERT INTO orders VALUE {'id': '%(id)s', 'name': '%(name)s'}" % row}
        def handler(event, context):
            rows = json.loads(event["body"])
            for start in range(0, len(rows), 25):
                client.batch_execute_statement(Statements=list(map(statement, rows[start:start + 25])))  #! partiql-injection
    """,
    "PartiQL with one parameter and one that isn't": """
        import boto3
        def handler(event, context):
            query = event["queryStringParameters"]
            text = f"SELECT * FROM orders WHERE customer = ? AND state = '{query['state']}'"
            boto3.client("dynamodb").execute_statement(Statement=text, Parameters=[{"S": query["customer"]}])  #! partiql-injection
    """,
    "PartiQL by a decorator": """
        import functools, boto3
        client = boto3.client("dynamodb")
        def paged(make):
            @functools.wraps(make)
            def run(*args):
                answer = client.execute_statement(Statement=make(*args))  #! partiql-injection
                return answer["Items"]
            return run
        @paged
        def by_name(name):
            return "SELECT * FROM people WHERE name = '" + name + "'"
        def handler(event, context):
            return by_name(event["arguments"]["name"])
    """,
    "PartiQL in a transaction that grows": """
        import json, boto3
        client = boto3.client("dynamodb")
        def handler(event, context):
            statements = []
            for item in json.loads(event["body"])["items"]:
                statements.append({"Statement": f"UPDATE stock SET amount = amount - 1 WHERE sku = '{item['sku']}'"})
            client.execute_transaction(TransactStatements=statements)  #! partiql-injection
    """,
    "a dictionary of parameters": """
        import json, boto3
        s3 = boto3.client("s3")
        def parameters(body):
            found = {"Bucket": body["bucket"]}
            found["Key"] = body.get("key", "index.html")
            return found
        def handler(event, context):
            return s3.get_object(**parameters(json.loads(event["body"])))["ContentLength"]  #! sdk-parameter
    """,
    "several clients in a map": """
        import json, boto3
        CLIENTS = {name: boto3.client(name) for name in ("sqs", "sns", "lambda")}
        def handler(event, context):
            target = json.loads(event["body"])["target"]
            CLIENTS["lambda"].invoke(FunctionName=target, InvocationType="Event")  #! sdk-parameter
    """,
    "a class that keeps a client": """
        import json, os, boto3
        class Notifier:
            def __init__(self, client=None, source=os.environ.get("SOURCE")):
                self.client = client or boto3.client("ses")
                self.source = source
            def notify(self, recipients, subject, text):
                message = {"Subject": {"Data": subject}, "Body": {"Text": {"Data": text}}}
                self.client.send_email(Source=self.source, Destination={"ToAddresses": recipients}, Message=message)  #! sdk-parameter
        def handler(event, context):
            body = json.loads(event["body"])
            Notifier().notify(body["recipients"], "Hello", "there")
    """,
    "from a step function's input": """
        import boto3
        dynamodb = boto3.client("dynamodb")
        def handler(event, context):
            fields = ", ".join(event["fields"])
            answer = dynamodb.execute_statement(Statement=f"SELECT {fields} FROM orders WHERE id = ?", Parameters=[{"S": event["id"]}])  #! partiql-injection
            return answer["Items"]
    """,
    "a session's client and a dict": """
        import json, boto3
        class Store:
            def __init__(self):
                self.client = boto3.session.Session().client("dynamodb")
            def select(self, **where):
                conditions = [f'"{name}" = \\'{value}\\'' for name, value in where.items()]
                request = {"Statement": 'SELECT * FROM "people" WHERE ' + " AND ".join(conditions)}
                return self.client.execute_statement(**request)["Items"]  #! partiql-injection
        def handler(event, context):
            return Store().select(name=event["queryStringParameters"]["name"])
    """,
    "the name of a function in a map of the body": """
        import json, boto3
        client = boto3.client("lambda")
        def handler(event, context):
            for step in json.loads(event["body"])["steps"]:
                answer = client.invoke(FunctionName=step["function"], Payload=json.dumps(step.get("input", {})))  #! sdk-parameter
                if answer["StatusCode"] >= 300:
                    break
    """,
    "an upload by a resource": """
        import base64, io, boto3
        bucket = boto3.resource("s3").Bucket("uploads")
        def handler(event, context):
            name = event["queryStringParameters"]["name"]
            bucket.upload_fileobj(io.BytesIO(base64.b64decode(event["body"])), name)  #! sdk-parameter
            bucket.put_object(Key=name, Body=b"x")  #! sdk-parameter
            bucket.Object(name).put(Body=b"x")  #! sdk-parameter
    """,
    "a key by f-string that begins with the caller's": """
        import boto3
        def handler(event, context):
            query = event["queryStringParameters"]
            key = f"{query['tenant']}/{query['name']}.json"
            return boto3.client("s3").get_object(Bucket="b", Key=key)["ContentLength"]  #! sdk-parameter
    """,
    "run command by another document": """
        import json, boto3
        def handler(event, context):
            body = json.loads(event["body"])
            ssm = boto3.client("ssm", region_name=body.get("region", "eu-west-1"))
            ssm.start_automation_execution(DocumentName=body["document"], Parameters={"InstanceId": ["i-1"]})  #! sdk-parameter
    """,
    "powertools' provider": """
        from aws_lambda_powertools.utilities import parameters
        ssm = parameters.SSMProvider()
        secrets = parameters.SecretsProvider()
        def handler(event, context):
            name = event["queryStringParameters"]["name"]
            return [ssm.get(name, decrypt=True), secrets.get(name), ssm.get_multiple("/" + name)]  #! sdk-parameter
    """,
    "the step function's name": """
        import json, os, boto3
        def handler(event, context):
            arn = f"arn:aws:states:{os.environ['AWS_REGION']}:{os.environ['ACCOUNT']}:stateMachine:{event['pathParameters']['flow']}"
            boto3.client("stepfunctions").start_execution(stateMachineArn=arn, input=json.dumps({}))  #! sdk-parameter
    """,
    "an update of powertools' body": """
        import boto3
        from aws_lambda_powertools.event_handler import APIGatewayRestResolver
        app = APIGatewayRestResolver()
        table = boto3.resource("dynamodb").Table("t")
        @app.patch("/items/<key>")
        def patch(key):
            body = app.current_event.json_body
            table.update_item(Key={"id": key}, UpdateExpression="SET " + ",".join(f"{name}=:{name}" for name in body), ExpressionAttributeValues={f":{name}": value for name, value in body.items()})  #! filter-expression-injection
            return {}
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "the stage of a header": """
        import boto3
        def handler(event, context):
            stage = event["headers"].get("X-Stage") or "prod"
            client = boto3.client("secretsmanager")
            return len(client.get_secret_value(SecretId=f"{stage}/database")["SecretString"])  #! sdk-parameter
    """,
    "a role for each account": """
        import json, boto3
        def assume(account, role="auditor", session="audit"):
            sts = boto3.client("sts")
            return sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/{role}", RoleSessionName=session)  #! sdk-parameter
        def handler(event, context):
            return [assume(**account)["Credentials"]["AccessKeyId"] for account in json.loads(event["body"])["accounts"]]
    """,
    "an attribute of a message": """
        import boto3
        sqs = boto3.client("sqs")
        def handler(event, context):
            for record in event["Records"]:
                reply = record["messageAttributes"]["replyTo"]["stringValue"]
                sqs.send_message(QueueUrl=reply, MessageBody="done")  #! sdk-parameter
    """,
    "a topic by a partner": """
        import os, boto3
        def topic(name):
            return ":".join(("arn:aws:sns", os.environ["AWS_REGION"], os.environ["ACCOUNT"], name))
        def handler(event, context):
            boto3.client("sns").publish(TopicArn=topic(event["pathParameters"]["partner"]), Message="x")  #! sdk-parameter
    """,
    "an alias of the function": """
        import json, boto3
        def handler(event, context):
            body = json.loads(event["body"])
            boto3.client("lambda").invoke(FunctionName="worker", Qualifier=body["version"], Payload=b"{}")
            boto3.client("lambda").invoke(FunctionName="worker:" + body["version"], Payload=b"{}")  #! sdk-parameter
    """,
    "a command in several lines": """
        import json, boto3
        LINES = ["set -e", "cd /srv/{app}", "./deploy.sh {version}"]
        def handler(event, context):
            body = json.loads(event["body"])
            commands = [line.format(**body) for line in LINES]
            boto3.client("ssm").send_command(InstanceIds=["i-1"], DocumentName="AWS-RunShellScript", Parameters={"commands": commands})  #! sdk-parameter
    """,
    "the input that was sent": """
        import os, boto3
        def handler(event, context):
            boto3.client("stepfunctions").start_execution(stateMachineArn=os.environ["FLOW"], input=event["body"])  #! sdk-parameter
    """,
    "a text in a list": """
        import boto3
        def handler(event, context):
            names = event["multiValueQueryStringParameters"]["name"]
            values = ",".join(["'%s'" % name for name in names])
            boto3.client("dynamodb").execute_statement(Statement=f"SELECT * FROM people WHERE name IN ({values})")  #! partiql-injection
    """,
    "an escape by hand with a backslash": """
        import boto3
        def quote(text):
            return "'" + text.replace("'", "\\\\'") + "'"
        def handler(event, context):
            boto3.client("dynamodb").execute_statement(Statement="SELECT * FROM people WHERE name = " + quote(event["pathParameters"]["name"]))  #! partiql-injection
    """,
    "a partner's configuration": """
        import json, boto3
        ssm = boto3.client("ssm")
        def settings(*names):
            answer = ssm.get_parameters(Names=[f"/partners/{name}" for name in names], WithDecryption=True)  #! sdk-parameter
            return {one["Name"]: one["Value"] for one in answer["Parameters"]}
        def handler(event, context):
            return settings(*json.loads(event["body"])["names"])
    """,
    "a request to another service's bucket": """
        import boto3
        class Reports:
            def __init__(self):
                self.s3 = boto3.client("s3")
            def copy(self, source, target):
                bucket, _, key = source.partition("/")
                self.s3.copy_object(CopySource={"Bucket": bucket, "Key": key}, Bucket="reports", Key=target)  #! sdk-parameter
        def handler(event, context):
            Reports().copy(event["queryStringParameters"]["source"], "latest.pdf")
    """,
    "keys of a batch": """
        import boto3
        client = boto3.client("dynamodb")
        def chunks(items, size):
            for start in range(0, len(items), size):
                yield items[start:start + size]
        def handler(event, context):
            for chunk in chunks(event["ids"], 25):
                client.batch_execute_statement(Statements=[dict(Statement="SELECT * FROM t WHERE id='" + one + "'") for one in chunk])  #! partiql-injection
    """,
}

SAFE = {
    "one of a list, else an answer": """
        import boto3
        TOOLS = ("ocr", "thumbnail")
        if q not in TOOLS:
            return {"statusCode": 404}
        boto3.client("lambda").invoke(FunctionName=q)
    """,
    "a look-up of a constant dict": """
        import boto3
        FUNCTIONS = {"a": "function-a", "b": "function-b"}
        boto3.client("lambda").invoke(FunctionName=FUNCTIONS[q])
    """,
    "a look-up with a default and a check": """
        import boto3
        FUNCTIONS = {"a": "function-a", "b": "function-b"}
        name = FUNCTIONS.get(q)
        if not name:
            raise ValueError("unknown")
        boto3.client("lambda").invoke(FunctionName=name)
    """,
    "an enum": """
        import enum, boto3
        class Tool(str, enum.Enum):
            OCR = "ocr"
            SCAN = "scan"
        def handler(event, context):
            try:
                tool = Tool(event["pathParameters"]["tool"])
            except ValueError:
                return {"statusCode": 404}
            boto3.client("lambda").invoke(FunctionName=f"tools-{tool.value}")
    """,
    "an enum by its name": """
        import enum, boto3
        class Tool(enum.Enum):
            OCR = "tools-ocr"
            SCAN = "tools-scan"
        def handler(event, context):
            boto3.client("lambda").invoke(FunctionName=Tool[event["pathParameters"]["tool"]].value)
    """,
    "members of an enum": """
        import enum, boto3
        class Tool(str, enum.Enum):
            OCR = "ocr"
            SCAN = "scan"
        def handler(event, context):
            tool = event["pathParameters"]["tool"]
            if tool not in [one.value for one in Tool]:
                return {"statusCode": 404}
            boto3.client("lambda").invoke(FunctionName=tool)
    """,
    "match": """
        import boto3
        def name_of(kind):
            match kind:
                case "a" | "b":
                    return f"function-{kind}"
                case _:
                    raise ValueError(kind)
        def handler(event, context):
            boto3.client("lambda").invoke(FunctionName=name_of(event["queryStringParameters"]["kind"]))
    """,
    "arguments of a command by their pattern": """
        import re, boto3
        def handler(event, context):
            branch = event["queryStringParameters"]["branch"]
            if not re.fullmatch(r"[A-Za-z0-9_-]{1,50}", branch):
                return {"statusCode": 400}
            boto3.client("ssm").send_command(InstanceIds=["i-1"], DocumentName="AWS-RunShellScript", Parameters={"commands": [f"git checkout {branch}"]})
    """,
    "a command whose words are quoted": """
        import shlex, boto3
        boto3.client("ssm").send_command(InstanceIds=["i-1"], DocumentName="AWS-RunShellScript", Parameters={"commands": [f"git checkout {shlex.quote(q)}"]})
    """,
    "parameters of a document of one's own": """
        import boto3
        boto3.client("ssm").send_command(InstanceIds=["i-1"], DocumentName="Own-Restart", Parameters={"number": [str(int(q))]})
    """,
    "a key below the caller's own folder": """
        import boto3
        def handler(event, context):
            user = event["requestContext"]["authorizer"]["jwt"]["claims"]["sub"]
            name = event["pathParameters"]["name"]
            return boto3.client("s3").generate_presigned_url("get_object", Params={"Bucket": "b", "Key": f"users/{user}/{name}"})
    """,
    "a key by an identifier of our own": """
        import uuid, boto3
        boto3.client("s3").put_object(Bucket="b", Key=f"uploads/{uuid.uuid4()}", Body=body["text"])
    """,
    "a key that is a UUID": """
        import uuid, boto3
        try:
            key = str(uuid.UUID(q))
        except ValueError:
            return {"statusCode": 400}
        boto3.client("s3").get_object(Bucket="b", Key=key)
    """,
    "a key under a folder": """
        import boto3, os
        key = os.path.basename(q)
        boto3.client("s3").get_object(Bucket="b", Key=f"public/{key}")
    """,
    "the object that an event tells of": """
        import boto3
        from urllib.parse import unquote_plus
        def handler(event, context):
            s3 = boto3.client("s3")
            for record in event["Records"]:
                bucket = record["s3"]["bucket"]["name"]
                key = unquote_plus(record["s3"]["object"]["key"])
                head = s3.head_object(Bucket=bucket, Key=key)
                s3.copy_object(Bucket="archive", Key=key, CopySource={"Bucket": bucket, "Key": key})
                s3.delete_object(Bucket=bucket, Key=key)
    """,
    "an account that is known": """
        import boto3, os
        ACCOUNTS = set(os.environ["ACCOUNTS"].split(","))
        if body["account"] not in ACCOUNTS:
            raise PermissionError
        boto3.client("sts").assume_role(RoleArn=f"arn:aws:iam::{body['account']}:role/reader", RoleSessionName="x")
    """,
    "an account of digits": """
        import boto3, re
        account = re.sub(r"[^0-9]", "", body["account"])
        boto3.client("sts").assume_role(RoleArn=f"arn:aws:iam::{account}:role/reader", RoleSessionName="x")
    """,
    "a tenant by the authorizer": """
        import boto3
        def handler(event, context):
            tenant = event["requestContext"]["authorizer"]["tenantId"]
            boto3.resource("dynamodb").Table(f"orders-{tenant}").get_item(Key={"id": "1"})
    """,
    "a policy by json.dumps": """
        import boto3
        def handler(event, context):
            tenant = event["requestContext"]["authorizer"]["claims"]["custom:tenant"]
            policy = {"Statement": [{"Effect": "Allow", "Action": "dynamodb:Query", "Resource": "*", "Condition": {"StringEquals": {"dynamodb:LeadingKeys": [tenant]}}}]}
            boto3.client("sts").assume_role(RoleArn="arn:aws:iam::111122223333:role/r", RoleSessionName="s", Policy=json.dumps(policy))
        import json
    """,
    "the input of a state machine by json.dumps": """
        import boto3
        boto3.client("stepfunctions").start_execution(stateMachineArn="m", input=json.dumps({"user": q, "admin": False}))
    """,
    "a decision that overrides": """
        import boto3
        order = {**body, "approved": False}
        boto3.client("stepfunctions").start_execution(stateMachineArn="m", input=json.dumps(order))
    """,
    "a folder of one's own is listed": """
        import boto3
        def handler(event, context):
            user = event["requestContext"]["authorizer"]["claims"]["sub"]
            folder = event["queryStringParameters"]["folder"]
            boto3.client("s3").list_objects_v2(Bucket="b", Prefix=f"users/{user}/{folder}")
            boto3.client("s3").delete_objects(Bucket="b", Delete={"Objects": [{"Key": f"users/{user}/a"}]})
    """,
    "the body as a whole to a state machine": """
        import boto3, os
        boto3.client("stepfunctions").start_execution(stateMachineArn=os.environ["MACHINE"], input=json.dumps({"order": body}))
    """,
    "mail to the office": """
        import boto3
        boto3.client("ses").send_email(Source="noreply@example.com", Destination={"ToAddresses": ["office@example.com"]}, Message={"Subject": {"Data": body["subject"]}, "Body": {"Text": {"Data": body["text"]}}})
    """,
    "mail by the classes of Python": """
        import boto3
        from email.message import EmailMessage
        message = EmailMessage()
        message["Subject"] = body["subject"]
        message["To"] = "office@example.com"
        message.set_content(body["text"])
        boto3.client("ses").send_raw_email(Destinations=["office@example.com"], RawMessage={"Data": message.as_bytes()})
    """,
    "mail to the address of the token": """
        import boto3
        def handler(event, context):
            mail = event["requestContext"]["authorizer"]["claims"]["email"]
            boto3.client("ses").send_email(Source="a@example.com", Destination={"ToAddresses": [mail]}, Message={"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "y"}}})
    """,
    "a queue out of a constant": """
        import boto3, os
        QUEUES = {"fast": os.environ["FAST"], "slow": os.environ["SLOW"]}
        boto3.client("sqs").send_message(QueueUrl=QUEUES.get(body["speed"], QUEUES["slow"]), MessageBody=json.dumps(body))
    """,
    "a parameter of a set": """
        from aws_lambda_powertools.utilities import parameters
        assert q in {"colour", "language"}, "unknown"
        parameters.get_parameter(f"/app/{q}")
    """,
    "a helper that raises": """
        import boto3
        ALLOWED = frozenset({"colour", "language"})
        def check(name):
            if name not in ALLOWED:
                raise KeyError(name)
            return name
        def handler(event, context):
            name = check(event["queryStringParameters"]["name"])
            boto3.client("ssm").get_parameter(Name=f"/app/{name}")
    """,
    "a helper that only raises": """
        import boto3
        ALLOWED = frozenset({"colour", "language"})
        def check(name):
            if name not in ALLOWED:
                raise KeyError(name)
        def handler(event, context):
            name = event["queryStringParameters"]["name"]
            check(name)
            boto3.client("ssm").get_parameter(Name=f"/app/{name}")
    """,
    "a literal of pydantic": """
        import boto3
        from typing import Literal
        from pydantic import BaseModel
        class Order(BaseModel):
            queue: Literal["fast", "slow"]
            number: int
        def handler(event, context):
            order = Order.model_validate_json(event["body"])
            boto3.client("lambda").invoke(FunctionName=f"orders-{order.queue}", Payload=str(order.number))
    """,
    "a pattern of pydantic by StringConstraints": """
        import boto3
        from typing import Annotated
        from pydantic import BaseModel, StringConstraints
        class Request(BaseModel):
            name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,30}$")]
        def handler(event, context):
            request = Request.model_validate_json(event["body"])
            boto3.client("ssm").get_parameter(Name=f"/app/{request.name}")
    """,
    "a validator of pydantic": """
        import boto3
        from pydantic import BaseModel, field_validator
        NAMES = {"a", "b"}
        class Request(BaseModel):
            name: str
            @field_validator("name")
            @classmethod
            def known(cls, value):
                if value not in NAMES:
                    raise ValueError("unknown")
                return value
        def handler(event, context):
            request = Request.model_validate_json(event["body"])
            boto3.client("ssm").get_parameter(Name=f"/app/{request.name}")
    """,
    "a dataclass that checks": """
        import json, re, boto3
        from dataclasses import dataclass
        @dataclass(frozen=True)
        class Request:
            name: str
            def __post_init__(self):
                if not re.fullmatch(r"[a-z]+", self.name):
                    raise ValueError("a name")
        def handler(event, context):
            request = Request(json.loads(event["body"])["name"])
            boto3.client("ssm").get_parameter(Name=f"/app/{request.name}")
    """,
    "a schema with an enum": """
        import boto3
        from aws_lambda_powertools.utilities.validation import validator
        SCHEMA = {"type": "object", "required": ["name"], "properties": {"name": {"enum": ["a", "b"]}}}
        @validator(inbound_schema=SCHEMA, envelope="powertools_json(body)")
        def handler(event, context):
            boto3.client("ssm").get_parameter(Name=f"/app/{event['name']}")
    """,
    "validate of Powertools": """
        import boto3
        from aws_lambda_powertools.utilities.validation import validate, SchemaValidationError
        SCHEMA = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "pattern": "^[a-z]+$"}}}
        try:
            validate(event=body, schema=SCHEMA)
        except SchemaValidationError:
            return {"statusCode": 400}
        boto3.client("ssm").get_parameter(Name=f"/app/{body['name']}")
    """,
    "PartiQL with parameters": """
        import boto3
        client = boto3.client("dynamodb")
        client.execute_statement(Statement='SELECT * FROM "users" WHERE email = ?', Parameters=[{"S": q}])
        marks = ", ".join("?" for _ in body["ids"])
        client.execute_statement(Statement=f"SELECT * FROM users WHERE id IN [{marks}]", Parameters=[{"S": one} for one in body["ids"]])
        client.batch_execute_statement(Statements=[{"Statement": "DELETE FROM t WHERE id = ?", "Parameters": [{"S": one}]} for one in body["ids"]])
    """,
    "PartiQL with marks repeated": """
        import boto3
        marks = ",".join(["?"] * len(body["ids"]))
        boto3.client("dynamodb").execute_statement(Statement="SELECT * FROM users WHERE id IN [" + marks + "]", Parameters=[{"S": str(one)} for one in body["ids"]])
    """,
    "PartiQL with a number": """
        import boto3
        boto3.client("dynamodb").execute_statement(Statement=f"SELECT * FROM t WHERE year = {int(q)}")
    """,
    "PartiQL with columns of a list": """
        import boto3
        COLUMNS = {"name", "city"}
        columns = [one for one in q.split(",") if one in COLUMNS]
        boto3.client("dynamodb").execute_statement(Statement=f"SELECT {', '.join(columns)} FROM t WHERE id = ?", Parameters=[{"S": "1"}])
    """,
    "expressions by placeholders": """
        import boto3
        table = boto3.resource("dynamodb").Table("t")
        names = {f"#f{number}": name for number, name in enumerate(body)}
        values = {f":v{number}": value for number, value in enumerate(body.values())}
        parts = [f"#f{number} = :v{number}" for number in range(len(body))]
        table.update_item(Key={"id": "1"}, UpdateExpression="SET " + ", ".join(parts), ExpressionAttributeNames=names, ExpressionAttributeValues=values)
    """,
    "expressions by boto3's conditions": """
        import boto3
        from boto3.dynamodb.conditions import Attr, Key
        table = boto3.resource("dynamodb").Table("t")
        condition = Attr("city").eq(q)
        if body.get("name"):
            condition = condition & Attr("name").begins_with(body["name"])
        table.query(KeyConditionExpression=Key("pk").eq(f"user#{q}") & Key("sk").begins_with("order#"), FilterExpression=condition)
        options = {"KeyConditionExpression": Key("pk").eq(q), "Limit": 20}
        table.query(**options)
    """,
    "expressions of fields that are allowed": """
        import boto3
        ALLOWED = ("name", "city")
        table = boto3.resource("dynamodb").Table("t")
        parts, values = [], {}
        for field in ALLOWED:
            if field in body:
                parts.append(f"{field} = :{field}")
                values[f":{field}"] = body[field]
        table.update_item(Key={"id": "1"}, UpdateExpression="SET " + ", ".join(parts), ExpressionAttributeValues=values)
    """,
    "expressions of fields that are filtered": """
        import boto3
        ALLOWED = {"name", "city"}
        table = boto3.resource("dynamodb").Table("t")
        fields = {name: value for name, value in body.items() if name in ALLOWED}
        table.update_item(Key={"id": "1"}, UpdateExpression="SET " + ", ".join(f"{name} = :{name}" for name in fields), ExpressionAttributeValues={f":{name}": value for name, value in fields.items()})
    """,
    "unknown fields are refused": """
        import boto3
        ALLOWED = {"name", "city"}
        unknown = set(body) - ALLOWED
        if unknown:
            return {"statusCode": 400}
        table = boto3.resource("dynamodb").Table("t")
        table.update_item(Key={"id": "1"}, UpdateExpression="SET " + ", ".join(f"{name} = :{name}" for name in body), ExpressionAttributeValues={f":{name}": value for name, value in body.items()})
    """,
    "an expression that grows": """
        import boto3
        expression = "SET updated = :now"
        values = {":now": 1}
        if "name" in body:
            expression += ", #n = :name"
            values[":name"] = body["name"]
        boto3.resource("dynamodb").Table("t").update_item(Key={"id": q}, UpdateExpression=expression, ExpressionAttributeValues=values, ExpressionAttributeNames={"#n": "name"})
    """,
    "a search for words": """
        from opensearchpy import OpenSearch
        client = OpenSearch("x")
        client.search(index="films", body={"query": {"match": {"title": q}}, "size": 10})
        client.search(index="films", body={"query": {"bool": {"must": [{"match": {"title": q}}], "filter": [{"term": {"year": body["year"]}}]}}})
    """,
    "a question to logs with a number": """
        import boto3
        boto3.client("logs").start_query(logGroupName="g", startTime=0, endTime=1, queryString=f"fields @message | limit {min(int(q), 100)}")
    """,
    "what a user wrote to a model is what the user says": """
        import boto3
        boto3.client("bedrock-runtime").converse(modelId="m", system=[{"text": "Summarise reviews."}], messages=[{"role": "user", "content": [{"text": body["review"]}]}])
    """,
    "a frozenset of functions of the environment": """
        import os, boto3
        ALLOWED = frozenset(os.environ.get("ALLOWED", "a,b").split(","))
        def handler(event, context):
            name = event["queryStringParameters"]["f"]
            if name not in ALLOWED:
                return {"statusCode": 403}
            return boto3.client("lambda").invoke(FunctionName=name)["StatusCode"]
    """,
    "look-ups that raise": """
        import boto3
        ROLES = {"reader": "arn:aws:iam::111122223333:role/reader"}
        def handler(event, context):
            try:
                role = ROLES[event["pathParameters"]["role"]]
            except KeyError:
                return {"statusCode": 404}
            return boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="x")["AssumedRoleUser"]["Arn"]
    """,
    "a key whose parts are checked": """
        import re, boto3
        KEY = re.compile(r"^reports/\\d{4}/\\d{2}\\.pdf$")
        def handler(event, context):
            key = event["queryStringParameters"]["key"]
            if KEY.match(key) is None:
                return {"statusCode": 400}
            return boto3.client("s3").generate_presigned_url("get_object", Params={"Bucket": "b", "Key": key})
    """,
    "a beginning that belongs to the caller": """
        import boto3
        def handler(event, context):
            claims = event["requestContext"]["authorizer"]["claims"]
            key = event["queryStringParameters"]["key"]
            prefix = f"tenants/{claims['custom:tenant']}/"
            if not key.startswith(prefix) or ".." in key:
                return {"statusCode": 403}
            boto3.client("s3").delete_object(Bucket="b", Key=key)
    """,
    "an item that the caller owns": """
        import boto3
        table = boto3.resource("dynamodb").Table("files")
        def handler(event, context):
            item = table.get_item(Key={"owner": event["requestContext"]["authorizer"]["claims"]["sub"], "id": event["pathParameters"]["id"]}).get("Item")
            if not item:
                return {"statusCode": 404}
            return boto3.client("s3").generate_presigned_url("get_object", Params={"Bucket": item["bucket"], "Key": item["key"]})
    """,
    "a queue by its kind": """
        import os, boto3
        def queue_of(kind):
            if kind == "fast":
                return os.environ["FAST"]
            if kind == "slow":
                return os.environ["SLOW"]
            raise ValueError("unknown kind")
        def handler(event, context):
            boto3.client("sqs").send_message(QueueUrl=queue_of(event["pathParameters"]["kind"]), MessageBody=event["body"])
    """,
    "run command with a checked instance and words": """
        import re, shlex, boto3
        def handler(event, context):
            detail = event["detail"]
            instance, service = detail["instance"], detail["service"]
            if not re.fullmatch(r"i-[0-9a-f]{17}", instance):
                raise ValueError("instance")
            boto3.client("ssm").send_command(InstanceIds=[instance], DocumentName="AWS-RunShellScript", Parameters={"commands": ["systemctl restart " + shlex.quote(service)]})
    """,
    "mail of a user of ours": """
        import boto3
        table = boto3.resource("dynamodb").Table("users")
        def handler(event, context):
            user = table.get_item(Key={"id": event["pathParameters"]["id"]})["Item"]
            boto3.client("ses").send_email(Source="a@example.com", Destination={"ToAddresses": [user["email"]]}, Message={"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}})
    """,
    "mail with the caller's text in its body": """
        import json, boto3
        def handler(event, context):
            form = json.loads(event["body"])
            boto3.client("sesv2").send_email(FromEmailAddress="a@example.com", Destination={"ToAddresses": ["x@example.com"]}, Content={"Simple": {"Subject": {"Data": form["subject"]}, "Body": {"Text": {"Data": form["text"]}}}})
    """,
    "the input by named fields": """
        import json, boto3
        def handler(event, context):
            body = json.loads(event["body"])
            order = {"id": body["id"], "items": body.get("items", []), "paid": False}
            boto3.client("stepfunctions").start_execution(stateMachineArn="m", name=f"order-{context.aws_request_id}", input=json.dumps(order, separators=(",", ":")))
    """,
    "an entry of the program's own": """
        import json, boto3
        def handler(event, context):
            boto3.client("events").put_events(Entries=[{"Source": "shop", "DetailType": "order", "Detail": json.dumps(json.loads(event["body"]))}])
    """,
    "a stage of a map with a fallback": """
        import boto3
        STAGES = {"prod": "orders-prod", "test": "orders-test"}
        def handler(event, context):
            stage = event["headers"].get("x-stage")
            table = boto3.resource("dynamodb").Table(STAGES.get(stage) or STAGES["prod"])
            return table.get_item(Key={"id": event["pathParameters"]["id"]}).get("Item")
    """,
    "a schema of jsonschema with patterns": """
        import json, boto3, jsonschema
        SCHEMA = {"type": "object", "properties": {"account": {"type": "string", "pattern": "^[0-9]{12}$"}}, "required": ["account"]}
        def handler(event, context):
            body = json.loads(event["body"])
            try:
                jsonschema.validate(instance=body, schema=SCHEMA)
            except jsonschema.ValidationError as error:
                return {"statusCode": 400}
            boto3.client("sts").assume_role(RoleArn=f"arn:aws:iam::{body['account']}:role/x", RoleSessionName="s")
    """,
    "a typed dictionary of pydantic": """
        import boto3
        from enum import Enum
        from pydantic import BaseModel, Field, UUID4
        class Kind(str, Enum):
            daily = "daily"
            weekly = "weekly"
        class Report(BaseModel):
            kind: Kind
            id: UUID4
            pages: int = Field(ge=1, le=10)
        def handler(event, context):
            report = Report.parse_raw(event["body"])
            boto3.client("s3").get_object(Bucket="b", Key=f"{report.kind.value}/{report.id}/{report.pages}.pdf")
            boto3.client("s3").get_object(Bucket="b", Key=str(report.id))
    """,
    "PartiQL with a parameter of a helper": """
        import boto3
        client = boto3.client("dynamodb")
        def run(statement, *values):
            return client.execute_statement(Statement=statement, Parameters=[{"S": value} for value in values])["Items"]
        def handler(event, context):
            query = event["queryStringParameters"]
            text = "SELECT * FROM orders WHERE customer = ?"
            values = [query["customer"]]
            if "state" in query:
                text += " AND state = ?"
                values.append(query["state"])
            return run(text, *values)
    """,
    "PartiQL with a table of ours": """
        import os, boto3
        def handler(event, context):
            boto3.client("dynamodb").execute_statement(Statement=f'SELECT * FROM "{os.environ["TABLE"]}"."by-name" WHERE name = ?', Parameters=[{"S": event["pathParameters"]["name"]}])
    """,
    "PartiQL by a sort that is known": """
        import boto3
        def handler(event, context):
            order = "DESC" if event["queryStringParameters"].get("order") == "desc" else "ASC"
            boto3.client("dynamodb").execute_statement(Statement=f"SELECT * FROM orders WHERE customer = ? ORDER BY created {order}", Parameters=[{"S": event["pathParameters"]["id"]}])
    """,
    "permissions by a table": """
        import boto3
        ALLOWED = {"admin": ["users", "orders"], "clerk": ["orders"]}
        def handler(event, context):
            role = event["requestContext"]["authorizer"]["claims"]["custom:role"]
            table = event["pathParameters"]["table"]
            if table not in ALLOWED.get(role, []):
                return {"statusCode": 403}
            return boto3.resource("dynamodb").Table(table).scan()["Items"]
    """,
    "a typed lookup": """
        import enum, os, boto3
        class Queue(enum.Enum):
            FAST = os.environ.get("FAST", "f")
            SLOW = os.environ.get("SLOW", "s")
        def handler(event, context):
            name = event["pathParameters"]["queue"].upper()
            if name not in Queue.__members__:
                return {"statusCode": 404}
            boto3.client("sqs").send_message(QueueUrl=Queue[name].value, MessageBody=event["body"])
    """,
    "fields that are known": """
        import boto3
        FIELDS = ("id", "name", "city")
        def handler(event, context):
            fields = ", ".join(field for field in FIELDS if field in event["fields"])
            return boto3.client("dynamodb").execute_statement(Statement=f"SELECT {fields} FROM orders WHERE id = ?", Parameters=[{"S": event["id"]}])["Items"]
    """,
    "fields that are asked for": """
        import boto3
        FIELDS = {"id", "name", "city"}
        def handler(event, context):
            fields = event["fields"]
            if not set(fields) <= FIELDS:
                raise ValueError("unknown field")
            return boto3.client("dynamodb").execute_statement(Statement="SELECT " + ",".join(fields) + " FROM orders WHERE id = ?", Parameters=[{"S": event["id"]}])["Items"]
    """,
    "an upload by a name of our own": """
        import base64, io, os, uuid, boto3
        bucket = boto3.resource("s3").Bucket("uploads")
        def handler(event, context):
            ending = os.path.splitext(event["queryStringParameters"]["name"])[1]
            if ending not in (".png", ".jpg"):
                return {"statusCode": 400}
            bucket.upload_fileobj(io.BytesIO(base64.b64decode(event["body"])), f"{uuid.uuid4()}{ending}")
    """,
    "the tenant of the token alone": """
        import boto3
        def tenant_of(event):
            return event["requestContext"]["authorizer"]["jwt"]["claims"]["tenant"]
        def handler(event, context):
            query = event["queryStringParameters"]
            if query["tenant"] != tenant_of(event):
                return {"statusCode": 403}
            return boto3.client("s3").get_object(Bucket="b", Key=f"{query['tenant']}/{query['name']}.json")["ContentLength"]
    """,
    "steps of a list": """
        import json, boto3
        client = boto3.client("lambda")
        STEPS = {"resize": "images-resize", "mark": "images-mark"}
        def handler(event, context):
            steps = json.loads(event["body"])["steps"]
            unknown = [step for step in steps if step not in STEPS]
            if unknown:
                return {"statusCode": 400, "body": json.dumps({"unknown": unknown})}
            for step in steps:
                client.invoke(FunctionName=STEPS[step], InvocationType="Event")
                client.invoke(FunctionName=f"images-{step}", InvocationType="Event")
    """,
    "documents by name": """
        import json, boto3
        DOCUMENTS = {"restart": "Own-Restart", "patch": "Own-Patch"}
        def handler(event, context):
            body = json.loads(event["body"])
            document = DOCUMENTS.get(body.get("action", ""))
            if document is None:
                return {"statusCode": 400}
            boto3.client("ssm").start_automation_execution(DocumentName=document, Parameters={"Number": [str(int(body["number"]))]})
    """,
    "names by placeholders in a class": """
        import json, boto3
        class Update:
            def __init__(self):
                self.sets, self.names, self.values = [], {}, {}
            def add(self, name, value):
                number = len(self.sets)
                self.sets.append(f"#n{number} = :v{number}")
                self.names[f"#n{number}"] = name
                self.values[f":v{number}"] = value
            def arguments(self):
                return {"UpdateExpression": "SET " + ", ".join(self.sets), "ExpressionAttributeNames": self.names, "ExpressionAttributeValues": self.values}
        def handler(event, context):
            update = Update()
            for name, value in json.loads(event["body"]).items():
                update.add(name, value)
            boto3.resource("dynamodb").Table("t").update_item(Key={"id": event["pathParameters"]["id"]}, **update.arguments())
    """,
    "a key with a checked name": """
        import os, re, boto3
        s3 = boto3.client("s3")
        NAME = re.compile(r"[\\w-]+\\.(?:png|jpe?g)", re.ASCII)
        def handler(event, context):
            name = event["pathParameters"]["name"]
            if not NAME.fullmatch(name):
                return {"statusCode": 400}
            return s3.generate_presigned_url("put_object", Params={"Bucket": os.environ["BUCKET"], "Key": name})
    """,
    "a bucket of the record, a key of our own": """
        import os, boto3
        from urllib.parse import unquote_plus
        s3 = boto3.client("s3")
        def handler(event, context):
            for record in event["Records"]:
                key = unquote_plus(record["s3"]["object"]["key"])
                body = s3.get_object(Bucket=record["s3"]["bucket"]["name"], Key=key)["Body"].read()
                s3.put_object(Bucket=os.environ["TARGET"], Key=f"thumbnails/{os.path.basename(key)}", Body=body)
                s3.put_object_tagging(Bucket=record["s3"]["bucket"]["name"], Key=key, Tagging={"TagSet": []})
    """,
    "queues in a map with a default": """
        import collections, os, boto3
        QUEUES = collections.defaultdict(lambda: os.environ["SLOW"], fast=os.environ["FAST"])
        def handler(event, context):
            boto3.client("sqs").send_message(QueueUrl=QUEUES[event["headers"].get("x-speed", "")], MessageBody=event["body"])
    """,
    "a reply queue that is known": """
        import os, boto3
        sqs = boto3.client("sqs")
        QUEUES = {os.environ["A_URL"], os.environ["B_URL"]}
        def handler(event, context):
            for record in event["Records"]:
                reply = record["messageAttributes"]["replyTo"]["stringValue"]
                if reply not in QUEUES:
                    continue
                sqs.send_message(QueueUrl=reply, MessageBody="done")
    """,
    "a version that is a number": """
        import json, boto3
        def handler(event, context):
            version = json.loads(event["body"])["version"]
            if not (isinstance(version, int) and 0 < version < 100):
                return {"statusCode": 400}
            boto3.client("lambda").invoke(FunctionName=f"worker:{version}", Payload=b"{}")
    """,
    "words of a command that are checked": """
        import json, re, boto3
        LINES = ["cd /srv/{app}", "./deploy.sh {version}"]
        WORD = re.compile(r"[a-z0-9.-]+")
        def handler(event, context):
            body = json.loads(event["body"])
            words = {name: body[name] for name in ("app", "version")}
            if not all(WORD.fullmatch(word) for word in words.values()):
                return {"statusCode": 400}
            boto3.client("ssm").send_command(InstanceIds=["i-1"], DocumentName="AWS-RunShellScript", Parameters={"commands": [line.format(**words) for line in LINES]})
    """,
    "words of a command by shlex": """
        import json, shlex, boto3
        LINES = ["cd /srv/{app}", "./deploy.sh {version}"]
        def handler(event, context):
            words = {name: shlex.quote(value) for name, value in json.loads(event["body"]).items()}
            boto3.client("ssm").send_command(InstanceIds=["i-1"], DocumentName="AWS-RunShellScript", Parameters={"commands": [line.format(**words) for line in LINES]})
    """,
    "a client by a list of services": """
        import json, boto3
        def handler(event, context):
            user = event["requestContext"]["authorizer"]["claims"]["sub"]
            body = json.loads(event["body"])
            boto3.client("s3").put_object(Bucket="b", Key=f"{user}/{body['name']}", Body=body["text"].encode())
            boto3.client("events").put_events(Entries=[{"Source": "app", "DetailType": "saved", "Detail": json.dumps({"user": user, **body})}])
    """,
    "names of settings that are known": """
        import json, boto3
        NAMES = {"colour", "language"}
        def handler(event, context):
            names = json.loads(event["body"])["names"]
            if not NAMES.issuperset(names):
                return {"statusCode": 400}
            return boto3.client("ssm").get_parameters(Names=[f"/partners/{name}" for name in names])["Parameters"]
    """,
    "names that are intersected": """
        import json, boto3
        NAMES = {"colour", "language"}
        def handler(event, context):
            names = NAMES & set(json.loads(event["body"])["names"])
            return boto3.client("ssm").get_parameters(Names=[f"/partners/{name}" for name in names])["Parameters"]
    """,
    "names that are intersected by a method": """
        import json, boto3
        NAMES = frozenset(("colour", "language"))
        def handler(event, context):
            names = sorted(NAMES.intersection(json.loads(event["body"])["names"]))
            return boto3.client("ssm").get_parameters(Names=[f"/partners/{name}" for name in names])["Parameters"]
    """,
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_a_caller_says_to_aws_is_reported(name: str) -> None:
    text = program(FAULTY[name], "app.py")
    assert expected(text), "no line of it says what is reported"
    assert reported("app.py", text) == expected(text), text


@pytest.mark.parametrize("name", SAFE)
def test_what_a_program_chooses_is_not(name: str) -> None:
    text = program(SAFE[name], "app.py")
    assert reported("app.py", text) == set(), text
