"""Fields whose value the database never sees in clear."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import models

from viktig.ground.privacy.keystore import key_of
from viktig.ground.privacy.sealing import installation_key, seal, unseal

INSTALLATION = "installation"


def key_for(instance: models.Model) -> tuple[bytes, str]:
    """Return the key that seals a row, and whose it is.

    `class Privacy: sealed_with` names the column with the owner's id, or is INSTALLATION. Raises KeyGone.
    """
    column: str = instance.Privacy.sealed_with  # type: ignore[attr-defined]
    if column == INSTALLATION:
        return installation_key("rows"), INSTALLATION
    owner: UUID = getattr(instance, column)
    return key_of(owner), str(owner)


def bound_to(instance: models.Model, column: str, owner: str) -> str:
    """Return the place to which a value is bound: table, column, row, owner."""
    return f"{instance._meta.db_table}|{column}|{instance.pk}|{owner}"


class _Opening:
    """Opens the value when it is first asked for: a row that is only counted costs no key."""

    def __init__(self, field: "SealedText") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        value = instance.__dict__[name]
        if isinstance(value, self.field.sealed):
            key, whose = key_for(instance)
            plain = unseal(bytes(value), key=key, bound_to=bound_to(instance, name, whose))
            value = instance.__dict__[name] = self.field.from_bytes(plain)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedText(models.BinaryField):  # type: ignore[type-arg]
    """Text sealed with the key of the row's owner. It opens on the instance and is sealed on save.

    It cannot be filtered, ordered or written by `update()`: the database does not know what it says.
    """

    to_bytes: Callable[[Any], bytes] = staticmethod(lambda text: str(text).encode())
    from_bytes: Callable[[bytes], Any] = staticmethod(lambda plain: plain.decode())
    empty: Any = ""
    sealed: Any = memoryview | bytes  # what a value is as long as nobody has opened it

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("default", self.default_value)
        super().__init__(verbose_name, **kwargs)

    @classmethod
    def default_value(cls) -> Any:
        """Return what an unwritten field holds."""
        return cls.empty

    def get_default(self) -> Any:
        """Return what an unwritten field holds: text, not the empty bytes of Django's BinaryField, which never open."""
        value = super().get_default()
        return "" if value == b"" else value

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, path, args, kwargs

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, self.sealed):
            return None if value is None else bytes(value)
        key, whose = key_for(model_instance)
        return seal(self.to_bytes(value), key=key, bound_to=bound_to(model_instance, self.attname, whose))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self} is sealed: set it on the instance and save().")
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> str:
        return str(getattr(obj, self.attname))


class SealedJSON(SealedText):
    """A small structure of text, numbers and lists, sealed like text."""

    to_bytes = staticmethod(lambda value: json.dumps(value, ensure_ascii=False).encode())
    from_bytes = staticmethod(lambda plain: json.loads(plain))
    empty: Any = None


class Sealed(bytes):
    """The sealed bytes of a file. Those of an open one are plain `bytes`: the two are never taken for each other."""


class SealedFile(SealedText):
    """A file sealed like text, in the database and nowhere else. Open it is bytes; an unwritten one cannot be saved."""

    to_bytes = staticmethod(lambda content: bytes(content))
    from_bytes = staticmethod(lambda plain: plain)
    empty: Any = None
    sealed = Sealed

    def get_default(self) -> Any:
        """Return nothing: a row without its file is a mistake."""
        return None

    def from_db_value(self, value: bytes | memoryview | None, expression: Any, connection: Any) -> Sealed | None:
        """Return the bytes as the database has them, marked as sealed."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        sealed = super().pre_save(model_instance, add)
        return None if sealed is None else Sealed(sealed)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self} is sealed: set it on the instance and save().")
        return super().get_db_prep_value(value, connection, prepared)
