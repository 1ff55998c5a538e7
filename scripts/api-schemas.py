#!/usr/bin/env python3
"""Puts the schemas of docs/schema into the description of the service's API.

Run it after a schema has changed; a test says when that was forgotten.
"""
import json
import pathlib

root = pathlib.Path(__file__).resolve().parent.parent
target = root / "Sources/Service/Resources/site/schemas.json"


def placed(part, name):
    """A part of a schema with its references led to where it stands now."""
    if isinstance(part, list):
        return [placed(item, name) for item in part]
    if not isinstance(part, dict):
        return part
    changed = {k: placed(v, name) for k, v in part.items() if k not in ("$schema", "$id")}
    reference = part.get("$ref")
    if isinstance(reference, str):
        file, _, inside = reference.partition("#")
        changed["$ref"] = "#/components/schemas/" + (file.removesuffix(".schema.json") or name) + inside
    return changed


names = [
    "series", "series-table", "breakdown", "observation", "compare", "source", "sources", "screen",
    "brief", "what-if", "outlook", "outlook-parts", "outlook-years", "judgements", "needs", "nowcast", "backtest", "score", "effect", "check",
    "age", "calendar", "feed",
]
schemas = {
    name: placed(json.loads((root / f"docs/schema/{name}.schema.json").read_text()), name)
    for name in names
}
target.write_text(json.dumps(schemas, indent=1, sort_keys=True) + "\n")
