"""From bytes to typed parameters: form, multipart and JSON bodies, decoded and checked with the schemas in shared/."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

from tests.support.bot_api.types import Json
from tests.support.paths import SHARED

SCHEMAS = SHARED / "telegram"
_WORDS = {  # parameters that stay text where there is no schema to say so
    *("text", "caption", "parse_mode", "callback_query_id", "inline_query_id", "language_code", "url", "action"),
    *("photo", "document", "next_offset", "name", "description", "short_description", "secret_token"),
}


def read_form(content_type: str, body: bytes, query: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """(parameters as sent, uploads) of a request."""
    fields: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    files: dict[str, bytes] = {}
    if content_type.startswith("multipart/form-data"):
        found = re.search(r'boundary="?([^";]+)"?', content_type)
        for name, is_file, content in _parts(body, found[1] if found else ""):
            if is_file:
                files[name] = content
            else:
                fields[name] = content.decode()
    elif content_type.startswith("application/json"):
        fields |= json.loads(body or b"{}")
    else:
        fields |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return fields, files


def _parts(body: bytes, boundary: str) -> list[tuple[str, bool, bytes]]:
    """(name, is a file, content) of each part of a multipart body."""
    parts = []
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        name = re.search(rb'\bname="([^"]*)"', head)
        parts.append((name[1].decode() if name else "", b"filename=" in head, content))
    return parts


@cache
def _definitions(file: str) -> Json:
    path = SCHEMAS / file
    return json.loads(path.read_text(encoding="utf-8"))["definitions"] if path.exists() else {}


@cache
def _validator(file: str, name: str) -> Draft7Validator:
    return Draft7Validator({"$ref": f"#/definitions/{name}", "definitions": _definitions(file)})


def schemas_present() -> bool:
    """Whether requests and updates can be checked here."""
    return bool(_definitions("bot_api_params.schema.json") and _definitions("bot_api_objects.schema.json"))


def decode(method: str, fields: dict[str, Any], files: dict[str, bytes]) -> Json:
    """The parameters with numbers, booleans and JSON read; an upload becomes "attach://FIELD"."""
    params = {name: _value(method, name, value) for name, value in fields.items()}
    return params | {name: f"attach://{name}" for name in files if _schema(method, name) or not schemas_present()}


def _value(method: str, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    kinds = _kinds(method, name)
    if "string" in kinds and not ("number" in kinds and re.fullmatch(r"-?\d+", value)):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _definition_name(method: str) -> str:
    return method[:1].upper() + method[1:] + "Params"


def _schema(method: str, name: str) -> Json:
    """The schema of one parameter, {} where there is none."""
    definition = _definitions("bot_api_params.schema.json").get(_definition_name(method), {})
    found: Json = definition.get("properties", {}).get(name, {})
    return found


def _kinds(method: str, name: str) -> set[str]:
    """The JSON types that the parameter may have."""
    if not schemas_present():
        return {"string"} if name in _WORDS else {"string", "number"} if name == "chat_id" else {"object"}
    return _types(_schema(method, name))


def _types(schema: Json) -> set[str]:
    if "$ref" in schema:
        return _types(_definitions("bot_api_params.schema.json")[schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return set().union(*(_types(choice) for choice in schema["anyOf"]))
    types = schema.get("type", [])
    return {types} if isinstance(types, str) else set(types)


def problem_with_request(method: str, params: Json) -> str | None:
    """What the schema says against the request, None when it is well formed or there is no schema."""
    if not schemas_present():
        return None
    name = _definition_name(method)
    if name in _definitions("bot_api_params.schema.json"):
        return _problem("bot_api_params.schema.json", name, params)
    return f"unknown parameters {sorted(params)}" if params else None


def problem_with(kind: str, value: Json) -> str | None:
    """What the schema says against an object of the server's, such as an Update or a Message."""
    return _problem("bot_api_objects.schema.json", f"Telegram{kind}", value) if schemas_present() else None


def _problem(file: str, name: str, value: Json) -> str | None:
    error = best_match(_validator(file, name).iter_errors(value))
    return None if error is None else f"{error.json_path}: {error.message[:300]}"
