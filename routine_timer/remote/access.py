"""Who may use the page. Pure: the time comes in with every call, in seconds on any steady clock.

The address that the terminal shows carries a random token. A phone exchanges it for a cookie of its own. After four
exchanges the token ends and a new one takes its place; a phone that joins with the new one replaces the phone that was
heard of longest ago, so at most four can use the page.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable

import msgspec

PHONES = 4
"""How many phones can use the page at the same time, and how often one token can be exchanged."""
_BITS = 128
_STRANGERS = 256
"""How many addresses are remembered that have not joined."""


class Bucket:
    """A rate limit: `burst` at once, and `per_second` in the long run."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = burst
        self._left = float(burst)
        self._since: float | None = None

    def take(self, now: float) -> bool:
        """Whether one more is allowed."""
        if self._since is not None:
            self._left = min(self._left + (now - self._since) * self._per_second, self._burst)
        self._since = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Phone(msgspec.Struct):
    """A phone that has joined. `seen` is when it was last heard of."""

    cookie: str
    bucket: Bucket
    seen: float


def random_token() -> str:
    """128 random bits, as text for an address."""
    return secrets.token_urlsafe(_BITS // 8)


class Access:
    """The token, the phones that have joined, and the limits for them and for everybody else.

    Args:
        make: makes tokens and cookies.
        on_join: called with how many phones have joined, after each exchange.
        on_new_token: called when a token has ended and another one takes its place.
        on_leave: called with a phone that can no longer use the page.
    """

    def __init__(
        self,
        make: Callable[[], str] = random_token,
        on_join: Callable[[int], None] = lambda _phones: None,
        on_new_token: Callable[[], None] = lambda: None,
        on_leave: Callable[[Phone], None] = lambda _phone: None,
    ) -> None:
        self._make = make
        self._on_join = on_join
        self._on_new_token = on_new_token
        self._on_leave = on_leave
        self.token = make()
        self._exchanged = 0
        self._phones: list[Phone] = []
        self._strangers: OrderedDict[str, Bucket] = OrderedDict()

    def join(self, token: str, now: float) -> Phone | None:
        """Exchange a token. None if it is not, or no longer, the right one."""
        if not secrets.compare_digest(token.encode(), self.token.encode()):
            return None
        if len(self._phones) >= PHONES:
            oldest = min(self._phones, key=lambda phone: phone.seen)
            self._phones.remove(oldest)
            self._on_leave(oldest)
        phone = Phone(self._make(), Bucket(per_second=10, burst=40), now)
        self._phones.append(phone)
        self._on_join(len(self._phones))
        self._exchanged += 1
        if self._exchanged >= PHONES:
            self.token, self._exchanged = self._make(), 0
            self._on_new_token()
        return phone

    def phone_of(self, cookie: str, now: float) -> Phone | None:
        """The phone that a cookie belongs to."""
        found = None
        for phone in self._phones:  # all of them, so that the time it takes says nothing
            if secrets.compare_digest(cookie.encode(), phone.cookie.encode()):
                found = phone
        if found is not None:
            found.seen = now
        return found

    def allows_stranger(self, address: str, now: float) -> bool:
        """Whether a computer that has not joined may make one more request."""
        bucket = self._strangers.pop(address, None) or Bucket(per_second=5, burst=30)
        self._strangers[address] = bucket
        if len(self._strangers) > _STRANGERS:
            self._strangers.popitem(last=False)
        return bucket.take(now)
