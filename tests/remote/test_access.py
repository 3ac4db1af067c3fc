"""Who may use the page: tokens, cookies and limits, with a clock that is moved by hand."""

from __future__ import annotations

from routine_timer.remote.access import PHONES, Access, Bucket, Phone, random_token


def joined(access: Access, now: float = 0.0) -> Phone:
    phone = access.join(access.token, now)
    assert phone is not None
    return phone


def test_a_token_has_128_random_bits() -> None:
    tokens = {random_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 22 for token in tokens)  # 16 bytes in base 64


def test_each_phone_gets_its_own_cookie() -> None:
    access = Access()
    first, second = joined(access), joined(access)
    assert first.cookie != second.cookie
    assert access.token not in (first.cookie, second.cookie)
    assert access.phone_of(first.cookie, 1.0) is first


def test_a_wrong_token_gets_nothing() -> None:
    access = Access()
    assert access.join("", 0.0) is None
    assert access.join(access.token[:-1], 0.0) is None
    assert access.join("ö" * 22, 0.0) is None
    assert access.phone_of("", 0.0) is None


def test_a_token_ends_after_four_phones_and_a_new_one_takes_its_place() -> None:
    new: list[str] = []
    access = Access(on_new_token=lambda: new.append(access.token))
    first = access.token
    for _ in range(PHONES):
        assert access.token == first
        joined(access)
    assert new == [access.token]
    assert access.token != first
    assert access.join(first, 0.0) is None


def test_a_fifth_phone_replaces_the_one_heard_of_longest_ago() -> None:
    gone: list[Phone] = []
    access = Access(on_leave=gone.append)
    phones = [joined(access, now=float(i)) for i in range(PHONES)]
    access.phone_of(phones[0].cookie, 10.0)
    fifth = joined(access, 11.0)
    assert gone == [phones[1]]
    assert access.phone_of(phones[1].cookie, 12.0) is None
    assert access.phone_of(fifth.cookie, 12.0) is fifth


def test_a_bucket_allows_a_burst_and_then_so_many_a_second() -> None:
    bucket = Bucket(per_second=2, burst=3)
    assert [bucket.take(0.0) for _ in range(5)] == [True, True, True, False, False]
    assert [bucket.take(1.0) for _ in range(3)] == [True, True, False]


def test_one_stranger_does_not_use_up_what_another_may_ask() -> None:
    access = Access()
    while access.allows_stranger("192.168.1.66", 0.0):
        pass
    assert access.allows_stranger("192.168.1.7", 0.0)


def test_strangers_without_end_take_no_memory_without_end() -> None:
    access = Access()
    for i in range(10_000):
        access.allows_stranger(f"10.0.{i // 256}.{i % 256}", 0.0)
    assert len(access._strangers) <= 256
