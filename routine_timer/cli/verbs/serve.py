"""`serve`: the app in a browser, on a tablet or a television."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import ipaddress
from importlib.util import find_spec

from routine_timer.cli.context import Context
from routine_timer.errors import RoutineTimerError

PORT = 8000


class MissingServeExtra(RoutineTimerError):
    """The libraries of the extra [serve] are not installed."""

    help = "install it with its extra, for example `pipx install 'routine-timer[serve]'`"

    def __init__(self) -> None:
        super().__init__("serve needs textual-serve")


class BadHost(RoutineTimerError):
    """The app can't be served at this address."""

    help = "use 127.0.0.1 for this computer alone, or this computer's address in your own network"

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} is not an address that this computer can be found at")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Open the app in a browser, on this computer or, with --host, anywhere on your network. Each page runs its own "
        "app. Press ctrl+c to stop."
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="the address to serve on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=PORT, metavar="N", help=f"the port (default: {PORT})")


def _port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: a number from 1 to 65535")
    return port


def run(arguments: argparse.Namespace, context: Context) -> int:
    if find_spec("textual_serve") is None:
        raise MissingServeExtra
    from routine_timer.cli.app_server import AppServer, serve
    from routine_timer.remote.access import Access

    host = _address(arguments.host)
    access = None if ipaddress.ip_address(host).is_loopback else Access(on_new_token=lambda: show_address())
    server = AppServer(host, arguments.port, access)

    def show_address() -> None:
        own = f"http://{host}:{arguments.port}/"
        context.print_message(own if access is None else f"{own}?key={access.token}")

    context.close()  # each page's app opens the history itself
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(server, show_address))
    return 0


def _address(host: str) -> str:
    """The address that a person means.

    Raises:
        BadHost, PublicAddress, NoLocalNetwork
    """
    from routine_timer.remote.local_address import checked

    try:
        if ipaddress.ip_address(host := "127.0.0.1" if host == "localhost" else host).is_unspecified:
            raise BadHost(host)
        return checked(host)
    except ValueError:
        raise BadHost(host) from None
