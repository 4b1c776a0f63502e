# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""Commands, code and formats that bring code along, as engineers use them in Python.

Sources: docs.python.org/3 (subprocess, os, asyncio, pickle), OWASP Cheat Sheet Series (OS command injection,
deserialisation), the documentation of PyYAML, pandas and torch (2026-11).
"""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

FAULTY = {
    "os.system by percent": """
        import os
        os.system("convert %s /tmp/out.png" % q)  #! command-injection
    """,
    "shell by a variable": """
        import subprocess
        use_shell = True
        subprocess.run("ls " + q, shell=use_shell, check=True)  #! command-injection
    """,
    "shell by keyword arguments": """
        import subprocess
        OPTIONS = {"shell": True, "capture_output": True}
        subprocess.run(f"ls {q}", **OPTIONS)  #! command-injection
    """,
    "a helper that runs": """
        import subprocess
        def run(command, **options):
            return subprocess.check_output(command, shell=True, **options)  #! command-injection
        def handler(event, context):
            return run("ffprobe " + event["queryStringParameters"]["file"]).decode()
    """,
    "from subprocess import": """
        from subprocess import PIPE, Popen
        process = Popen("grep " + q + " /opt/words", shell=True, stdout=PIPE)  #! command-injection
        return process.communicate()[0]
    """,
    "an alias": """
        import subprocess as sp
        runner = sp.run
        runner("ls %s" % q, shell=True)  #! command-injection
    """,
    "a list joined": """
        import subprocess
        command = ["convert", q, "/tmp/out.png"]
        subprocess.call(" ".join(command), shell=True)  #! command-injection
    """,
    "a shell in a list": """
        import subprocess
        subprocess.run(["/bin/bash", "-c", "cat " + q + " | wc -l"], check=True)  #! command-injection
    """,
    "asyncio's shell": """
        import asyncio
        async def run(command):
            process = await asyncio.create_subprocess_shell(command, stdout=asyncio.subprocess.PIPE)  #! command-injection
            out, _ = await process.communicate()
            return out
        def handler(event, context):
            return asyncio.run(run(f"ls {event['queryStringParameters']['q']}"))
    """,
    "asyncio's shell in a list": """
        import asyncio
        async def run(text):
            await asyncio.create_subprocess_exec("sh", "-c", f"echo {text}")  #! command-injection
        def handler(event, context):
            asyncio.get_event_loop().run_until_complete(run(event["body"]))
    """,
    "os.exec and os.spawn": """
        import os
        os.execl("/bin/sh", "sh", "-c", "ls " + q)  #! command-injection
    """,
    "os.spawn": """
        import os
        os.spawnlp(os.P_WAIT, "sh", "sh", "-c", f"ls {q}")  #! command-injection
    """,
    "pty": """
        import pty
        pty.spawn(["/bin/sh", "-c", f"ls {q}"])  #! command-injection
    """,
    "the program": """
        import subprocess
        subprocess.run([body["program"], "--version"])  #! command-injection
        subprocess.run(q.split())  #! command-injection
    """,
    "a pipeline": """
        import subprocess
        subprocess.Popen(f"cat /tmp/x | grep '{q}'", shell=True, executable="/bin/bash")  #! command-injection
    """,
    "paramiko": """
        import paramiko
        client = paramiko.SSHClient()
        client.connect("x")
        stdin, stdout, stderr = client.exec_command("systemctl restart {}".format(q))  #! command-injection
    """,
    "fabric": """
        from fabric import Connection
        Connection("host").run(f"ls {q}")  #! command-injection
        Connection("host").sudo(f"ls {q}")  #! command-injection
    """,
    "quoted in quotes": """
        import subprocess
        subprocess.run(f'echo "{q}"', shell=True)  #! command-injection
    """,
    "commands of many records": """
        import json, os
        def handler(event, context):
            commands = [f"rm -rf /mnt/{json.loads(record['body'])['folder']}" for record in event["Records"]]
            for command in commands:
                os.system(command)  #! command-injection
    """,
    "a block-list": """
        import os
        for bad in (";", "|", "&"):
            if bad in q:
                raise ValueError(bad)
        os.system("ping -c 1 " + q)  #! command-injection
    """,
    "an option of a program": """
        import subprocess
        subprocess.run(f"git clone {q} /tmp/x".split())
        subprocess.run("git clone " + q, shell=True)  #! command-injection
    """,
    "eval of a formula": """
        result = eval(body["formula"], {"__builtins__": {}}, {"x": 1})  #! code-injection
        return {"statusCode": 200, "body": str(result)}
    """,
    "exec of code": """
        scope = {}
        exec(compile(body["code"], "<user>", "exec"), scope)  #! code-injection
    """,
    "a module by name": """
        import importlib
        module = importlib.import_module("plugins." + q)  #! code-injection
        getattr(module, "run")()
    """,
    "a function of the module by name": """
        def drop():
            return 1
        def handler(event, context):
            return eval(event["queryStringParameters"]["action"] + "()")  #! code-injection
    """,
    "a lambda by text": """
        rule = eval("lambda row: " + body["rule"])  #! code-injection
    """,
    "pandas": """
        import pandas as pd
        frame = pd.DataFrame({"a": [1]})
        frame.query(f"a > {q}")  #! code-injection
        frame.eval("b = " + body["expression"], inplace=True)  #! code-injection
    """,
    "pickle of a cookie": """
        import base64, pickle
        session = pickle.loads(base64.b64decode(event["headers"]["x-session"]))  #! unsafe-deserialisation
    """,
    "pickle of an object": """
        import boto3, pickle
        def handler(event, context):
            key = event["Records"][0]["s3"]["object"]["key"]
            data = boto3.client("s3").get_object(Bucket="b", Key=key)["Body"].read()
            return pickle.loads(data)  #! unsafe-deserialisation
    """,
    "yaml": """
        import yaml
        yaml.load(event["body"], Loader=yaml.UnsafeLoader)  #! unsafe-deserialisation
        yaml.load(q, yaml.Loader)  #! unsafe-deserialisation
        list(yaml.load_all(q, Loader=yaml.Loader))  #! unsafe-deserialisation
    """,
    "pandas's pickles": """
        import io, pandas
        pandas.read_pickle(io.BytesIO(event["body"].encode()))  #! unsafe-deserialisation
    """,
    "joblib of a file that was loaded": """
        import boto3, joblib
        def handler(event, context):
            boto3.client("s3").download_file("models", event["Records"][0]["s3"]["object"]["key"], "/tmp/model")
            return joblib.load("/tmp/model")  #! unsafe-deserialisation
    """,
    "numpy's objects": """
        import io, numpy as np
        np.load(io.BytesIO(event["body"].encode()), allow_pickle=True)  #! unsafe-deserialisation
    """,
    "jsonpickle and dill": """
        import dill, jsonpickle
        jsonpickle.decode(event["body"])  #! unsafe-deserialisation
        dill.loads(event["body"].encode())  #! unsafe-deserialisation
    """,
    "a class of unpicklers": """
        import base64, io, pickle
        class Unpickler(pickle.Unpickler):
            pass
        def handler(event, context):
            return Unpickler(io.BytesIO(base64.b64decode(event["body"]))).load()  #! unsafe-deserialisation
    """,
    "a class of tools": """
        import json, subprocess
        class Tool:
            name = "convert"
            def __init__(self, *options):
                self.options = list(options)
            @property
            def line(self):
                return f"{self.name} {' '.join(self.options)}"
            def run(self):
                return subprocess.run(self.line, shell=True, capture_output=True, check=True).stdout  #! command-injection
        def handler(event, context):
            body = json.loads(event["body"])
            return Tool("/tmp/in.png", "-resize", body["size"], "/tmp/out.png").run().decode()
    """,
    "a command of a template": """
        import json, subprocess
        from string import Template
        COMMAND = Template("pdftotext -f $first -l $last /tmp/in.pdf -")
        def handler(event, context):
            pages = json.loads(event["body"])
            return subprocess.getoutput(COMMAND.substitute(first=pages["first"], last=pages.get("last", 1)))  #! command-injection
    """,
    "a partial": """
        import functools, subprocess
        shell = functools.partial(subprocess.run, shell=True, check=True)
        def handler(event, context):
            shell("nslookup " + event["queryStringParameters"]["host"])  #! command-injection
    """,
    "quotes inside quotes": """
        import os, shlex
        def handler(event, context):
            name = shlex.quote(event["queryStringParameters"]["name"])
            os.system(f"bash -c 'echo {name}'")
            os.system(f'grep "{event["queryStringParameters"]["name"]}" /opt/words')  #! command-injection
    """,
    "a pattern without its end": """
        import os, re
        def handler(event, context):
            host = event["queryStringParameters"]["host"]
            if not re.match(r"[a-z0-9.-]+", host):
                return {"statusCode": 400}
            os.system("ping -c 1 " + host)  #! command-injection
    """,
    "a pattern over lines": """
        import os, re
        def handler(event, context):
            host = event["queryStringParameters"]["host"]
            if not re.match(r"^[a-z0-9.-]+$", host, re.MULTILINE):
                return {"statusCode": 400}
            os.system("ping -c 1 " + host)  #! command-injection
    """,
    "an ignored check": """
        import os, re
        def valid(host):
            return re.fullmatch(r"[a-z0-9.-]+", host) is not None
        def handler(event, context):
            host = event["queryStringParameters"]["host"]
            valid(host)
            os.system("ping -c 1 " + host)  #! command-injection
    """,
    "the other field is checked": """
        import json, os
        def handler(event, context):
            body = json.loads(event["body"])
            if not body["port"].isdigit():
                return {"statusCode": 400}
            os.system(f"nc -z {body['host']} {body['port']}")  #! command-injection
    """,
    "an environment's command with the caller's words": """
        import os, subprocess
        def handler(event, context):
            subprocess.check_call([os.environ["SHELL"], "-c", "make " + event["queryStringParameters"]["target"]])
            subprocess.check_call("make " + event["queryStringParameters"]["target"], shell=True)  #! command-injection
    """,
    "a thread": """
        import os, threading
        def work(name):
            os.system("touch /tmp/" + name)  #! command-injection
        def handler(event, context):
            threads = [threading.Thread(target=work, args=(record["body"],)) for record in event["Records"]]
            for thread in threads:
                thread.start()
    """,
    "a table of functions": """
        import subprocess
        def zip_(name):
            return f"zip -r /tmp/out.zip {name}"
        def tar(name):
            return f"tar -czf /tmp/out.tgz {name}"
        FORMATS = {"zip": zip_, "tar": tar}
        def handler(event, context):
            query = event["queryStringParameters"]
            subprocess.run(FORMATS[query["format"]](query["name"]), shell=True)  #! command-injection
    """,
    "a formula through a compiler": """
        import json
        def compiled(text):
            return compile(text, "<rule>", "eval")  #! code-injection
        def handler(event, context):
            rule = json.loads(event["body"])["rule"]
            return eval(compiled(rule), {"x": 1})  #! code-injection
    """,
    "a class by name": """
        import importlib
        def load(path):
            module, _, name = path.rpartition(".")
            return getattr(importlib.import_module(module), name)  #! code-injection
        def handler(event, context):
            return load(event["queryStringParameters"]["handler"])(event)
    """,
    "a cache of pickles in redis": """
        import base64, pickle
        def loads(text):
            return pickle.loads(base64.urlsafe_b64decode(text))  #! unsafe-deserialisation
        def handler(event, context):
            cookies = dict(part.split("=", 1) for part in event["cookies"])
            return loads(cookies["state"])["user"]
    """,
    "records of a stream": """
        import base64, pickle
        def handler(event, context):
            return [pickle.loads(base64.b64decode(record["kinesis"]["data"])) for record in event["Records"]]  #! unsafe-deserialisation
    """,
    "yaml of a bucket": """
        import boto3, yaml
        s3 = boto3.client("s3")
        def handler(event, context):
            record = event["Records"][0]["s3"]
            body = s3.get_object(Bucket=record["bucket"]["name"], Key=record["object"]["key"])["Body"]
            return yaml.load(body, Loader=yaml.FullLoader)  #! unsafe-deserialisation
    """,
    "a job runner with a registry": """
        import json, subprocess
        JOBS = {}
        def job(name):
            def register(function):
                JOBS[name] = function
                return function
            return register
        @job("thumbnail")
        def thumbnail(options):
            subprocess.run("convert %s -thumbnail 100 /tmp/out.png" % options["source"], shell=True, check=True)  #! command-injection
        def handler(event, context):
            for record in event["Records"]:
                message = json.loads(record["body"])
                JOBS[message["job"]](message["options"])
    """,
    "an abstract class": """
        import abc, os
        class Step(abc.ABC):
            @abc.abstractmethod
            def line(self, value): ...
            def run(self, value):
                return os.popen(self.line(value)).read()  #! command-injection
        class Count(Step):
            def line(self, value):
                return f"wc -l {value}"
        def handler(event, context):
            return Count().run(event["queryStringParameters"]["file"])
    """,
    "kwargs through layers": """
        import subprocess
        def run(command, *, check=True, **options):
            return subprocess.run(command, check=check, **options)  #! command-injection
        def git(*words, **options):
            return run("git " + " ".join(words), shell=True, **options)
        def handler(event, context):
            git("checkout", event["queryStringParameters"]["branch"], cwd="/tmp/repo")
    """,
    "named tuple": """
        import json, os
        from typing import NamedTuple
        class Target(NamedTuple):
            host: str
            port: int = 80
        def handler(event, context):
            body = json.loads(event["body"])
            target = Target(body["host"], int(body["port"]))
            os.system(f"nc -z {target.host} {target.port}")  #! command-injection
    """,
    "dictionary of state": """
        import json, os
        def prepare(state):
            state["name"] = state["event"]["name"]
            return state
        def execute(state):
            os.system("mkdir /tmp/" + state["name"])  #! command-injection
            return state
        def handler(event, context):
            state = {"event": json.loads(event["body"])}
            for step in (prepare, execute):
                state = step(state)
            return state
    """,
    "a model that says text": """
        import subprocess
        from pydantic import BaseModel, Field
        class Job(BaseModel):
            name: str = Field(min_length=1, max_length=50)
            priority: int = 0
        def handler(event, context):
            job = Job.model_validate_json(event["body"])
            subprocess.run(f"run --priority {job.priority} {job.name}", shell=True)  #! command-injection
    """,
    "a schema with a length": """
        import json, os
        from aws_lambda_powertools.utilities.validation import validator
        SCHEMA = {"type": "object", "properties": {"name": {"type": "string", "maxLength": 30}}}
        @validator(inbound_schema=SCHEMA)
        def handler(event, context):
            os.system("run " + event["name"])  #! command-injection
    """,
    "a parser with a model": """
        import os
        from aws_lambda_powertools.utilities.parser import BaseModel, event_parser
        from aws_lambda_powertools.utilities.parser.envelopes import ApiGatewayEnvelope
        class Order(BaseModel):
            id: int
            note: str
        @event_parser(model=Order, envelope=ApiGatewayEnvelope)
        def handler(event: Order, context):
            os.system(f"print {event.id} {event.note}")  #! command-injection
    """,
    "a validator that only strips": """
        import os
        from pydantic import BaseModel, field_validator
        class Order(BaseModel):
            note: str
            @field_validator("note")
            @classmethod
            def stripped(cls, value):
                return value.strip()
        def handler(event, context):
            os.system("print " + Order.model_validate_json(event["body"]).note)  #! command-injection
    """,
    "loops whose check doesn't stop": """
        import json, os
        def handler(event, context):
            names = json.loads(event["body"])["names"]
            for name in names:
                if not name.isalnum():
                    break
            os.system("run " + " ".join(names))  #! command-injection
            for name in names:
                if not name.isalnum():
                    continue
            os.system("run " + " ".join(names))  #! command-injection
            for name in names:
                if name.isalnum():
                    print("fine")
            os.system("run " + " ".join(names))  #! command-injection
            if any(name.isalnum() for name in names):
                os.system("run " + " ".join(names))  #! command-injection
            if not all(name.isalnum() for name in names):
                print("strange")
            os.system("run " + " ".join(names))  #! command-injection
            for name in names:
                os.system("run " + name)  #! command-injection
                if not name.isalnum():
                    raise ValueError(name)
    """,
    "letters that don't help": """
        import os, string
        def handler(event, context):
            q = event["queryStringParameters"]["q"]
            if all(letter in string.printable for letter in q):
                os.system("run " + q)  #! command-injection
            if set(q) <= set(string.punctuation + string.ascii_letters):
                os.system("run " + q)  #! command-injection
            if q in "a;b|c":
                os.system("run " + q)  #! command-injection
    """,
}

SAFE = {
    "a list of arguments": """
        import subprocess
        subprocess.run(["convert", "--", q, "/tmp/out.png"], check=True, shell=False)
        subprocess.check_output(["grep", "-e", q, "/opt/words"], text=True)
    """,
    "a list that grows": """
        import subprocess
        command = ["ffmpeg", "-i", "/tmp/in.mp4"]
        if body.get("width"):
            command += ["-vf", f"scale={body['width']}:-1"]
        command.extend(["-y", "/tmp/out.mp4"])
        subprocess.run(command, check=True)
    """,
    "shlex.quote": """
        import os, shlex, subprocess
        os.system("ls " + shlex.quote(q))
        subprocess.run(f"cat {shlex.quote(q)} | wc -l", shell=True)
        subprocess.run("grep {} /opt/words".format(shlex.quote(body["word"])), shell=True)
    """,
    "shlex.join": """
        import shlex, subprocess
        subprocess.run(shlex.join(["grep", q, "/opt/words"]) + " | wc -l", shell=True)
    """,
    "all are quoted": """
        import shlex, subprocess
        names = " ".join(shlex.quote(one) for one in body["names"])
        subprocess.run(f"ls {names}", shell=True)
        others = " ".join(map(shlex.quote, body["names"]))
        subprocess.run(f"ls {others}", shell=True)
    """,
    "what a shell is given": """
        import subprocess
        subprocess.run(["sh", "-c", 'grep "$1" /opt/words | wc -l', "sh", q])
        subprocess.run("cat | wc -l", shell=True, input=body["text"], text=True)
        subprocess.run('ls "$NAME"', shell=True, env={"NAME": q})
    """,
    "a command of a list": """
        import subprocess
        COMMANDS = {"disk": "df -h", "memory": "free -m"}
        command = COMMANDS.get(q)
        if command is None:
            return {"statusCode": 400}
        subprocess.run(command, shell=True)
    """,
    "a tuple of words": """
        import os
        assert q in ("start", "stop")
        os.system(f"service app {q}")
    """,
    "a pattern": """
        import os, re
        HOST = re.compile(r"^[a-zA-Z0-9.-]+$")
        def check(host):
            if not HOST.match(host):
                raise ValueError("a host")
            return host
        def handler(event, context):
            os.system("ping -c 1 " + check(event["queryStringParameters"]["host"]))
    """,
    "a pattern by search": """
        import os, re
        if re.search(r"[^a-z0-9-]", q):
            return {"statusCode": 400}
        os.system("ping -c 1 " + q)
    """,
    "a pattern for what is bad": """
        import os, re
        BAD = re.compile(r"[^\\w-]")
        if BAD.search(q) is not None:
            raise ValueError
        os.system("ping -c 1 " + q)
        os.system("ping -c 1 " + BAD.sub("", body["host"]))
    """,
    "letters by all": """
        import os, string
        ALLOWED = set(string.ascii_letters + string.digits + "-")
        if not all(letter in ALLOWED for letter in q):
            return {"statusCode": 400}
        os.system("ping -c 1 " + q)
    """,
    "letters by a set": """
        import os, string
        ALLOWED = set(string.ascii_lowercase)
        if not set(q) <= ALLOWED:
            return {"statusCode": 400}
        os.system("ping -c 1 " + q)
        if not set(body["host"]).issubset(ALLOWED):
            raise ValueError
        os.system("ping -c 1 " + body["host"])
    """,
    "letters are kept": """
        import os
        name = "".join(letter for letter in q if letter.isalnum() or letter in "-_")
        os.system("ping -c 1 " + name)
    """,
    "an address": """
        import ipaddress, os
        try:
            address = ipaddress.ip_address(q)
        except ValueError:
            return {"statusCode": 400}
        os.system(f"ping -c 1 {address}")
        os.system("ping -c 1 " + q)
    """,
    "a number with bounds": """
        import os
        quality = max(1, min(100, int(body.get("quality", 80))))
        os.system(f"convert -quality {quality} /tmp/a.png /tmp/b.jpg")
    """,
    "words of a command that is written down": """
        import shlex, subprocess
        subprocess.run(shlex.split("ls -l /tmp"), check=True)
        subprocess.run("ls -l".split() + [q])
    """,
    "asyncio's exec": """
        import asyncio
        async def run(name):
            process = await asyncio.create_subprocess_exec("ls", "--", name, stdout=asyncio.subprocess.PIPE)
            return await process.communicate()
        def handler(event, context):
            return asyncio.run(run(event["queryStringParameters"]["q"]))
    """,
    "paramiko with quotes": """
        import paramiko, shlex
        paramiko.SSHClient().exec_command(f"systemctl restart {shlex.quote(q)}")
    """,
    "a guard as a decorator": """
        import functools, os, re
        def checked(function):
            @functools.wraps(function)
            def inner(name):
                if not re.fullmatch(r"[a-z]+", name):
                    raise ValueError(name)
                return function(name)
            return inner
        @checked
        def run(name):
            os.system(f"ls {name}")
        def handler(event, context):
            run(event["queryStringParameters"]["name"])
    """,
    "literal_eval and json": """
        import ast, json
        ast.literal_eval(q)
        json.loads(q)
        int(q, 16)
    """,
    "operators by name": """
        import operator
        OPERATORS = {"+": operator.add, "-": operator.sub}
        OPERATORS[body["operator"]](float(body["a"]), float(body["b"]))
    """,
    "functions by name": """
        def start(body):
            return 1
        def stop(body):
            return 2
        ACTIONS = {"start": start, "stop": stop}
        def handler(event, context):
            import json
            body = json.loads(event["body"])
            action = ACTIONS.get(body["action"])
            return action(body) if action else None
    """,
    "a module of a list": """
        import importlib
        PLUGINS = {"a": "plugins.a", "b": "plugins.b"}
        importlib.import_module(PLUGINS[q])
        if q not in PLUGINS:
            raise ValueError
        importlib.import_module(f"plugins.{q}")
    """,
    "a numeric formula": """
        import re
        if not re.fullmatch(r"[0-9+*/(). -]+", q):
            return {"statusCode": 400}
        return eval(q)
    """,
    "pandas with variables": """
        import pandas as pd
        frame = pd.DataFrame({"a": [1]})
        frame.query("a > @limit", local_dict={"limit": q})
        frame[frame["a"] == q]
        frame.query(f"a > {float(q)}")
    """,
    "safe loaders": """
        import yaml
        yaml.safe_load(event["body"])
        yaml.load(event["body"], Loader=yaml.SafeLoader)
        yaml.load(event["body"], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        list(yaml.safe_load_all(event["body"]))
    """,
    "a signature is checked first": """
        import base64, hashlib, hmac, os, pickle
        KEY = os.environ["KEY"].encode()
        data, signature = base64.b64decode(body["data"]), body["signature"]
        expected = hmac.new(KEY, data, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, signature):
            return {"statusCode": 403}
        pickle.loads(data)
    """,
    "arrays without objects": """
        import io, numpy as np, torch
        np.load(io.BytesIO(event["body"].encode()), allow_pickle=False)
        torch.load(io.BytesIO(event["body"].encode()), weights_only=True)
    """,
    "a pickle of our own": """
        import boto3, pickle
        data = boto3.client("s3").get_object(Bucket="models", Key="model.pkl")["Body"].read()
        pickle.loads(data)
    """,
    "other formats": """
        import csv, io, msgpack, tomllib
        msgpack.unpackb(event["body"].encode())
        tomllib.loads(event["body"])
        list(csv.DictReader(io.StringIO(event["body"])))
    """,
    "a restricted unpickler": """
        import base64, io, pickle
        class Restricted(pickle.Unpickler):
            def find_class(self, module, name):
                if (module, name) not in {("builtins", "set"), ("builtins", "frozenset")}:
                    raise pickle.UnpicklingError("forbidden")
                return super().find_class(module, name)
        def handler(event, context):
            return Restricted(io.BytesIO(base64.b64decode(event["body"]))).load()
    """,
    "a class of tools with a list": """
        import json, subprocess
        class Tool:
            def __init__(self, name, *options):
                self.command = [name, *options]
            def run(self):
                return subprocess.run(self.command, capture_output=True, check=True).stdout
        def handler(event, context):
            body = json.loads(event["body"])
            return Tool("convert", "/tmp/in.png", "-resize", body["size"], "/tmp/out.png").run().decode()
    """,
    "a helper that quotes all": """
        import shlex, subprocess
        def sh(template, *words):
            return subprocess.run(template.format(*map(shlex.quote, words)), shell=True, check=True)
        def handler(event, context):
            sh("grep {} /opt/words | sort > {}", event["queryStringParameters"]["word"], "/tmp/out")
    """,
    "quoted by a comprehension of pairs": """
        import json, shlex, subprocess
        def handler(event, context):
            options = json.loads(event["body"])
            line = " ".join(f"--set {shlex.quote(str(key))}={shlex.quote(str(value))}" for key, value in options.items())
            subprocess.run(f"helm template {line}", shell=True, check=True)
    """,
    "a list that is checked in a loop": """
        import json, re, subprocess
        NAME = re.compile(r"[a-z][a-z0-9-]*")
        def handler(event, context):
            names = json.loads(event["body"])["packages"]
            for name in names:
                if not NAME.fullmatch(name):
                    raise ValueError(name)
            subprocess.run("pip download " + " ".join(names), shell=True, check=True)
    """,
    "fields that are checked in a loop": """
        import json, os
        def handler(event, context):
            body = json.loads(event["body"])
            for field in ("host", "port"):
                if not body[field].isalnum():
                    return {"statusCode": 400}
            os.system(f"nc -z {body['host']} {body['port']}")
    """,
    "a helper that gives what is wrong": """
        import json, os, re
        def problem(body):
            if not re.fullmatch(r"[a-z0-9.-]+", body.get("host", "")):
                return "host"
            return None
        def handler(event, context):
            body = json.loads(event["body"])
            wrong = problem(body)
            if wrong:
                return {"statusCode": 400, "body": wrong}
            os.system("ping -c 1 " + body["host"])
    """,
    "a walrus": """
        import os, re
        def handler(event, context):
            if (found := re.fullmatch(r"(\\d{1,3})x(\\d{1,3})", event["queryStringParameters"]["size"])) is None:
                return {"statusCode": 400}
            os.system(f"convert /tmp/a.png -resize {found[1]}x{found.group(2)} /tmp/b.png")
    """,
    "named groups": """
        import os, re
        VERSION = re.compile(r"v(?P<major>\\d+)\\.(?P<minor>\\d+)")
        def handler(event, context):
            match = VERSION.match(event["queryStringParameters"]["version"])
            if not match:
                raise ValueError("a version")
            parts = match.groupdict()
            os.system(f"deploy {match['major']}.{match['minor']} {parts['major']}")
    """,
    "min and max": """
        import os
        def number(text, low, high):
            try:
                value = int(text)
            except (TypeError, ValueError):
                return low
            return min(max(value, low), high)
        def handler(event, context):
            os.system(f"convert -quality {number(event['queryStringParameters'].get('q'), 1, 100)} /tmp/a.png /tmp/b.jpg")
    """,
    "a flag": """
        import os
        def handler(event, context):
            verbose = "-v" if event["queryStringParameters"].get("verbose") == "true" else ""
            os.system(f"make {verbose} all")
    """,
    "a key of a constant": """
        import os
        SIZES = {"s": "100x100", "l": "800x800"}
        def handler(event, context):
            size = event["queryStringParameters"].get("size", "s")
            if size not in SIZES.keys():
                size = "s"
            os.system(f"convert /tmp/a.png -resize {SIZES[size]} /tmp/{size}.png")
    """,
    "a data class with types that convert": """
        import json, os
        from dataclasses import dataclass
        @dataclass
        class Size:
            width: int
            height: int
            @classmethod
            def of(cls, body):
                return cls(int(body["width"]), int(body["height"]))
        def handler(event, context):
            size = Size.of(json.loads(event["body"]))
            os.system(f"convert /tmp/a.png -resize {size.width}x{size.height} /tmp/b.png")
    """,
    "attrs with a converter": """
        import json, os
        from pydantic import BaseModel, conint, constr
        class Size(BaseModel):
            width: conint(ge=1, le=4000)
            name: constr(pattern=r"^[a-z]+$")
        def handler(event, context):
            size = Size(**json.loads(event["body"]))
            os.system(f"convert /tmp/a.png -resize {size.width} /tmp/{size.name}.png")
    """,
    "a formula of numbers by ast": """
        import ast, operator
        OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub}
        def value(node):
            if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
                return node.value
            if isinstance(node, ast.BinOp):
                return OPERATORS[type(node.op)](value(node.left), value(node.right))
            raise ValueError("not a formula")
        def handler(event, context):
            return value(ast.parse(event["queryStringParameters"]["formula"], mode="eval").body)
    """,
    "a signature by a helper": """
        import base64, hashlib, hmac, os, pickle
        def verified(token):
            data, _, signature = token.rpartition(".")
            expected = hmac.new(os.environ["KEY"].encode(), data.encode(), hashlib.sha256).hexdigest()
            if not hmac.compare_digest(expected, signature):
                raise PermissionError
            return base64.b64decode(data)
        def handler(event, context):
            return pickle.loads(verified(event["headers"]["x-state"]))["user"]
    """,
    "a pipeline of validators": """
        import json, os, re
        def is_text(value):
            return isinstance(value, str)
        def is_name(value):
            return re.fullmatch(r"[a-z0-9-]{1,40}", value) is not None
        def handler(event, context):
            name = json.loads(event["body"])["name"]
            if not (is_text(name) and is_name(name)):
                return {"statusCode": 400}
            os.system("deploy " + name)
    """,
    "a table of patterns": """
        import json, os, re
        RULES = {"name": re.compile(r"[a-z]+"), "version": re.compile(r"[0-9.]+")}
        def handler(event, context):
            body = json.loads(event["body"])
            for field, rule in RULES.items():
                if not rule.fullmatch(body.get(field, "")):
                    return {"statusCode": 400}
            os.system(f"deploy {body['name']} {body['version']}")
    """,
    "errors are collected": """
        import json, os, re
        def validate(body):
            errors = []
            if not re.fullmatch(r"[a-z]+", body.get("name", "")):
                errors.append("name")
            if not str(body.get("count", "")).isdigit():
                errors.append("count")
            return errors
        def handler(event, context):
            body = json.loads(event["body"])
            errors = validate(body)
            if errors:
                return {"statusCode": 422, "body": json.dumps(errors)}
            os.system(f"deploy {body['name']} {body['count']}")
    """,
    "a property that converts": """
        import os
        class Request:
            def __init__(self, event):
                self._query = event["queryStringParameters"] or {}
            @property
            def size(self):
                return int(self._query.get("size", 100))
            @property
            def kind(self):
                kind = self._query.get("kind", "png")
                return kind if kind in {"png", "jpg"} else "png"
        def handler(event, context):
            request = Request(event)
            os.system(f"convert /tmp/in -resize {request.size} /tmp/out.{request.kind}")
    """,
    "contextual suppress": """
        import contextlib, os
        def handler(event, context):
            number = 0
            with contextlib.suppress(ValueError, TypeError):
                number = int(event["queryStringParameters"]["n"])
            os.system(f"seq {number}")
    """,
    "a try with else": """
        import os
        def handler(event, context):
            try:
                number = int(event["queryStringParameters"]["n"])
            except (KeyError, ValueError):
                return {"statusCode": 400}
            else:
                os.system(f"seq {number}")
    """,
    "a validated setter": """
        import json, os, re
        class Deployment:
            def __init__(self, name):
                self.name = name
            @property
            def name(self):
                return self._name
            @name.setter
            def name(self, value):
                if not re.fullmatch(r"[a-z-]+", value):
                    raise ValueError(value)
                self._name = value
        def handler(event, context):
            os.system("deploy " + Deployment(json.loads(event["body"])["name"]).name)
    """,
    "a model that says choices": """
        import subprocess
        from typing import Literal
        from pydantic import BaseModel, Field
        class Job(BaseModel):
            name: str = Field(pattern="^[a-z][a-z0-9-]*$")
            kind: Literal["full", "partial"] = "full"
            priority: int = 0
        def handler(event, context):
            job = Job.model_validate_json(event["body"])
            subprocess.run(f"run --priority {job.priority} --{job.kind} {job.name}", shell=True)
    """,
    "a parser of powertools by parse": """
        import os
        from aws_lambda_powertools.utilities.parser import BaseModel, Field, parse
        from aws_lambda_powertools.utilities.parser.envelopes import SqsEnvelope
        class Order(BaseModel):
            id: int
            code: str = Field(pattern=r"^[A-Z]{3}$")
        def handler(event, context):
            for order in parse(event=event, model=Order, envelope=SqsEnvelope):
                os.system(f"print {order.id} {order.code}")
    """,
    "marshmallow": """
        import os, json
        from marshmallow import Schema, fields, validate
        class Order(Schema):
            id = fields.Integer(required=True)
            kind = fields.String(validate=validate.OneOf(["a", "b"]))
            code = fields.String(validate=validate.Regexp(r"^[A-Z]{3}$"))
        def handler(event, context):
            order = Order().load(json.loads(event["body"]))
            os.system(f"print {order['id']} {order['kind']} {order['code']}")
    """,
    "a validator that raises": """
        import os, re
        from pydantic import BaseModel, validator
        class Order(BaseModel):
            note: str
            @validator("note")
            def plain(cls, value):
                if not re.fullmatch(r"[A-Za-z0-9 ]*", value):
                    raise ValueError("letters alone")
                return value
        def handler(event, context):
            os.system("print " + Order.parse_raw(event["body"]).note)
    """,
    "a validator of the whole model": """
        import os
        from pydantic import BaseModel, model_validator
        class Order(BaseModel):
            note: str
            @model_validator(mode="after")
            def plain(self):
                if not self.note.isalnum():
                    raise ValueError("letters alone")
                return self
        def handler(event, context):
            os.system("print " + Order.model_validate_json(event["body"]).note)
    """,
    "after a validator of annotated types": """
        import os, re
        from typing import Annotated
        from pydantic import AfterValidator, BaseModel
        def plain(value):
            if not re.fullmatch(r"[A-Za-z0-9]+", value):
                raise ValueError("letters alone")
            return value
        Plain = Annotated[str, AfterValidator(plain)]
        class Order(BaseModel):
            note: Plain
        def handler(event, context):
            os.system("print " + Order.model_validate_json(event["body"]).note)
    """,
    "a list that is built of flags": """
        import json, subprocess
        FLAGS = {"verbose": "-v", "force": "-f"}
        def handler(event, context):
            body = json.loads(event["body"])
            flags = [flag for name, flag in FLAGS.items() if body.get(name)]
            subprocess.run("make " + " ".join(flags), shell=True, check=True)
    """,
    "numbers of a list": """
        import json, os
        def handler(event, context):
            numbers = [int(one) for one in json.loads(event["body"])["ids"]]
            os.system("process " + " ".join(str(number) for number in numbers))
            os.system("process " + " ".join(f"{number:d}" for number in numbers))
    """,
    "a hash of what was given": """
        import hashlib, os
        def handler(event, context):
            name = hashlib.sha1(event["queryStringParameters"]["url"].encode()).hexdigest()[:12]
            os.system(f"convert /tmp/{name}.png /tmp/{name}.jpg")
    """,
    "a format that is chosen": """
        import subprocess
        from enum import Enum
        class Format(Enum):
            PNG = "png"
            JPG = "jpg"
        def handler(event, context):
            try:
                format_ = Format[event["queryStringParameters"]["format"].upper()]
            except KeyError:
                return {"statusCode": 400}
            subprocess.check_call(f"convert /tmp/in.pdf /tmp/out.{format_.value}", shell=True)
    """,
    "the name is normalised": """
        import re, unicodedata, os
        def slug(text):
            text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
            return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        def handler(event, context):
            os.system("mkdir -p /mnt/shops/" + slug(event["queryStringParameters"]["name"]))
    """,
    "a tuple unpacked from a pattern": """
        import os, re
        def handler(event, context):
            found = re.match(r"(\\w+)/(\\w+)$", event["queryStringParameters"]["repository"])
            if found is None:
                return {"statusCode": 400}
            owner, name = found.groups()
            os.system(f"git clone https://github.com/{owner}/{name}.git /tmp/x")
    """,
    "a class with slots of checks": """
        import json, os, re
        class Field:
            def __init__(self, pattern):
                self.pattern = re.compile(pattern)
            def check(self, value):
                if not isinstance(value, str) or not self.pattern.fullmatch(value):
                    raise ValueError("a field")
                return value
        HOST, PORT = Field(r"[a-z0-9.-]+"), Field(r"\\d{1,5}")
        def handler(event, context):
            body = json.loads(event["body"])
            os.system(f"nc -z {HOST.check(body['host'])} {PORT.check(body['port'])}")
    """,
    "letters by map": """
        import os
        def handler(event, context):
            words = event["queryStringParameters"]["q"].split(",")
            if not all(map(str.isalnum, words)):
                return {"statusCode": 400}
            os.system("run " + " ".join(words))
    """,
    "a value by a dict of validators": """
        import json, os
        CHECKS = {"name": str.isalnum, "port": str.isdigit}
        def handler(event, context):
            body = json.loads(event["body"])
            for field, check in CHECKS.items():
                if not check(body[field]):
                    return {"statusCode": 400}
            os.system(f"run {body['name']} {body['port']}")
    """,
    "a comparison of a set": """
        import json, subprocess
        TARGETS = {"build", "test", "lint"}
        def handler(event, context):
            targets = set(json.loads(event["body"])["targets"])
            if targets - TARGETS:
                return {"statusCode": 400}
            subprocess.run("make " + " ".join(sorted(targets)), shell=True, check=True)
    """,
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_a_caller_lets_run_is_reported(name: str) -> None:
    text = program(FAULTY[name], "app.py")
    assert expected(text), "no line of it says what is reported"
    assert reported("app.py", text) == expected(text), text


@pytest.mark.parametrize("name", SAFE)
def test_what_a_program_runs_itself_is_not(name: str) -> None:
    text = program(SAFE[name], "app.py")
    assert reported("app.py", text) == set(), text
