"""Asks Trocha as an assistant does, with the official client of the Model Context Protocol.

Usage: client.py PLAN, a JSON object:
  command   the words that start a server on standard input and output; or
  url       the address of one, with token where one is needed
  mode      "legacy" for the handshake, "auto" for what both sides speak best
  steps     what to do, one after the other: {"list": true}, {"resources": true}, {"read": ADDRESS},
            {"call": TOOL, "arguments": {…}, "progress": true}, {"together": [calls]},
            {"cancel": a call, "after": seconds}
Prints a JSON object: the version that was settled on, and what came of each step.
"""

import asyncio
import json
import sys
import time

import httpx2
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client


def server(plan):
    if "command" in plan:
        program, *rest = plan["command"]
        return StdioServerParameters(command=program, args=rest)
    headers = {"Authorization": "Bearer " + plan["token"]} if "token" in plan else {}
    return streamable_http_client(
        plan["url"], http_client=httpx2.AsyncClient(headers=headers, timeout=300)
    )


async def call(client, step):
    seen = []

    async def progress(done, total, message):
        seen.append([done, total])

    try:
        result = await client.call_tool(
            step["call"],
            step.get("arguments", {}),
            progress_callback=progress if step.get("progress") else None,
        )
    except Exception as error:
        return {"error": getattr(getattr(error, "error", None), "code", str(error)), "text": str(error)}
    return {
        "isError": bool(result.is_error),
        "text": result.content[0].text,
        "structured": result.structured_content,
        "progress": seen,
    }


async def cancel(client, step):
    task = asyncio.create_task(call(client, step["cancel"]))
    await asyncio.sleep(step["after"])
    is_running = not task.done()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass
    return {"wasRunning": is_running}


async def take(client, step):
    start = time.monotonic()
    if "list" in step:
        tools = (await client.list_tools()).tools
        outcome = {"tools": [tool.model_dump(mode="json", by_alias=True) for tool in tools]}
    elif "resources" in step:
        found = (await client.list_resources()).resources
        outcome = {"addresses": [str(resource.uri) for resource in found]}
    elif "read" in step:
        outcome = {"text": (await client.read_resource(step["read"])).contents[0].text}
    elif "together" in step:
        outcome = {"all": await asyncio.gather(*(call(client, one) for one in step["together"]))}
    elif "cancel" in step:
        outcome = await cancel(client, step)
    else:
        outcome = await call(client, step)
    return outcome | {"seconds": time.monotonic() - start}


async def main(plan):
    async with Client(server(plan), mode=plan["mode"]) as client:
        version = client.protocol_version
        outcomes = [await take(client, step) for step in plan["steps"]]
    print(json.dumps({"version": version, "outcomes": outcomes}))


asyncio.run(main(json.loads(sys.argv[1])))
