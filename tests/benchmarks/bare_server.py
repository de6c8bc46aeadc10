"""The least that a Starlette application under uvicorn can be: prints its URL, and serves."""

import asyncio
import socket

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def answer(_request: Request) -> JSONResponse:
    return JSONResponse({"errcode": 0, "errmsg": "ok"})


async def serve() -> None:
    # IPPROTO_TCP, or asyncio leaves Nagle's algorithm on (docs/architecture.md).
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        host, port = listener.getsockname()
        print(f"http://{host}:{port}", flush=True)
        application = Starlette(routes=[Route("/answer", answer)])
        config = uvicorn.Config(application, log_level="critical", access_log=False)
        await uvicorn.Server(config).serve(sockets=[listener])


asyncio.run(serve())
