"""A write's StoreUnavailable as a value, so that a face keeps what its user typed."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from wecom_console.services.profiles.records import NotStored
from wecom_console.storage.problems import StoreUnavailable

P = ParamSpec("P")
ResultT = TypeVar("ResultT")


def or_not_stored(method: Callable[P, ResultT]) -> Callable[P, ResultT | NotStored]:
    """For methods that write: `NotStored` where the store refused."""

    @wraps(method)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> ResultT | NotStored:
        try:
            return method(*args, **kwargs)
        except StoreUnavailable as problem:
            return NotStored(problem.code, problem.params)

    return wrapped
