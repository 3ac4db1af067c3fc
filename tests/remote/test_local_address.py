"""Which address the page is opened at."""

from __future__ import annotations

import errno
import socket

import pytest

from routine_timer.remote.local_address import NoLocalNetwork, PublicAddress, checked, local_address


@pytest.mark.parametrize("address", ["192.168.1.20", "10.0.0.4", "172.16.3.1", "169.254.10.1", "127.0.0.1"])
def test_a_private_address_is_taken(address: str) -> None:
    assert checked(address) == address


def test_an_address_that_the_internet_can_reach_is_refused() -> None:
    with pytest.raises(PublicAddress, match=r"8\.8\.8\.8 can be reached from the internet"):
        checked("8.8.8.8")


def test_a_computer_without_a_network_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unplugged(socket.socket):
        def connect(self, _address: object) -> None:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket, "socket", Unplugged)
    with pytest.raises(NoLocalNetwork, match=r"^this computer is not connected to a network$") as error:
        local_address()
    assert error.value.help == "connect this computer and your phone to the same Wi-Fi"


def test_no_address_at_all_says_what_to_do() -> None:
    with pytest.raises(NoLocalNetwork) as caught:
        checked("0.0.0.0")
    assert "same Wi-Fi" in caught.value.with_help
