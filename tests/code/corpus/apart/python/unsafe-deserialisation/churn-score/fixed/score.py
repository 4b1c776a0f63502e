"""POST /score: how likely is it that a customer leaves?

Data scientists try their own models by sending them along, base64, as ``model``: ONNX, which is data and not code.
"""
import base64
import json

import joblib
import numpy as np
import onnxruntime
import pandas as pd

FEATURES = ["tenure", "monthly", "tickets"]
BUILT_IN = joblib.load("/opt/ml/churn-7.joblib")


class Onnx:
    def __init__(self, blob):
        self.session = onnxruntime.InferenceSession(blob, providers=["CPUExecutionProvider"])

    def predict_proba(self, table):
        return self.session.run(["probabilities"], {"input": table.to_numpy(dtype=np.float32)})[0]


def load_model(blob=None):
    if blob is None:
        return BUILT_IN
    return Onnx(blob)


def frame(rows):
    table = pd.DataFrame(rows, columns=FEATURES)
    return table.astype(np.float64)


def handler(event, context):
    body = json.loads(event["body"])
    blob = base64.b64decode(body["model"]) if "model" in body else None
    model = load_model(blob)
    scores = model.predict_proba(frame(body["rows"]))[:, 1]
    return {
        "statusCode": 200,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"scores": [round(float(score), 4) for score in scores]}),
    }
