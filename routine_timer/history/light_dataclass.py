"""A frozen dataclass that is quick to import, for `status`, which a shell prompt waits for.

Importing `dataclasses` takes longer than starting Python, and `msgspec` five times as long, so the few values on that
path are built on this. It does what a frozen dataclass does: init by position or name, defaults, equality, repr.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, dataclass_transform
else:

    def dataclass_transform(**_: object):
        return lambda cls: cls


@dataclass_transform(frozen_default=True)
class Frozen:
    """A value with the annotated fields. A class with thousands of instances may define `__slots__` and `__init__`."""

    __slots__ = ()
    fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.fields = tuple(cls.__annotations__)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        cls = type(self)
        if len(args) == len(cls.fields) and not kwargs:
            self.__dict__.update(zip(cls.fields, args, strict=True))
            return
        given = {**dict(zip(cls.fields, args, strict=False)), **kwargs}
        if len(args) > len(cls.fields) or not given.keys() <= set(cls.fields):
            raise TypeError(f"{cls.__name__} has the fields {', '.join(cls.fields)}")
        for name in cls.fields:
            if name in given:
                self.__dict__[name] = given[name]
            elif not hasattr(cls, name):
                raise TypeError(f"{cls.__name__} needs {name}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._values()))

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in zip(self.fields, self._values(), strict=True))
        return f"{type(self).__name__}({inside})"

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.fields)
