"""The address of the page for a phone, as a QR code. The session waits meanwhile."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from routine_timer.app.screens.dialog import Dialog
from routine_timer.text.plurals import pluralize

_HOW = "Scan the code. Your phone must be on the same network as this computer."
_KEYS = "Enter: close and continue"


class PhoneScreen(Dialog[None]):
    """Shows the code until it is closed, here or by the first command from a phone.

    Args:
        address: the page's address, or an empty text while it is being opened.
        phones: how many phones have joined.
    """

    CSS_PATH = "screen.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q,R,space", "leave", show=False)]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (23, "-high")]

    def __init__(self, address: str = "", phones: int = 0) -> None:
        super().__init__()
        self._address = address
        self._phones = phones

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet"):
            yield Static("Your phone as a remote", id="title", markup=False)
            with Horizontal(id="code-row"):
                yield Static(id="code", markup=False)
            yield Static(id="address", markup=False)
            yield Static(id="how", markup=False)
            yield Static(_KEYS, id="keys", markup=False)

    def on_mount(self) -> None:
        self._show()

    def invite(self, address: str) -> None:
        """The page can be opened at `address`."""
        self._address = address
        self._show()

    def count(self, phones: int) -> None:
        """So many phones have joined."""
        self._phones = phones
        self._show()

    @property
    def _code(self) -> str:
        if not self._address:
            return ""
        from routine_timer.text.qr_code import qr_lines

        return "\n".join(qr_lines(self._address))

    @property
    def _how(self) -> str:
        return f"{pluralize(self._phones, 'phone')} connected." if self._phones else _HOW

    def _show(self) -> None:
        """Show what is known, as soon as there is something to show it in."""
        shown = {"code": self._code, "address": self._address or "Opening the page…", "how": self._how}
        for line in self.query(Static):
            if line.id in shown:
                line.update(shown[line.id])
