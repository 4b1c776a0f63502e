# ruff: noqa: E501  a line of a program, with what is reported there, stays one line
"""Queries with something of a caller's in them, as engineers write them in Python: SQL, the Data APIs, MongoDB, LDAP, XPath.

Sources: OWASP Cheat Sheet Series (SQL injection, query parameterisation, LDAP injection), the documentation of each driver
(2026-11).
"""

import pytest

from tests.code.weaknesses.marked import expected, program, reported

FAULTY = {
    "psycopg2 with a connection as context": """
        import os, psycopg2
        def find(name):
            with psycopg2.connect(os.environ["DSN"]) as connection:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT id FROM users WHERE name = '%s'" % name)  #! sql-injection
                    return cursor.fetchall()
        def handler(event, context):
            return find(event["queryStringParameters"]["name"])
    """,
    "pymysql at module level": """
        import pymysql
        connection = pymysql.connect(host="x", cursorclass=pymysql.cursors.DictCursor)
        def handler(event, context):
            with connection.cursor() as cursor:
                sql = "SELECT * FROM orders WHERE customer = {}".format(event["pathParameters"]["id"])
                cursor.execute(sql)  #! sql-injection
                return cursor.fetchone()
    """,
    "a repository class": """
        import sqlite3
        class Repository:
            def __init__(self, path):
                self.connection = sqlite3.connect(path)
                self.connection.row_factory = sqlite3.Row
            def by_field(self, field, value):
                query = f"SELECT * FROM items WHERE {field} = ?"
                return self.connection.execute(query, (value,)).fetchall()  #! sql-injection
        def handler(event, context):
            query = event["queryStringParameters"]
            return Repository("/opt/x.db").by_field(query["field"], query["value"])
    """,
    "an order by of the caller": """
        import mysql.connector
        connection = mysql.connector.connect(host="x")
        cursor = connection.cursor(dictionary=True)
        direction = "DESC" if body.get("desc") else "ASC"
        cursor.execute("SELECT * FROM t ORDER BY " + q + " " + direction)  #! sql-injection
    """,
    "a limit as it came": """
        import psycopg2
        cursor = psycopg2.connect("x").cursor()
        cursor.execute(f"SELECT * FROM t LIMIT {event['queryStringParameters'].get('limit', 10)}")  #! sql-injection
    """,
    "a list in an IN": """
        import psycopg2
        cursor = psycopg2.connect("x").cursor()
        ids = "','".join(body["ids"])
        cursor.execute("SELECT * FROM t WHERE id IN ('" + ids + "')")  #! sql-injection
    """,
    "an insert of all that is sent": """
        import pymysql
        cursor = pymysql.connect(host="x").cursor()
        columns = ", ".join(body.keys())
        marks = ", ".join(["%s"] * len(body))
        cursor.execute(f"INSERT INTO t ({columns}) VALUES ({marks})", list(body.values()))  #! sql-injection
    """,
    "a filter that grows": """
        import psycopg2
        def build(filters):
            sql = "SELECT * FROM t WHERE 1 = 1"
            for name, value in filters.items():
                sql += f" AND {name} = '{value}'"
            return sql
        def handler(event, context):
            cursor = psycopg2.connect("x").cursor()
            cursor.execute(build(event["queryStringParameters"]))  #! sql-injection
    """,
    "quotes are doubled by hand for another dialect": """
        import pymysql
        cursor = pymysql.connect(host="x").cursor()
        cursor.execute("SELECT * FROM t WHERE a = " + q.strip())  #! sql-injection
    """,
    "sqlalchemy's text in a session": """
        from sqlalchemy import create_engine, text
        from sqlalchemy.orm import sessionmaker
        Session = sessionmaker(bind=create_engine("x"))
        with Session() as session:
            session.execute(text(f"SELECT * FROM t WHERE a = '{q}'"))  #! sql-injection
            session.query("x").filter(text("a = '%s'" % q)).all()  #! sql-injection
            session.query("x").order_by(text(q))  #! sql-injection
    """,
    "pandas": """
        import pandas as pd
        import sqlalchemy as sa
        engine = sa.create_engine("x")
        frame = pd.read_sql_query("SELECT * FROM t WHERE day = '" + q + "'", con=engine)  #! sql-injection
        return frame.to_json()
    """,
    "asyncpg's pool": """
        import asyncio, asyncpg
        async def main(event):
            async with asyncpg.create_pool("x") as pool:
                async with pool.acquire() as connection:
                    return await connection.fetchrow(f"SELECT * FROM t WHERE id = {event['pathParameters']['id']}")  #! sql-injection
        def handler(event, context):
            return asyncio.run(main(event))
    """,
    "a query by a decorator": """
        import functools, psycopg2
        def with_cursor(function):
            @functools.wraps(function)
            def inner(*args, **kwargs):
                connection = psycopg2.connect("x")
                try:
                    return function(connection.cursor(), *args, **kwargs)
                finally:
                    connection.close()
            return inner
        @with_cursor
        def find(cursor, name):
            cursor.execute("SELECT * FROM t WHERE name = '" + name + "'")  #! sql-injection
            return cursor.fetchall()
        def handler(event, context):
            return find(event["queryStringParameters"]["name"])
    """,
    "Athena by format": """
        import boto3
        QUERY = "SELECT * FROM logs WHERE day = '{day}' LIMIT 10"
        boto3.client("athena").start_query_execution(QueryString=QUERY.format(day=q), WorkGroup="w")  #! sql-injection
    """,
    "Athena by awswrangler": """
        import awswrangler as wr
        wr.athena.read_sql_query(f"SELECT * FROM t WHERE a = '{q}'", database="d")  #! sql-injection
    """,
    "the Data API": """
        import boto3, os
        def run(sql):
            return boto3.client("rds-data").execute_statement(resourceArn=os.environ["C"], secretArn=os.environ["S"], database="d", sql=sql)  #! rds-data-injection
        def handler(event, context):
            return run("SELECT * FROM t WHERE a = '%s'" % event["queryStringParameters"]["a"])["records"]
    """,
    "Redshift's Data API": """
        import boto3
        boto3.client("redshift-data").execute_statement(ClusterIdentifier="c", Database="d", Sql=f"COPY t FROM 's3://b/{q}' IAM_ROLE 'r'")  #! rds-data-injection
        boto3.client("redshift-data").batch_execute_statement(Database="d", Sqls=[f"DELETE FROM t WHERE a = '{one}'" for one in body["a"]])  #! rds-data-injection
    """,
    "snowflake": """
        import snowflake.connector
        connection = snowflake.connector.connect(user="x")
        connection.cursor().execute("USE DATABASE " + q)  #! sql-injection
        connection.execute_string(f"DROP TABLE {q}; SELECT 1")  #! sql-injection
    """,
    "peewee": """
        from peewee import SQL, MySQLDatabase
        database = MySQLDatabase("x")
        database.execute_sql(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
    """,
    "django": """
        from django.db import connection
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM t WHERE a = '{q}'")  #! sql-injection
    """,
    "django's raw": """
        from shop.models import Item
        Item.objects.raw("SELECT * FROM item WHERE name = '%s'" % q)  #! sql-injection
        Item.objects.extra(where=[f"name = '{q}'"])  #! sql-injection
    """,
    "a filter of MongoDB as it came": """
        import pymongo
        users = pymongo.MongoClient("x")["db"]["users"]
        users.find_one({"user": body["user"], "password": body["password"]})  #! nosql-injection
        users.delete_many(body)  #! nosql-injection
        users.aggregate(body["pipeline"])  #! nosql-injection
    """,
    "a filter by keyword": """
        from pymongo import MongoClient
        collection = MongoClient("x").get_database("d").get_collection("c")
        query = {"status": "active"}
        query.update(body["filter"])
        list(collection.find(filter=query))  #! nosql-injection
    """,
    "where by format": """
        from pymongo import MongoClient
        collection = MongoClient("x").d.c
        collection.find({"$where": "this.owner == '{}'".format(q)})  #! nosql-injection
    """,
    "motor": """
        import asyncio, json
        from motor.motor_asyncio import AsyncIOMotorClient
        users = AsyncIOMotorClient("x").shop.users
        async def login(credentials):
            return await users.find_one({"name": credentials["name"], "pin": credentials.get("pin")})  #! nosql-injection
        def handler(event, context):
            return asyncio.run(login(json.loads(event["body"])))
    """,
    "a repository of MongoDB": """
        import json
        from pymongo import MongoClient
        class Users:
            def __init__(self, client):
                self.collection = client["shop"]["users"]
            def find(self, **criteria):
                return self.collection.find_one(criteria)  #! nosql-injection
        def handler(event, context):
            body = json.loads(event["body"])
            return Users(MongoClient("x")).find(name=body["name"])
    """,
    "an update of the caller's": """
        from pymongo import MongoClient
        collection = MongoClient("x").d.c
        collection.update_one({"_id": q}, body)  #! nosql-injection
        collection.update_one({"_id": q}, {"$set": body})  #! nosql-injection
    """,
    "a check for a value that isn't a type's": """
        from pymongo import MongoClient
        name = body.get("name")
        if not name:
            return {"statusCode": 400}
        MongoClient("x").d.c.find_one({"name": name})  #! nosql-injection
    """,
    "mongoengine": """
        from shop import User
        User.objects(__raw__={"name": body["name"]})  #! nosql-injection
    """,
    "ldap3": """
        import ldap3
        server = ldap3.Server("x")
        with ldap3.Connection(server) as connection:
            connection.search(search_base="dc=x", search_filter="(&(objectClass=user)(uid=%s))" % q)  #! ldap-injection
    """,
    "python-ldap": """
        import ldap
        connection = ldap.initialize("ldap://x")
        connection.search_s("dc=x", ldap.SCOPE_SUBTREE, f"(uid={q})", ["cn"])  #! ldap-injection
    """,
    "a name of a directory's entry": """
        import ldap3
        connection = ldap3.Connection("x")
        connection.search(f"uid={q},ou=people,dc=x", "(objectClass=*)")  #! ldap-injection
    """,
    "xpath by lxml": """
        from lxml import etree
        tree = etree.parse("/opt/users.xml")
        tree.xpath("//user[name/text()='" + q + "']")  #! xpath-injection
        etree.XPath(f"//user[@id='{q}']")(tree)  #! xpath-injection
    """,
    "xpath by the standard library": """
        import xml.etree.ElementTree as ET
        root = ET.parse("/opt/users.xml").getroot()
        root.findall(f".//user[@name='{q}']")  #! xpath-injection
        root.find("./user[@id='%s']/mail" % q)  #! xpath-injection
    """,
    "a query builder of our own": """
        import psycopg2
        class Query:
            def __init__(self, table):
                self.table, self.conditions, self.ordering = table, [], ""
            def where(self, condition):
                self.conditions.append(condition)
                return self
            def order(self, column):
                self.ordering = f" ORDER BY {column}"
                return self
            def sql(self):
                where = " AND ".join(self.conditions)
                return f"SELECT * FROM {self.table} WHERE {where}{self.ordering}"
        def handler(event, context):
            query = event["queryStringParameters"]
            cursor = psycopg2.connect("x").cursor()
            cursor.execute(Query("orders").where("state = 'open'").order(query["sort"]).sql())  #! sql-injection
    """,
    "a connection of a module's function": """
        import os, pymysql
        _connection = None
        def connection():
            global _connection
            if _connection is None:
                _connection = pymysql.connect(host=os.environ["HOST"])
            return _connection
        def handler(event, context):
            with connection().cursor() as cursor:
                cursor.execute("DELETE FROM carts WHERE id = '%s'" % event["pathParameters"]["id"])  #! sql-injection
            connection().commit()
    """,
    "parameters beside a name": """
        import psycopg2
        def handler(event, context):
            query = event["queryStringParameters"]
            cursor = psycopg2.connect("x").cursor()
            cursor.execute(f"SELECT * FROM {query['table']} WHERE id = %s", (query["id"],))  #! sql-injection
    """,
    "executemany": """
        import json, sqlite3
        def handler(event, context):
            rows = json.loads(event["body"])
            columns = rows[0].keys()
            sqlite3.connect("/tmp/x").executemany(f"INSERT INTO t ({','.join(columns)}) VALUES ({','.join('?' * len(columns))})", [tuple(row.values()) for row in rows])  #! sql-injection
    """,
    "an escape for the wrong place": """
        import pymysql
        def handler(event, context):
            column = pymysql.converters.escape_string(event["queryStringParameters"]["sort"])
            pymysql.connect(host="x").cursor().execute("SELECT * FROM t ORDER BY " + event["queryStringParameters"]["sort"] + " LIMIT 10")  #! sql-injection
    """,
    "a filter of MongoDB through a helper": """
        import json
        from pymongo import MongoClient
        db = MongoClient("x").shop
        def find(collection, **criteria):
            return list(db[collection].find(criteria, {"_id": 0}))  #! nosql-injection
        def handler(event, context):
            body = json.loads(event["body"])
            return find("orders", customer=body["customer"], state=body.get("state", "open"))
    """,
    "an operator in a value": """
        import json
        from pymongo import MongoClient
        def handler(event, context):
            body = json.loads(event["body"])
            return MongoClient("x").shop.users.find_one({"$and": [{"name": body["name"]}, {"pin": {"$eq": "x"}}]})  #! nosql-injection
    """,
    "a pipeline with a match": """
        import json
        from pymongo import MongoClient
        def handler(event, context):
            match = json.loads(event["queryStringParameters"]["filter"])
            return list(MongoClient("x").shop.orders.aggregate([{"$match": match}, {"$limit": 10}]))  #! nosql-injection
    """,
    "LDAP by a class": """
        import ldap3
        class Directory:
            def __init__(self, server):
                self.connection = ldap3.Connection(ldap3.Server(server), auto_bind=True)
            def find(self, **attributes):
                parts = "".join(f"({name}={value})" for name, value in attributes.items())
                self.connection.search("dc=x", f"(&{parts})", attributes=["cn"])  #! ldap-injection
                return self.connection.entries
        def handler(event, context):
            return str(Directory("x").find(uid=event["queryStringParameters"]["uid"]))
    """,
    "XPath by a helper": """
        from lxml import etree
        TREE = etree.parse("/opt/shops.xml")
        def text(path):
            return [node.text for node in TREE.xpath(path)]  #! xpath-injection
        def handler(event, context):
            return text("//shop[city='{}']/name".format(event["queryStringParameters"]["city"]))
    """,
    "from a decorator that parses": """
        import functools, json
        from pymongo import MongoClient
        users = MongoClient("x").shop.users
        def parsed(function):
            @functools.wraps(function)
            def inner(event, context):
                return function(json.loads(event["body"] or "{}"), context)
            return inner
        @parsed
        def handler(body, context):
            return {"found": users.count_documents({"mail": body.get("mail")})}  #! nosql-injection
    """,
    "fastapi with a query of text": """
        import sqlite3
        from fastapi import FastAPI, Query
        from mangum import Mangum
        app = FastAPI()
        @app.get("/items")
        def items(sort: str = Query(default="id", max_length=20)):
            return sqlite3.connect("/tmp/x").execute(f"SELECT * FROM items ORDER BY {sort}").fetchall()  #! sql-injection
        handler = Mangum(app)
    """,
    "flask's arguments": """
        import pymysql, awsgi
        from flask import Flask, jsonify, request
        app = Flask(__name__)
        db = pymysql.connect(host="x")
        @app.route("/users/<name>", methods=["GET", "POST"])
        def users(name):
            with db.cursor() as cursor:
                cursor.execute("SELECT * FROM users WHERE name = '" + name + "'")  #! sql-injection
                cursor.execute("SELECT * FROM users WHERE city = '%s'" % request.values.get("city"))  #! sql-injection
                cursor.execute("SELECT * FROM users WHERE id = %s", (request.get_json()["id"],))
                return jsonify(cursor.fetchall())
        def handler(event, context):
            return awsgi.response(app, event, context)
    """,
    "a router of powertools": """
        import psycopg2
        from aws_lambda_powertools.event_handler import APIGatewayRestResolver
        app = APIGatewayRestResolver()
        @app.get("/orders/<customer>")
        def orders(customer: str):
            state = app.current_event.get_query_string_value(name="state", default_value="open")
            cursor = psycopg2.connect("x").cursor()
            cursor.execute(f"SELECT * FROM orders WHERE customer = %s AND state = '{state}'", (customer,))  #! sql-injection
            return {"orders": cursor.fetchall()}
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "appsync's arguments": """
        import psycopg2
        def resolve_posts(arguments):
            cursor = psycopg2.connect("x").cursor()
            cursor.execute("SELECT * FROM posts WHERE author = '" + arguments["author"] + "' LIMIT 10")  #! sql-injection
            return cursor.fetchall()
        RESOLVERS = {"Query": {"posts": resolve_posts}}
        def handler(event, context):
            return RESOLVERS[event["info"]["parentTypeName"]][event["info"]["fieldName"]](event["arguments"])
    """,
    "a model with any": """
        from typing import Any
        from pydantic import BaseModel
        from pymongo import MongoClient
        class Login(BaseModel):
            name: str
            pin: Any
        def handler(event, context):
            login = Login.model_validate_json(event["body"])
            return MongoClient("x").shop.users.find_one({"name": login.name, "pin": login.pin})  #! nosql-injection
    """,
    "a route of powertools": """
        from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
        from pymongo import MongoClient
        app = APIGatewayHttpResolver()
        users = MongoClient("x")["shop"]["users"]
        @app.post("/login")
        def login():
            body = app.current_event.json_body
            return {"found": users.find_one({"name": body["name"], "pin": body["pin"]}) is not None}  #! nosql-injection
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "a login": """
        import json, ldap
        def handler(event, context):
            form = json.loads(event["body"])
            connection = ldap.initialize("ldaps://x")
            connection.simple_bind_s("cn=reader,dc=x", "secret")
            found = connection.search_s("ou=people,dc=x", ldap.SCOPE_SUBTREE, "(&(mail=%s)(active=TRUE))" % form["mail"])  #! ldap-injection
            return bool(found)
    """,
}

SAFE = {
    "parameters of each style": """
        import sqlite3, psycopg2, pymysql
        sqlite3.connect("x").execute("SELECT * FROM t WHERE a = ? AND b = :b", {"b": q})
        psycopg2.connect("x").cursor().execute("SELECT * FROM t WHERE a = %(a)s", {"a": q})
        pymysql.connect(host="x").cursor().execute("SELECT * FROM t WHERE a = %s", [q])
    """,
    "psycopg2's sql": """
        import psycopg2
        from psycopg2 import sql
        cursor = psycopg2.connect("x").cursor()
        cursor.execute(sql.SQL("SELECT {} FROM t WHERE a = %s").format(sql.Identifier(q)), (q,))
        names = sql.SQL(", ").join(sql.Identifier(one) for one in body)
        cursor.execute(sql.SQL("INSERT INTO t ({}) VALUES ({})").format(names, sql.SQL(", ").join(sql.Placeholder() * len(body))), list(body.values()))
        cursor.execute(sql.SQL("SELECT * FROM t WHERE a = {}").format(sql.Literal(q)))
    """,
    "an order by of a list": """
        import psycopg2
        COLUMNS = {"name": "u.name", "date": "u.created"}
        cursor = psycopg2.connect("x").cursor()
        column = COLUMNS.get(q, "u.id")
        direction = "DESC" if body.get("order", "").lower() == "desc" else "ASC"
        cursor.execute(f"SELECT * FROM t u ORDER BY {column} {direction} LIMIT %s", (body["limit"],))
    """,
    "an order by that is checked": """
        import psycopg2
        def column_of(name):
            allowed = ["name", "created"]
            return name if name in allowed else allowed[0]
        def handler(event, context):
            cursor = psycopg2.connect("x").cursor()
            cursor.execute(f"SELECT * FROM t ORDER BY {column_of(event['queryStringParameters']['sort'])}")
    """,
    "a direction of two": """
        import psycopg2
        cursor = psycopg2.connect("x").cursor()
        direction = q.upper()
        if direction not in ("ASC", "DESC"):
            direction = "ASC"
        cursor.execute("SELECT * FROM t ORDER BY id " + direction)
    """,
    "a limit as a number": """
        import psycopg2
        cursor = psycopg2.connect("x").cursor()
        try:
            limit = min(int(event["queryStringParameters"].get("limit", 10)), 100)
        except ValueError:
            limit = 10
        cursor.execute(f"SELECT * FROM t LIMIT {limit}")
    """,
    "marks for a list": """
        import psycopg2, sqlite3
        ids = body["ids"]
        marks = ",".join("?" * len(ids))
        sqlite3.connect("x").execute(f"SELECT * FROM t WHERE id IN ({marks})", ids)
        marks = ", ".join(["%s" for _ in ids])
        psycopg2.connect("x").cursor().execute("SELECT * FROM t WHERE id IN (%s)" % marks, tuple(ids))
        psycopg2.connect("x").cursor().execute("SELECT * FROM t WHERE id = ANY(%s)", (ids,))
    """,
    "numbers in a list": """
        import psycopg2
        ids = ",".join(str(int(one)) for one in body["ids"])
        psycopg2.connect("x").cursor().execute(f"SELECT * FROM t WHERE id IN ({ids})")
        others = map(int, q.split(","))
        psycopg2.connect("x").cursor().execute("SELECT * FROM t WHERE id IN (%s)" % ",".join(map(str, others)))
    """,
    "a filter of known fields": """
        import psycopg2
        FIELDS = {"city": "city = %s", "age": "age >= %s"}
        where, values = [], []
        for name, value in body.items():
            if name in FIELDS:
                where.append(FIELDS[name])
                values.append(value)
        psycopg2.connect("x").cursor().execute("SELECT * FROM t WHERE " + " AND ".join(where), values)
    """,
    "a filter in steps": """
        import psycopg2
        sql, values = "SELECT * FROM t WHERE 1 = 1", []
        if body.get("city"):
            sql += " AND city = %s"
            values.append(body["city"])
        if body.get("ids"):
            sql += " AND id IN (" + ",".join(["%s"] * len(body["ids"])) + ")"
            values.extend(body["ids"])
        psycopg2.connect("x").cursor().execute(sql, values)
    """,
    "sqlalchemy's expressions": """
        import sqlalchemy as sa
        from sqlalchemy.orm import Session
        users = sa.Table("users", sa.MetaData(), sa.Column("name", sa.String))
        with Session(sa.create_engine("x")) as session:
            session.execute(sa.select(users).where(users.c.name == q).order_by(users.c.name.desc()))
            session.execute(sa.text("SELECT * FROM t WHERE a = :a").bindparams(a=q))
            session.execute(sa.text("SELECT * FROM t WHERE a = :a"), {"a": q})
            session.query(users).filter(users.c.name.like(f"%{q}%")).filter_by(name=q).all()
    """,
    "a table's name by a pattern": """
        import re, psycopg2
        if not re.match(r"^[a-z_][a-z0-9_]*$", q):
            raise ValueError("a table's name")
        psycopg2.connect("x").cursor().execute(f"SELECT count(*) FROM {q}")
    """,
    "an identifier": """
        import psycopg2
        if not q.isidentifier():
            return {"statusCode": 400}
        psycopg2.connect("x").cursor().execute(f"SELECT count(*) FROM {q}")
    """,
    "a date": """
        import boto3, datetime
        day = datetime.date.fromisoformat(q)
        boto3.client("athena").start_query_execution(QueryString=f"SELECT * FROM logs WHERE day = date '{day}'", WorkGroup="w")
        other = datetime.datetime.strptime(q, "%Y-%m-%d").strftime("%Y/%m/%d")
        boto3.client("athena").start_query_execution(QueryString=f"SELECT * FROM logs WHERE day = '{other}'", WorkGroup="w")
    """,
    "a date that was tried": """
        import boto3, datetime
        try:
            datetime.datetime.strptime(q, "%Y-%m-%d")
        except ValueError:
            return {"statusCode": 400}
        boto3.client("athena").start_query_execution(QueryString=f"SELECT * FROM logs WHERE day = '{q}'", WorkGroup="w")
    """,
    "Athena with parameters": """
        import boto3
        boto3.client("athena").start_query_execution(QueryString="SELECT * FROM logs WHERE day = ?", ExecutionParameters=[q], WorkGroup="w")
    """,
    "awswrangler with parameters": """
        import awswrangler as wr
        wr.athena.read_sql_query("SELECT * FROM t WHERE a = :a", database="d", params={"a": q}, paramstyle="named")
    """,
    "the Data API with parameters": """
        import boto3
        client = boto3.client("rds-data")
        client.execute_statement(resourceArn="c", secretArn="s", sql="SELECT * FROM t WHERE a = :a", parameters=[{"name": "a", "value": {"stringValue": q}}])
        client.batch_execute_statement(resourceArn="c", secretArn="s", sql="INSERT INTO t VALUES (:a)", parameterSets=[[{"name": "a", "value": {"stringValue": one}}] for one in body["a"]])
        boto3.client("redshift-data").execute_statement(Database="d", Sql="SELECT * FROM t WHERE a = :a", Parameters=[{"name": "a", "value": q}])
    """,
    "an enum of columns": """
        import enum, psycopg2
        class Column(str, enum.Enum):
            NAME = "name"
            AGE = "age"
        def handler(event, context):
            column = Column(event["queryStringParameters"]["column"])
            psycopg2.connect("x").cursor().execute(f"SELECT {column.value} FROM t")
    """,
    "text for MongoDB": """
        from pymongo import MongoClient
        users = MongoClient("x").d.users
        users.find_one({"name": str(body["name"])})
        users.find_one({"name": {"$eq": body["name"]}})
        users.find_one({"name": q, "age": int(body["age"])})
        users.find_one({"name": f"{body['name']}"})
        users.find({"tags": {"$in": [str(tag) for tag in body["tags"]]}})
    """,
    "an ObjectId": """
        from bson import ObjectId
        from bson.errors import InvalidId
        from pymongo import MongoClient
        try:
            key = ObjectId(body["id"])
        except InvalidId:
            return {"statusCode": 400}
        MongoClient("x").d.users.find_one({"_id": key})
    """,
    "a type that is asked for": """
        from pymongo import MongoClient
        name, pin = body.get("name"), body.get("pin")
        if not isinstance(name, str) or not isinstance(pin, str):
            return {"statusCode": 400}
        MongoClient("x").d.users.find_one({"name": name, "pin": pin})
    """,
    "all are texts": """
        from pymongo import MongoClient
        if not all(isinstance(body.get(name), str) for name in ("name", "pin")):
            return {"statusCode": 400}
        MongoClient("x").d.users.find_one({"name": body["name"], "pin": body["pin"]})
    """,
    "a helper that makes a text": """
        from pymongo import MongoClient
        def text(value):
            if not isinstance(value, str):
                raise TypeError("a text is wanted")
            return value
        def handler(event, context):
            import json
            body = json.loads(event["body"])
            MongoClient("x").d.users.find_one({"name": text(body["name"])})
    """,
    "a dict is refused": """
        from pymongo import MongoClient
        name = body["name"]
        if isinstance(name, (dict, list)):
            raise ValueError("a text is wanted")
        MongoClient("x").d.users.find_one({"name": name})
    """,
    "a model of MongoDB's data": """
        from pydantic import BaseModel
        from pymongo import MongoClient
        class Login(BaseModel):
            name: str
            pin: str
        def handler(event, context):
            login = Login.model_validate_json(event["body"])
            MongoClient("x").d.users.find_one({"name": login.name, "pin": login.pin})
            MongoClient("x").d.users.find_one(login.model_dump())
    """,
    "a comprehension of texts": """
        from pymongo import MongoClient
        FIELDS = ("city", "name")
        query = {name: str(body[name]) for name in FIELDS if name in body}
        list(MongoClient("x").d.users.find(query))
    """,
    "an update of known fields": """
        from pymongo import MongoClient
        MongoClient("x").d.users.update_one({"_id": q}, {"$set": {"city": body["city"], "name": body["name"]}})
    """,
    "query parameters are texts": """
        from pymongo import MongoClient
        parameters = event.get("queryStringParameters") or {}
        list(MongoClient("x").d.users.find({"city": parameters.get("city"), "name": parameters.get("name", "")}))
    """,
    "escaped for LDAP": """
        import ldap, ldap.filter, ldap3
        from ldap3.utils.conv import escape_filter_chars
        name = escape_filter_chars(q)
        ldap3.Connection("x").search("dc=x", f"(&(objectClass=user)(uid={name}))")
        ldap.initialize("x").search_s("dc=x", ldap.SCOPE_SUBTREE, ldap.filter.filter_format("(uid=%s)", [q]))
    """,
    "letters for LDAP": """
        import ldap3, re
        if not re.fullmatch(r"[\\w.-]+", q):
            raise ValueError("a name")
        ldap3.Connection("x").search("dc=x", f"(uid={q})")
    """,
    "escaped in an entry's name": """
        import ldap3
        from ldap3.utils.dn import escape_rdn
        ldap3.Connection("x").search(f"uid={escape_rdn(q)},ou=people,dc=x", "(objectClass=*)")
    """,
    "variables of XPath": """
        from lxml import etree
        tree = etree.parse("/opt/users.xml")
        tree.xpath("//user[name = $name]", name=q)
        etree.XPath("//user[@id = $id]")(tree, id=q)
    """,
    "elements are compared": """
        import xml.etree.ElementTree as ET
        root = ET.parse("/opt/users.xml").getroot()
        found = [one for one in root.findall("./user") if one.get("name") == q]
        return {"statusCode": 200, "body": str(len(found))}
    """,
    "a number for XPath": """
        from lxml import etree
        etree.parse("/opt/users.xml").xpath(f"//user[@id='{int(q)}']")
        if q.isalnum():
            etree.parse("/opt/users.xml").xpath(f"//user[@name='{q}']")
    """,
    "quotes are refused": """
        from lxml import etree
        if "'" in q or '"' in q:
            return {"statusCode": 400}
        etree.parse("/opt/users.xml").xpath(f"//user[@name='{q}']")
    """,
    "a query builder with values": """
        import psycopg2
        class Query:
            def __init__(self, table):
                self.table, self.conditions, self.values = table, [], []
            def where(self, condition, *values):
                self.conditions.append(condition)
                self.values.extend(values)
                return self
            def run(self, cursor):
                cursor.execute(f"SELECT * FROM {self.table} WHERE {' AND '.join(self.conditions)}", self.values)
                return cursor.fetchall()
        def handler(event, context):
            query = event["queryStringParameters"]
            return Query("orders").where("state = %s", query["state"]).where("city = %s", query["city"]).run(psycopg2.connect("x").cursor())
    """,
    "a sort with a sign": """
        import psycopg2
        COLUMNS = frozenset({"name", "created"})
        def ordering(sort):
            column = sort.lstrip("-")
            if column not in COLUMNS:
                raise ValueError("unknown column")
            return f"{column} {'DESC' if sort.startswith('-') else 'ASC'}"
        def handler(event, context):
            psycopg2.connect("x").cursor().execute("SELECT * FROM t ORDER BY " + ordering(event["queryStringParameters"]["sort"]))
    """,
    "columns that are kept": """
        import json, psycopg2
        COLUMNS = ("name", "city")
        def handler(event, context):
            body = json.loads(event["body"])
            fields = {column: body[column] for column in COLUMNS if column in body}
            sets = ", ".join(f"{column} = %({column})s" for column in fields)
            psycopg2.connect("x").cursor().execute(f"UPDATE t SET {sets} WHERE id = %(id)s", {**fields, "id": event["pathParameters"]["id"]})
    """,
    "columns that were checked in a loop": """
        import json, pymysql
        COLUMNS = {"name", "city"}
        def handler(event, context):
            body = json.loads(event["body"])
            for column in body:
                if column not in COLUMNS:
                    return {"statusCode": 400}
            columns = ", ".join(body)
            pymysql.connect(host="x").cursor().execute(f"INSERT INTO t ({columns}) VALUES ({', '.join(['%s'] * len(body))})", list(body.values()))
    """,
    "quoted names of psycopg": """
        import psycopg
        from psycopg import sql
        def handler(event, context):
            query = event["queryStringParameters"]
            statement = sql.SQL("SELECT * FROM t ORDER BY {column} {direction}").format(column=sql.Identifier(query["sort"]), direction=sql.SQL("DESC" if query.get("desc") else "ASC"))
            with psycopg.connect("x") as connection:
                return connection.execute(statement).fetchall()
    """,
    "an enum in a query": """
        import enum, pymysql
        class State(enum.Enum):
            OPEN = "open"
            DONE = "done"
            @classmethod
            def parse(cls, text):
                for one in cls:
                    if one.value == text:
                        return one
                raise ValueError(text)
        def handler(event, context):
            state = State.parse(event["queryStringParameters"]["state"])
            pymysql.connect(host="x").cursor().execute(f"SELECT * FROM t WHERE state = '{state.value}'")
    """,
    "a match statement": """
        import psycopg2
        def handler(event, context):
            match event["queryStringParameters"].get("sort"):
                case "name":
                    column = "name"
                case "new" | "old" as which:
                    column = f"created -- {which}"
                case _:
                    column = "id"
            psycopg2.connect("x").cursor().execute(f"SELECT * FROM t ORDER BY {column}")
    """,
    "sqlalchemy's table and columns": """
        from sqlalchemy import MetaData, Table, column, create_engine, select, table, text
        items = table("items", column("name"), column("city"))
        def handler(event, context):
            query = event["queryStringParameters"]
            with create_engine("x").begin() as connection:
                rows = connection.execute(select(items).where(items.c.name == query["name"]).limit(10)).all()
                connection.execute(text("UPDATE items SET city = :city WHERE name = :name"), dict(city=query["city"], name=query["name"]))
                connection.execute(items.insert(), [{"name": query["name"], "city": query["city"]}])
            return len(rows)
    """,
    "MongoDB with what a schema let through": """
        import json, jsonschema
        from pymongo import MongoClient
        SCHEMA = {"type": "object", "properties": {"name": {"type": "string"}, "pin": {"type": "string"}}, "required": ["name", "pin"], "additionalProperties": False}
        def handler(event, context):
            body = json.loads(event["body"])
            jsonschema.validate(body, SCHEMA)
            return MongoClient("x").shop.users.find_one({"name": body["name"], "pin": body["pin"]})
    """,
    "MongoDB with values that were made": """
        import json
        from pymongo import MongoClient
        def cleaned(value):
            if isinstance(value, dict):
                return {key: cleaned(one) for key, one in value.items() if not key.startswith("$")}
            return str(value)
        def handler(event, context):
            body = json.loads(event["body"])
            name, age = str(body.get("name", "")), int(body.get("age", 0))
            return MongoClient("x").shop.users.find_one({"name": name, "age": {"$gte": age}})
    """,
    "MongoDB when it isn't a text": """
        import json
        from pymongo import MongoClient
        def text(body, name):
            value = body.get(name)
            if type(value) is not str:
                raise ValueError(f"{name} has to be a text")
            return value
        def handler(event, context):
            body = json.loads(event["body"])
            return MongoClient("x").shop.users.find_one({"name": text(body, "name"), "pin": text(body, "pin")})
    """,
    "fields that are texts, in a loop": """
        import json
        from pymongo import MongoClient
        def handler(event, context):
            body = json.loads(event["body"])
            for field in ("name", "pin"):
                if not isinstance(body.get(field), str):
                    return {"statusCode": 400}
            return MongoClient("x").shop.users.find_one({"name": body["name"], "pin": body["pin"]})
    """,
    "LDAP that is escaped for each": """
        import ldap3
        from ldap3.utils.conv import escape_filter_chars
        class Directory:
            def __init__(self, server):
                self.connection = ldap3.Connection(ldap3.Server(server), auto_bind=True)
            def find(self, **attributes):
                parts = "".join(f"({name}={escape_filter_chars(value)})" for name, value in attributes.items())
                self.connection.search("dc=x", f"(&{parts})", attributes=["cn"])
                return self.connection.entries
        def handler(event, context):
            return str(Directory("x").find(uid=event["queryStringParameters"]["uid"]))
    """,
    "a model by dataclass": """
        import json
        from dataclasses import dataclass
        from pymongo import MongoClient
        @dataclass
        class Login:
            name: str
            pin: str
            def __post_init__(self):
                if not isinstance(self.name, str) or not isinstance(self.pin, str):
                    raise TypeError("texts are wanted")
        def handler(event, context):
            login = Login(**json.loads(event["body"]))
            return MongoClient("x").shop.users.find_one({"name": login.name, "pin": login.pin})
    """,
    "fastapi with choices": """
        import enum, sqlite3
        from typing import Annotated, Literal
        from fastapi import FastAPI, Path, Query
        from mangum import Mangum
        app = FastAPI()
        class Sort(str, enum.Enum):
            name = "name"
            age = "age"
        @app.get("/items/{year}")
        def items(year: int, sort: Sort = Sort.name, order: Literal["asc", "desc"] = "asc", table: Annotated[str, Query(pattern="^[a-z]+$")] = "items"):
            return sqlite3.connect("/tmp/x").execute(f"SELECT * FROM {table} WHERE year = {year} ORDER BY {sort.value} {order}").fetchall()
        handler = Mangum(app)
    """,
    "flask's converters": """
        import pymysql, awsgi
        from flask import Flask, jsonify, request
        app = Flask(__name__)
        db = pymysql.connect(host="x")
        @app.route("/users/<int:number>")
        def users(number):
            with db.cursor() as cursor:
                cursor.execute(f"SELECT * FROM users WHERE id = {number}")
                cursor.execute(f"SELECT * FROM users LIMIT {request.args.get('limit', 10, type=int)}")
                return jsonify(cursor.fetchall())
        def handler(event, context):
            return awsgi.response(app, event, context)
    """,
    "a router with a number": """
        import psycopg2
        from aws_lambda_powertools.event_handler import APIGatewayRestResolver
        from aws_lambda_powertools.event_handler.exceptions import BadRequestError
        app = APIGatewayRestResolver(enable_validation=True)
        @app.get("/orders/<number>")
        def orders(number: int, state: str = "open"):
            if state not in ("open", "done"):
                raise BadRequestError("state")
            cursor = psycopg2.connect("x").cursor()
            cursor.execute(f"SELECT * FROM orders WHERE id = {number} AND state = '{state}'")
            return {"orders": cursor.fetchall()}
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "powertools' body as text": """
        from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
        from aws_lambda_powertools.event_handler.exceptions import BadRequestError
        from pymongo import MongoClient
        app = APIGatewayHttpResolver()
        users = MongoClient("x")["shop"]["users"]
        @app.post("/login")
        def login():
            body = app.current_event.json_body
            name, pin = body.get("name"), body.get("pin")
            if not isinstance(name, str) or not isinstance(pin, str):
                raise BadRequestError("texts are wanted")
            return {"found": users.find_one({"name": name, "pin": pin}) is not None}
        def handler(event, context):
            return app.resolve(event, context)
    """,
    "a filter of known fields with texts": """
        import json
        from pymongo import MongoClient
        FIELDS = {"city": str, "age": int}
        def handler(event, context):
            body = json.loads(event["body"])
            query = {name: kind(body[name]) for name, kind in FIELDS.items() if name in body}
            return list(MongoClient("x").shop.users.find(query))
    """,
    "a query of an item": """
        import json
        from pymongo import MongoClient, ReturnDocument
        users = MongoClient("x").shop.users
        def handler(event, context):
            body = json.loads(event["body"])
            return users.find_one_and_update({"_id": event["pathParameters"]["id"]}, {"$set": {"seen": True}, "$inc": {"count": 1}, "$push": {"notes": str(body["note"])}}, return_document=ReturnDocument.AFTER)
    """,
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_query_that_a_caller_writes_at_is_reported(name: str) -> None:
    text = program(FAULTY[name], "app.py")
    assert expected(text), "no line of it says what is reported"
    assert reported("app.py", text) == expected(text), text


@pytest.mark.parametrize("name", SAFE)
def test_a_query_with_values_of_a_caller_is_not(name: str) -> None:
    text = program(SAFE[name], "app.py")
    assert reported("app.py", text) == set(), text
