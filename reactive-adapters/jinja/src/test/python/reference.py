"""Renders templates with the real Jinja2: a line of JSON in, a line of JSON out."""

import json
import sys

import jinja2
import yaml


def as_yaml(value):
    text = yaml.safe_dump(
        value, default_flow_style=False, sort_keys=False, allow_unicode=True, width=10**9
    )
    return text.removesuffix("...\n").removesuffix("\n")


environment = jinja2.Environment()
environment.filters["yaml"] = as_yaml

for line in sys.stdin:
    case = json.loads(line)
    try:
        text = environment.from_string(case["template"]).render(**case["inputs"])
        answer = {"text": text}
    except Exception as error:  # what kind of error it is does not matter here
        answer = {"error": "%s: %s" % (type(error).__name__, error)}
    print(json.dumps(answer))
