"""Which address of this computer a phone on the same network can reach."""

from __future__ import annotations

import ipaddress
import socket

from routine_timer.errors import RoutineTimerError

_SOMEWHERE = ("192.0.2.1", 9)
"""An address that is reserved for examples. Nothing is sent to it: only the way there is looked up."""


class NoLocalNetwork(RoutineTimerError):
    """This computer has no address that a phone nearby could reach."""

    help = "connect this computer and your phone to the same Wi-Fi"


class PublicAddress(RoutineTimerError):
    """This computer's address can be reached from the whole internet."""

    help = "use a network of your own, such as your home Wi-Fi or your phone's hotspot"

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} can be reached from the internet, so no page is opened there")


def local_address() -> str:
    """The IPv4 address of the network that this computer uses.

    Raises:
        NoLocalNetwork, PublicAddress
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_SOMEWHERE)
            address = str(probe.getsockname()[0])
        except OSError:
            raise NoLocalNetwork("this computer is not connected to a network") from None
    return checked(address)


def checked(address: str) -> str:
    """`address`, if a page may be opened there.

    Raises:
        NoLocalNetwork, PublicAddress
    """
    parsed = ipaddress.ip_address(address)
    if parsed.is_unspecified:
        raise NoLocalNetwork("this computer is not connected to a network")
    if not parsed.is_private:
        raise PublicAddress(address)
    return address
