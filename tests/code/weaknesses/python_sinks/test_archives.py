# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""Archives from outside, as engineers unpack them in Python: into a folder, member by member, through libraries.

Sources: docs.python.org/3 (tarfile, "Extraction filters"; zipfile; shutil); the documentation of py7zr and rarfile
(2026-11); CWE-22 and CWE-23.
"""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

FAULTY = {
    "a tar of an upload": """
        import base64, io, tarfile
        def handler(event, context):
            data = base64.b64decode(event["body"])
            with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as tar:
                tar.extractall(path="/tmp/site")  #! archive-extraction
    """,
    "a tar that was downloaded from a bucket": """
        import boto3, tarfile
        from urllib.parse import unquote_plus
        s3 = boto3.client("s3")
        def handler(event, context):
            for record in event["Records"]:
                bucket = record["s3"]["bucket"]["name"]
                key = unquote_plus(record["s3"]["object"]["key"])
                s3.download_file(bucket, key, "/tmp/in.tar.gz")
                tar = tarfile.open("/tmp/in.tar.gz")
                tar.extractall("/tmp/out")  #! archive-extraction
                tar.close()
    """,
    "a tar that a bucket's object streams": """
        import boto3, io, tarfile
        s3 = boto3.client("s3")
        def handler(event, context):
            key = event["Records"][0]["s3"]["object"]["key"]
            body = s3.get_object(Bucket="uploads", Key=key)["Body"].read()
            with tarfile.open(fileobj=io.BytesIO(body)) as tar:
                for member in tar.getmembers():
                    tar.extract(member, "/tmp/out")  #! archive-extraction
    """,
    "shutil unpacks whatever it is": """
        import base64, shutil
        def handler(event, context):
            with open("/tmp/upload.tar", "wb") as file:
                file.write(base64.b64decode(event["body"]))
            shutil.unpack_archive("/tmp/upload.tar", "/tmp/out")  #! archive-extraction
    """,
    "shutil unpacks what a bucket holds": """
        import boto3, shutil
        s3 = boto3.resource("s3")
        def handler(event, context):
            record = event["Records"][0]["s3"]
            path = "/tmp/archive.tgz"
            s3.Bucket(record["bucket"]["name"]).download_file(record["object"]["key"], path)
            shutil.unpack_archive(path, extract_dir="/tmp/out", format="gztar")  #! archive-extraction
    """,
    "members of a zip written by their names": """
        import base64, io, os, zipfile
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            for info in archive.infolist():
                path = os.path.join("/tmp/out", info.filename)
                with archive.open(info) as source, open(path, "wb") as target:  #! archive-extraction
                    target.write(source.read())
    """,
    "members of a zip by pathlib": """
        import boto3, io, zipfile
        from pathlib import Path
        s3 = boto3.client("s3")
        OUT = Path("/tmp/out")
        def handler(event, context):
            key = event["Records"][0]["s3"]["object"]["key"]
            data = s3.get_object(Bucket="uploads", Key=key)["Body"].read()
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    (OUT / name).write_bytes(archive.read(name))  #! archive-extraction
    """,
    "members of a tar copied": """
        import io, os, shutil, tarfile, base64
        def handler(event, context):
            data = io.BytesIO(base64.b64decode(event["body"]))
            with tarfile.open(fileobj=data) as tar:
                for member in tar:
                    if not member.isfile():
                        continue
                    source = tar.extractfile(member)
                    target = os.path.join("/tmp/out", member.name)
                    with open(target, "wb") as file:  #! archive-extraction
                        shutil.copyfileobj(source, file)
    """,
    "a check of the ending alone": """
        import base64, io, tarfile
        def handler(event, context):
            data = base64.b64decode(event["body"])
            with tarfile.open(fileobj=io.BytesIO(data)) as tar:
                members = [one for one in tar.getmembers() if one.name.endswith(".csv")]
                tar.extractall("/tmp/out", members=members)  #! archive-extraction
    """,
    "a check whose beginning isn't a folder's": """
        import base64, io, os, zipfile
        ROOT = "/tmp/out"
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            for info in archive.infolist():
                path = os.path.join(ROOT, info.filename)
                if not path.startswith(ROOT):
                    raise ValueError(info.filename)
                with open(path, "wb") as file:  #! archive-extraction
                    file.write(archive.read(info))
    """,
    "seven zip": """
        import base64, io, py7zr
        def handler(event, context):
            data = io.BytesIO(base64.b64decode(event["body"]))
            with py7zr.SevenZipFile(data, mode="r") as archive:
                for name, file in archive.readall().items():
                    with open("/tmp/out/" + name, "wb") as target:  #! archive-extraction
                        target.write(file.read())
    """,
    "rar": """
        import boto3, rarfile
        s3 = boto3.client("s3")
        def handler(event, context):
            s3.download_file("uploads", event["Records"][0]["s3"]["object"]["key"], "/tmp/in.rar")
            archive = rarfile.RarFile("/tmp/in.rar")
            for info in archive.infolist():
                with open(f"/tmp/out/{info.filename}", "wb") as target:  #! archive-extraction
                    target.write(archive.read(info))
    """,
    "a helper in a class": """
        import io, tarfile, requests, boto3
        s3 = boto3.client("s3")
        class Unpacker:
            def __init__(self, folder):
                self.folder = folder
            def unpack(self, data):
                with tarfile.open(fileobj=io.BytesIO(data), mode="r:*") as tar:
                    tar.extractall(self.folder)  #! archive-extraction
        def handler(event, context):
            detail = event["detail"]
            data = s3.get_object(Bucket=detail["bucket"]["name"], Key=detail["object"]["key"])["Body"].read()
            Unpacker("/tmp/x").unpack(data)
    """,
    "members are passed on by a generator that lets all through": """
        import base64, io, tarfile
        def wanted(tar):
            for member in tar:
                print("a member")
                yield member
        def handler(event, context):
            data = io.BytesIO(base64.b64decode(event["body"]))
            with tarfile.open(fileobj=data) as tar:
                tar.extractall("/tmp/out", members=wanted(tar))  #! archive-extraction
    """,
    "tar as a program": """
        import base64, subprocess
        def handler(event, context):
            name = event["queryStringParameters"]["name"]
            subprocess.run(f"tar -xzf /tmp/{name} -C /tmp/out", shell=True, check=True)  #! command-injection
    """,
    "a tar from a request": """
        import io, tarfile, urllib.request
        def handler(event, context):
            url = event["queryStringParameters"]["url"]
            data = urllib.request.urlopen(url).read()  #! ssrf
            tarfile.open(fileobj=io.BytesIO(data)).extractall("/tmp/x")
    """,
    "filter that trusts": """
        import base64, io, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                tar.extraction_filter = (lambda member, path: member)
                tar.extractall("/tmp/x")  #! archive-extraction
    """,
    "a check that only leaves out absolute names": """
        import base64, io, os, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar.getmembers():
                    if os.path.isabs(member.name):
                        continue
                    tar.extract(member, path="/tmp/out")  #! archive-extraction
    """,
    "a tar in a temporary folder": """
        import base64, os, tarfile, tempfile
        def handler(event, context):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "in.tar")
                with open(path, "wb") as file:
                    file.write(base64.b64decode(event["body"]))
                with tarfile.open(path) as tar:
                    tar.extractall(folder)  #! archive-extraction
    """,
    "uploads of an s3 event by download_fileobj": """
        import boto3, io, tarfile
        s3 = boto3.client("s3")
        def handler(event, context):
            buffer = io.BytesIO()
            s3.download_fileobj("uploads", event["Records"][0]["s3"]["object"]["key"], buffer)
            buffer.seek(0)
            tar = tarfile.open(fileobj=buffer, mode="r")
            tar.extractall()  #! archive-extraction
    """,
    "gzip then tar, in memory": """
        import base64, gzip, io, tarfile
        def handler(event, context):
            raw = gzip.decompress(base64.b64decode(event["body"]))
            bundle = tarfile.TarFile(fileobj=io.BytesIO(raw))
            bundle.extractall(path="/mnt/efs/sites")  #! archive-extraction
    """,
    "a context manager of our own": """
        import base64, contextlib, io, tarfile
        @contextlib.contextmanager
        def opened(data):
            tar = tarfile.open(fileobj=io.BytesIO(data))
            try:
                yield tar
            finally:
                tar.close()
        def handler(event, context):
            with opened(base64.b64decode(event["body"])) as tar:
                tar.extractall("/tmp/out")  #! archive-extraction
    """,
    "a class with a stored archive": """
        import base64, io, os, zipfile
        class Bundle:
            def __init__(self, data):
                self.archive = zipfile.ZipFile(io.BytesIO(data))
            def names(self):
                return [name for name in self.archive.namelist() if not name.endswith("/")]
            def unpack(self, folder):
                for name in self.names():
                    with open(folder + "/" + name, "wb") as target:  #! archive-extraction
                        target.write(self.archive.read(name))
        def handler(event, context):
            Bundle(base64.b64decode(event["body"])).unpack("/mnt/data")
    """,
    "a presigned upload by streaming": """
        import boto3, tarfile
        s3 = boto3.client("s3")
        def handler(event, context):
            for record in event["Records"]:
                answer = s3.get_object(Bucket=record["s3"]["bucket"]["name"], Key=record["s3"]["object"]["key"])
                with tarfile.open(fileobj=answer["Body"], mode="r|gz") as tar:
                    for member in tar:
                        tar.extract(member, path="/mnt/models")  #! archive-extraction
    """,
    "the temporary file of a stream": """
        import boto3, shutil, tempfile
        s3 = boto3.client("s3")
        def handler(event, context):
            detail = event["detail"]
            with tempfile.NamedTemporaryFile(suffix=".tar.gz") as archive:
                s3.download_fileobj(detail["bucket"]["name"], detail["object"]["key"], archive)
                archive.flush()
                shutil.unpack_archive(archive.name, "/mnt/work")  #! archive-extraction
    """,
    "upload to a bucket by the member's name after writing": """
        import base64, io, zipfile
        from pathlib import Path
        def unpack(data, root):
            archive = zipfile.ZipFile(io.BytesIO(data))
            for info in archive.infolist():
                target = root / info.filename
                target.parent.mkdir(parents=True, exist_ok=True)  #! archive-extraction
                target.write_bytes(archive.read(info.filename))  #! archive-extraction
        def handler(event, context):
            unpack(base64.b64decode(event["body"]), Path("/mnt/themes"))
    """,
    "a wrong place for the check": """
        import base64, io, os, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar.getmembers():
                    if ".." in member.name:
                        print("suspicious")
                tar.extractall("/tmp/out")  #! archive-extraction
    """,
    "the check comes after": """
        import base64, io, os, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                tar.extractall("/tmp/out")  #! archive-extraction
                for member in tar.getmembers():
                    if not os.path.realpath(os.path.join("/tmp/out", member.name)).startswith("/tmp/out/"):
                        raise ValueError
    """,
    "strip of leading slashes alone": """
        import base64, io, os, zipfile
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            for name in archive.namelist():
                with open(os.path.join("/tmp/out", name.lstrip("/")), "wb") as file:  #! archive-extraction
                    file.write(archive.read(name))
    """,
    "executor": """
        import base64, io, zipfile
        from concurrent.futures import ThreadPoolExecutor
        def write(pair):
            name, data = pair
            with open("/tmp/out/" + name, "wb") as file:  #! archive-extraction
                file.write(data)
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            pairs = [(name, archive.read(name)) for name in archive.namelist()]
            with ThreadPoolExecutor() as pool:
                list(pool.map(write, pairs))
    """,
    "extract with members by names": """
        import base64, io, tarfile
        def handler(event, context):
            tar = tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"])), mode="r:bz2")
            for name in tar.getnames():
                if name.startswith("data/"):
                    tar.extract(name, "/tmp/out")  #! archive-extraction
    """,
    "an import of the function": """
        import base64
        from shutil import unpack_archive
        from tempfile import mkdtemp
        from pathlib import Path
        def handler(event, context):
            folder = Path(mkdtemp())
            source = folder / "upload.tar"
            source.write_bytes(base64.b64decode(event["body"]))
            unpack_archive(source, folder / "out")  #! archive-extraction
    """,
    "os.open and a manual tar": """
        import base64, io, os, tarfile
        def handler(event, context):
            tar = tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"])))
            member = tar.next()
            while member:
                data = tar.extractfile(member)
                if data:
                    path = f"/mnt/site/{member.path}"
                    os.makedirs(os.path.dirname(path), exist_ok=True)  #! archive-extraction
                    open(path, "wb").write(data.read())  #! archive-extraction
                member = tar.next()
    """,
    "unpacked by a library of ours in a loop over records": """
        import io, json, zipfile, boto3
        s3 = boto3.client("s3")
        class Importer:
            TARGET = "/mnt/imports"
            def __init__(self, bucket, key):
                self.bucket, self.key = bucket, key
            @property
            def data(self):
                return s3.get_object(Bucket=self.bucket, Key=self.key)["Body"].read()  #! sdk-parameter
            def files(self):
                with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                    for name in archive.namelist():
                        yield name, archive.read(name)
            def run(self):
                for name, data in self.files():
                    with open(f"{self.TARGET}/{name}", "wb") as file:  #! archive-extraction
                        file.write(data)
        def handler(event, context):
            for record in event["Records"]:
                body = json.loads(record["body"])
                Importer(body["bucket"], body["key"]).run()
    """,
    "subprocess and tar of a library": """
        import base64, tarfile, os
        def unpack(path, target="/tmp/work"):
            os.makedirs(target, exist_ok=True)
            with tarfile.open(path, "r:*") as archive:
                for member in archive.getmembers():
                    if member.isdir() or member.issym():
                        continue
                    archive.extract(member, target)  #! archive-extraction
            return target
        def handler(event, context):
            path = "/tmp/upload.tar.gz"
            with open(path, "wb") as file:
                file.write(base64.b64decode(event["body"]))
            return os.listdir(unpack(path))
    """,
    "an e-mail's attachment": """
        import email, io, tarfile, boto3
        s3 = boto3.client("s3")
        def handler(event, context):
            record = event["Records"][0]["s3"]
            message = email.message_from_bytes(s3.get_object(Bucket=record["bucket"]["name"], Key=record["object"]["key"])["Body"].read())
            for part in message.walk():
                if part.get_filename("").endswith(".tgz"):
                    tarfile.open(fileobj=io.BytesIO(part.get_payload(decode=True))).extractall("/tmp/mail")  #! archive-extraction
    """,
    "async": """
        import asyncio, base64, io, zipfile, aiofiles
        async def write(name, data):
            async with aiofiles.open(f"/mnt/x/{name}", "wb") as file:  #! archive-extraction
                await file.write(data)
        async def unpack(archive):
            await asyncio.gather(*(write(info.filename, archive.read(info)) for info in archive.infolist()))
        def handler(event, context):
            asyncio.run(unpack(zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))))
    """,
    "moved after it was read": """
        import base64, io, os, shutil, zipfile
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as bundle:
                for entry in bundle.infolist():
                    with bundle.open(entry) as source:
                        temporary = "/tmp/entry"
                        with open(temporary, "wb") as target:
                            shutil.copyfileobj(source, target)
                    shutil.move(temporary, os.path.join("/mnt/site", entry.filename))  #! archive-extraction
    """,
    "a bundle through a temporary directory object": """
        import base64, pathlib, tarfile, tempfile
        def handler(event, context):
            folder = tempfile.TemporaryDirectory()
            bundle = pathlib.Path(folder.name) / "bundle.tar"
            bundle.write_bytes(base64.b64decode(event["body"]))
            with tarfile.open(str(bundle)) as tar:
                tar.extractall(folder.name)  #! archive-extraction
            folder.cleanup()
    """,
    "lambda as a key": """
        import base64, io, zipfile
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            for info in sorted(archive.infolist(), key=lambda one: one.filename):
                with open("/tmp/site/" + info.filename, mode="xb") as file:  #! archive-extraction
                    file.write(archive.read(info))
    """,
    "a set of members by name": """
        import base64, io, tarfile
        def unpack(data, wanted=None):
            tar = tarfile.open(fileobj=io.BytesIO(data), mode="r:gz")
            members = tar.getmembers() if wanted is None else [tar.getmember(name) for name in wanted]
            for one in members:
                tar.extract(one, "/mnt/data")  #! archive-extraction
        def handler(event, context):
            unpack(base64.b64decode(event["body"]))
    """,
    "with the module's own function": """
        import boto3, os, zipfile
        s3 = boto3.client("s3")
        def unzip(source, target):
            with zipfile.ZipFile(source) as archive:
                for entry in archive.infolist():
                    words = entry.filename.split("/")
                    path = target
                    for word in words[:-1]:
                        path = os.path.join(path, word)
                    os.makedirs(path, exist_ok=True)
                    with open(os.path.join(target, entry.filename), "wb") as file:  #! archive-extraction
                        file.write(archive.read(entry))
        def handler(event, context):
            record = event["Records"][0]["s3"]
            s3.download_file(record["bucket"]["name"], record["object"]["key"], "/tmp/in.zip")
            unzip("/tmp/in.zip", "/tmp/out")
    """,
    "an object that a message names": """
        import io, json, tarfile, boto3
        def handler(event, context):
            for record in event["Records"]:
                job = json.loads(record["body"])
                buffer = io.BytesIO()
                boto3.resource("s3").Bucket("uploads").download_fileobj(job["key"], buffer)  #! sdk-parameter
                buffer.seek(0)
                with tarfile.open(fileobj=buffer) as tar:
                    tar.extractall("/mnt/work")  #! archive-extraction
    """,
    "unpacked where a library says": """
        import base64, io, tarfile
        from dataclasses import dataclass, field
        @dataclass
        class Package:
            data: bytes
            root: str = "/opt/packages"
            names: list = field(default_factory=list)
            def install(self):
                with tarfile.open(fileobj=io.BytesIO(self.data)) as bundle:
                    self.names = bundle.getnames()
                    bundle.extractall(path=self.root)  #! archive-extraction
                return self
        def handler(event, context):
            return Package(base64.b64decode(event["body"])).install().names
    """,
    "zip entries by a while": """
        import base64, io, os, zipfile
        def handler(event, context):
            bundle = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            entries = bundle.infolist()
            while entries:
                entry = entries.pop()
                target = os.path.normpath(os.path.join("/mnt/x", entry.filename))
                with open(target, "wb") as file:  #! archive-extraction
                    file.write(bundle.read(entry))
    """,
    "a member that may be a link": """
        import base64, io, os, tarfile
        def handler(event, context):
            tar = tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"])))
            for member in tar.getmembers():
                if not os.path.abspath(os.path.join("/tmp/out", member.name)).startswith("/tmp"):
                    print("strange")
                tar.extract(member, "/tmp/out", set_attrs=False)  #! archive-extraction
    """,
}

SAFE = {
    "the folder of a member that was looked at, whatever an earlier round wrote there": """
        import base64, io, os, shutil, zipfile
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                for member in archive.infolist():
                    target = os.path.realpath(os.path.join("/tmp/out", member.filename))
                    if os.path.commonpath([target, "/tmp/out"]) != "/tmp/out":
                        raise ValueError(member.filename)
                    os.makedirs(os.path.dirname(target), exist_ok=True)
                    with archive.open(member) as source, open(target, "wb") as sink:
                        shutil.copyfileobj(source, sink)
    """,
    "the filter for data": """
        import base64, io, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                tar.extractall("/tmp/out", filter="data")
                tar.extract("a", "/tmp/out", filter=tarfile.data_filter)
    """,
    "the filter is set for all": """
        import base64, io, tarfile
        def handler(event, context):
            tar = tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"])))
            tar.extraction_filter = tarfile.data_filter
            tar.extractall("/tmp/out")
    """,
    "shutil with the filter": """
        import base64, shutil
        def handler(event, context):
            with open("/tmp/upload.tar", "wb") as file:
                file.write(base64.b64decode(event["body"]))
            shutil.unpack_archive("/tmp/upload.tar", "/tmp/out", filter="data")
    """,
    "zipfile cleans names itself": """
        import base64, io, zipfile
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                archive.extractall("/tmp/out")
                for name in archive.namelist():
                    archive.extract(name, "/tmp/out")
    """,
    "shutil and a zip": """
        import base64, shutil
        def handler(event, context):
            with open("/tmp/upload.zip", "wb") as file:
                file.write(base64.b64decode(event["body"]))
            shutil.unpack_archive("/tmp/upload.zip", "/tmp/out", "zip")
    """,
    "each member's place is resolved": """
        import base64, io, os, tarfile
        ROOT = os.path.realpath("/tmp/out")
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar.getmembers():
                    path = os.path.realpath(os.path.join(ROOT, member.name))
                    if not path.startswith(ROOT + os.sep) or not member.isfile():
                        raise ValueError("a member leaves the folder")
                    tar.extract(member, ROOT)
    """,
    "all members are checked first": """
        import base64, io, os, tarfile
        ROOT = "/tmp/out"
        def is_inside(root, target):
            root, target = os.path.abspath(root), os.path.abspath(target)
            return os.path.commonpath([root, target]) == root
        def safe_extract(tar, root):
            for member in tar.getmembers():
                if not is_inside(root, os.path.join(root, member.name)):
                    raise ValueError("attempted path traversal")
            tar.extractall(root)
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                safe_extract(tar, ROOT)
    """,
    "only members that pass": """
        import base64, io, os, tarfile
        def members(tar, root):
            base = os.path.realpath(root)
            for member in tar:
                target = os.path.realpath(os.path.join(base, member.name))
                if member.isfile() and target.startswith(base + os.sep):
                    yield member
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                tar.extractall("/tmp/out", members=members(tar, "/tmp/out"))
    """,
    "plain names only": """
        import base64, io, os, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar.getmembers():
                    if not member.isreg():
                        continue
                    name = os.path.basename(member.name)
                    with open(os.path.join("/tmp/out", name), "wb") as file:
                        file.write(tar.extractfile(member).read())
    """,
    "the member is given a plain name": """
        import base64, io, os, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar.getmembers():
                    if member.isfile():
                        member.name = os.path.basename(member.name)
                        tar.extract(member, "/tmp/out")
    """,
    "pathlib resolves": """
        import base64, io, zipfile
        from pathlib import Path
        OUT = Path("/tmp/out").resolve()
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                for info in archive.infolist():
                    target = (OUT / info.filename).resolve()
                    if not target.is_relative_to(OUT):
                        raise ValueError("outside")
                    target.write_bytes(archive.read(info))
    """,
    "pathlib's parents": """
        import base64, io, zipfile
        from pathlib import Path
        OUT = Path("/tmp/out").resolve()
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                for info in archive.infolist():
                    target = OUT.joinpath(info.filename).resolve()
                    if OUT not in target.parents:
                        continue
                    target.write_bytes(archive.read(info))
    """,
    "members that are known": """
        import base64, io, tarfile
        WANTED = {"data.csv", "meta.json"}
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar.getmembers():
                    if member.name not in WANTED or not member.isfile():
                        continue
                    tar.extract(member, "/tmp/out")
    """,
    "what is in a file is read, not written": """
        import base64, io, json, tarfile
        def handler(event, context):
            rows = []
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar:
                    file = tar.extractfile(member)
                    if file is not None:
                        rows += json.load(file)
            return len(rows)
    """,
    "names that are numbered": """
        import base64, io, zipfile
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                for number, info in enumerate(archive.infolist()):
                    with open(f"/tmp/out/{number}.bin", "wb") as file:
                        file.write(archive.read(info))
    """,
    "a pattern for names": """
        import base64, io, re, zipfile
        NAME = re.compile(r"[a-z0-9_-]+\\.csv")
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                for name in archive.namelist():
                    if NAME.fullmatch(name) is None:
                        raise ValueError("a name")
                    with open(f"/tmp/out/{name}", "wb") as file:
                        file.write(archive.read(name))
    """,
    "nothing of it is from outside": """
        import tarfile, boto3
        s3 = boto3.client("s3")
        def handler(event, context):
            s3.download_file("artifacts", "model.tar.gz", "/tmp/model.tar.gz")
            tarfile.open("/tmp/model.tar.gz").extractall("/tmp/model")
    """,
    "parts that lead up are refused": """
        import base64, io, os, zipfile
        from pathlib import PurePosixPath
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                for name in archive.namelist():
                    path = PurePosixPath(name)
                    if path.is_absolute() or ".." in path.parts:
                        raise ValueError("outside")
                    with open(os.path.join("/tmp/out", name), "wb") as file:
                        file.write(archive.read(name))
    """,
    "seven zip refuses names that lead out": """
        import base64, io, py7zr
        def handler(event, context):
            with py7zr.SevenZipFile(io.BytesIO(base64.b64decode(event["body"])), mode="r") as archive:
                archive.extractall(path="/tmp/out")
    """,
    "resolve and commonpath by a method": """
        import base64, io, os, zipfile
        class Unsafe(ValueError):
            pass
        class Folder:
            def __init__(self, root):
                self.root = os.path.realpath(root)
            def place(self, name):
                target = os.path.realpath(os.path.join(self.root, name))
                if os.path.commonpath([self.root, target]) != self.root:
                    raise Unsafe(name)
                return target
        def handler(event, context):
            folder = Folder("/mnt/out")
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            for info in archive.infolist():
                with open(folder.place(info.filename), "wb") as file:
                    file.write(archive.read(info))
    """,
    "bad members are collected": """
        import base64, io, os, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                root = os.path.abspath("/tmp/out")
                good = [member for member in tar.getmembers() if member.isfile() and os.path.abspath(os.path.join(root, member.name)).startswith(root + os.sep)]
                tar.extractall(root, members=good)
    """,
    "all of them by all": """
        import base64, io, os, tarfile
        ROOT = "/tmp/out"
        def inside(member):
            return os.path.realpath(os.path.join(ROOT, member.name)).startswith(ROOT + "/")
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                if not all(inside(member) for member in tar.getmembers()):
                    return {"statusCode": 400}
                tar.extractall(ROOT)
    """,
    "any of them": """
        import base64, io, os, zipfile
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            if any(name.startswith("/") or ".." in name for name in archive.namelist()):
                return {"statusCode": 400}
            for name in archive.namelist():
                with open(os.path.join("/tmp/out", name), "wb") as file:
                    file.write(archive.read(name))
    """,
    "the python has the filter or not": """
        import base64, io, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                tar.extractall("/tmp/out", filter=tarfile.data_filter)
                tar.extractall("/tmp/out", filter="tar")
    """,
    "a name without folders": """
        import base64, io, zipfile
        from pathlib import PurePosixPath
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            for info in archive.infolist():
                name = PurePosixPath(info.filename).name
                if not name or info.is_dir():
                    continue
                with open(f"/tmp/out/{name}", "wb") as file:
                    file.write(archive.read(info))
    """,
    "members into a bucket under their own folder": """
        import base64, io, uuid, zipfile, boto3
        s3 = boto3.client("s3")
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            for name in archive.namelist():
                s3.put_object(Bucket="out", Key=f"imports/{uuid.uuid4()}/{name}", Body=archive.read(name))
    """,
    "one file that is wanted": """
        import base64, io, json, zipfile
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                manifest = json.loads(archive.read("manifest.json"))
                with archive.open("data.csv") as source, open("/tmp/data.csv", "wb") as target:
                    target.write(source.read())
            return manifest["version"]
    """,
    "a pattern over members": """
        import base64, io, re, tarfile
        NAME = re.compile(r"^pages/[a-z0-9-]+\\.html$")
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar:
                    if not member.isreg() or not NAME.match(member.name):
                        raise ValueError("unexpected member")
                    tar.extract(member, "/tmp/out")
    """,
    "a set of endings and a plain name": """
        import base64, io, os, tarfile
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                for member in tar.getmembers():
                    stem, ending = os.path.splitext(os.path.basename(member.name))
                    if ending.lower() not in {".csv", ".json"}:
                        continue
                    with open(os.path.join("/tmp/out", stem + ending), "wb") as file:
                        file.write(tar.extractfile(member).read())
    """,
    "a helper that gives only what is inside": """
        import base64, io, zipfile
        from pathlib import Path
        def inside(root, name):
            target = (root / name).resolve()
            return target if root in target.parents else None
        def handler(event, context):
            root = Path("/mnt/x").resolve()
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            for info in archive.infolist():
                target = inside(root, info.filename)
                if target is None:
                    continue
                target.write_bytes(archive.read(info))
    """,
    "the check of trellix": """
        import base64, io, os, tarfile
        def is_within_directory(directory, target):
            abs_directory = os.path.abspath(directory)
            abs_target = os.path.abspath(target)
            prefix = os.path.commonprefix([abs_directory, abs_target])
            return prefix == abs_directory
        def safe_extract(tar, path=".", members=None, *, numeric_owner=False):
            for member in tar.getmembers():
                member_path = os.path.join(path, member.name)
                if not is_within_directory(path, member_path):
                    raise Exception("Attempted Path Traversal in Tar File")
            tar.extractall(path, members, numeric_owner=numeric_owner)
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                safe_extract(tar, "/tmp/out")
    """,
    "the names are asked at once": """
        import base64, io, os, zipfile
        ROOT = os.path.realpath("/tmp/out")
        def handler(event, context):
            archive = zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"])))
            targets = {name: os.path.realpath(os.path.join(ROOT, name)) for name in archive.namelist()}
            for name, target in targets.items():
                if os.path.commonpath([ROOT, target]) != ROOT:
                    return {"statusCode": 400}
                with open(target, "wb") as file:
                    file.write(archive.read(name))
    """,
    "members that pass a function of filters": """
        import base64, io, tarfile
        def only_files(member, path):
            if not member.isfile():
                raise tarfile.FilterError("no links")
            return tarfile.data_filter(member, path)
        def handler(event, context):
            with tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"]))) as tar:
                tar.extractall("/tmp/out", filter=only_files)
    """,
    "a plain listing": """
        import base64, io, json, zipfile
        def handler(event, context):
            with zipfile.ZipFile(io.BytesIO(base64.b64decode(event["body"]))) as archive:
                listing = [{"name": info.filename, "size": info.file_size} for info in archive.infolist()]
                total = sum(info.file_size for info in archive.infolist())
                if total > 1_000_000:
                    return {"statusCode": 413}
                archive.testzip()
            return {"statusCode": 200, "headers": {"Content-Type": "application/json"}, "body": json.dumps(listing)}
    """,
    "links and names are asked": """
        import base64, io, os, tarfile
        ROOT = os.path.realpath("/tmp/out")
        def is_safe(member):
            if member.issym() or member.islnk() or member.isdev():
                return False
            target = os.path.realpath(os.path.join(ROOT, member.name))
            return target == ROOT or target.startswith(ROOT + os.sep)
        def handler(event, context):
            tar = tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"])))
            tar.extractall(ROOT, members=filter(is_safe, tar.getmembers()))
    """,
    "a comprehension by a helper": """
        import base64, io, os, tarfile
        ROOT = os.path.realpath("/tmp/out")
        def is_safe(member):
            return os.path.realpath(os.path.join(ROOT, member.name)).startswith(ROOT + os.sep) and member.isfile()
        def handler(event, context):
            tar = tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"])))
            members = [member for member in tar.getmembers() if is_safe(member)]
            tar.extractall(ROOT, members)
    """,
    "what isn't safe is counted": """
        import base64, io, os, tarfile
        ROOT = os.path.realpath("/tmp/out")
        def outside(member):
            return not os.path.realpath(os.path.join(ROOT, member.name)).startswith(ROOT + os.sep)
        def handler(event, context):
            tar = tarfile.open(fileobj=io.BytesIO(base64.b64decode(event["body"])))
            bad = [member.name for member in tar.getmembers() if outside(member)]
            if bad:
                raise ValueError("members outside")
            tar.extractall(ROOT)
    """,
}


@pytest.mark.parametrize("name", FAULTY)
def test_an_archive_that_may_write_anywhere_is_reported(name: str) -> None:
    text = program(FAULTY[name], "app.py")
    assert expected(text), "no line of it says what is reported"
    assert reported("app.py", text) == expected(text), text


@pytest.mark.parametrize("name", SAFE)
def test_an_archive_that_stays_in_its_folder_is_not(name: str) -> None:
    text = program(SAFE[name], "app.py")
    assert reported("app.py", text) == set(), text
