"""Which functions of a file of Python are handlers of AWS Lambda, and which aren't."""

import pytest

from tests.code.handlers.finding import handlers, told

CHALICE = """\
from chalice import Chalice, Rate
app = Chalice(app_name="shop")
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def lambda_handler(event, context): ...", id="as the console calls it"),
        pytest.param("async def lambda_handler(e, c): ...", id="by that name alone"),
        pytest.param("def lambda_handler(event, context=None, retries=3): ...", id="with defaults"),
        pytest.param("def lambda_handler(*args): ...", id="with anything"),
        pytest.param("lambda_handler = lambda event, context: 1", id="as an expression"),
        pytest.param("lambda_handler = wrap(inner)", id="made by something"),
        pytest.param("if REAL:\n    def lambda_handler(event, context): ...", id="in a branch"),
        pytest.param(
            "try:\n    import x\nexcept ImportError:\n    x = None\ndef lambda_handler(event, _): ...", id="beside try"
        ),
    ],
)
def test_the_name_that_lambda_gives(text: str) -> None:
    assert told(text, "app.py") == ["lambda_handler: shape"]


@pytest.mark.parametrize(
    "parameters",
    [
        "event, context",
        "event: dict, context: Any",
        "event: Dict[str, Any], context: Any",
        "event, _",
        "_event, _context",
        "event, lambda_context",
        "sqs_event, ctx",
        "_, context",
        "e, c: LambdaContext",
        "order: Order, context: 'LambdaContext'",
        "event, context, /",
        "event, context, dry=False",
    ],
)
def test_any_name_with_an_event_and_a_context(parameters: str) -> None:
    assert told(f"def make_order({parameters}): ...", "orders.py") == ["make_order: shape"]


@pytest.mark.parametrize(
    "text",
    [
        "def add(a, b): ...",
        "def on_signal(signum, frame): ...",
        "def handler(signum, frame): ...",
        "def emit(event): ...",
        "def render(request, context): ...",
        "def draw(_, __): ...",
        "def show(context, event): ...",
        "def run(event, context, client): ...",
        "def run(event, context, *, client): ...",
        "def outer():\n    def run(event, context): ...",
        "class A:\n    def handle(self, event, context): ...",
        "import logging\nhandler = logging.StreamHandler()",
        "from x import helper\n@helper.create\ndef outer(event): ...",
        "if __name__ == '__main__':\n    def run(event, context): ...",
        '"""def lambda_handler(event, context)"""',
    ],
)
def test_what_is_none(text: str) -> None:
    assert told(text, "app.py") == []


def test_a_function_that_its_own_file_calls_is_a_helper() -> None:
    text = """\
def route(event, context): return ROUTES[event["r"]](event, context)
def list_all(event, context): ...
def remove(event, context): ...
def lambda_handler(event, context): return route(event, context)
ROUTES = {"list": list_all}
"""
    assert told(text, "app.py") == ["remove: shape", "lambda_handler: shape"]


def test_to_try_a_handler_at_hand_is_no_use() -> None:
    text = 'def make(event, context): ...\nif __name__ == "__main__":\n    make({}, None)\n'
    assert told(text, "app.py") == ["make: shape"]


def test_a_handler_that_calls_itself_is_one() -> None:
    assert told("def walk(event, context):\n    walk(event, context)\n", "app.py") == ["walk: shape"]


def test_an_object_that_a_function_is_registered_with_calls_it() -> None:
    text = """\
from crhelper import CfnResource
helper = CfnResource()
@helper.create
def create(event, context): ...
def lambda_handler(event, context): helper(event, context)
"""
    assert told(text, "app.py") == ["lambda_handler: shape"]


def test_decorators_of_handlers_tell_them() -> None:
    text = """\
logger = Logger()
@logger.inject_lambda_context(log_event=True)
def list_orders(payload, runtime): return helper(payload, runtime)
@cors
def add(event, context): ...
"""
    assert told(text, "app.py") == ["list_orders: shape", "add: shape"]


@pytest.mark.parametrize("module", ["google.cloud", "functions_framework", "azure.functions"])
def test_functions_of_another_cloud_look_the_same(module: str) -> None:
    assert told(f"from {module} import storage\ndef on_file(event, context): ...", "main.py") == []


def test_chalice_makes_a_function_of_its_routes_and_one_of_each_other() -> None:
    text = f"""\
{CHALICE}
@app.route("/")
def index(): ...
@app.on_sns_message(topic="orders")
def on_order(event): ...
@app.schedule(Rate(1, unit=Rate.HOURS))
def each_hour(event): ...
@app.lambda_function()
def plain(event, context): ...
@app.middleware("all")
def around(event, get_response): ...
"""
    found = handlers(text, "app.py")
    assert [(one.name, one.by, one.event) for one in found] == [
        ("app", "Chalice", ""),
        ("on_order", "Chalice", ""),
        ("each_hour", "Chalice", "schedule"),
        ("plain", "Chalice", ""),
    ]


def test_chalice_without_routes_answers_no_requests() -> None:
    assert told(f"{CHALICE}@app.lambda_function()\ndef run(event, context): ...\n", "app.py") == ["run: Chalice"]


def test_blueprints_of_chalice() -> None:
    text = 'import chalice\nmore = chalice.Blueprint(__name__)\n@more.on_sqs_message(queue="q")\ndef work(event): ...\n'
    assert told(text, "chalicelib/more.py") == ["work: Chalice"]
    assert told(f"{CHALICE}app.register_blueprint(more)\n", "app.py") == ["app: Chalice"]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("from mangum import Mangum\nhandler = Mangum(app)", "Mangum"),
        ("import mangum\nserve = mangum.Mangum(app, lifespan='off')", "Mangum"),
        ("from mangum import Mangum as Adapter\nhandler = Adapter(app)", "Mangum"),
        ("from apig_wsgi import make_lambda_handler\nhandler = make_lambda_handler(app)", "apig-wsgi"),
    ],
)
def test_adapters(text: str, by: str) -> None:
    (found,) = handlers(text, "main.py")
    assert found.by == by


def test_a_method_of_an_adapter_is_no_handler() -> None:
    assert told("from mangum import Mangum\nsettings = Mangum(app).config()", "main.py") == []


def test_what_rotates_secrets_says_so() -> None:
    text = """\
def lambda_handler(event, context):
    arn, token, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
"""
    assert [one.event for one in handlers(text, "app.py")] == ["rotation"]


def test_code_with_mistakes_still_has_its_handlers() -> None:
    assert told("print 'old'\ndef lambda_handler(event, context):\n    exec 'x'\n", "app.py") == [
        "lambda_handler: shape"
    ]
