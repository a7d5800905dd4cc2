"""Which functions the worker may call. A job names one by its dotted path; any other path is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeVar, overload

Function = TypeVar("Function", bound=Callable[..., Any])

_OWN_TRANSACTIONS = "yilan_own_transactions"


class GiveUp(Exception):
    """Raised by a task for which trying again is useless; its job goes to the dead list at once."""


class UnknownTask(GiveUp):
    """A job names a function that does not exist or is not registered with `@task`."""


@dataclass(frozen=True)
class Task:
    """A registered function. `decided_by` finds, from the job's arguments, the function whose mark counts."""

    path: str
    function: Callable[..., Any]
    decided_by: Callable[..., Callable[..., Any]] | None = None

    def joins_transaction(self, arguments: dict[str, Any]) -> bool:
        """Tell whether effect and `done` are to be committed together; not so for `own_transactions`."""
        function = self.decided_by(**arguments) if self.decided_by else self.function
        return not getattr(function, _OWN_TRANSACTIONS, False)


_TASKS: dict[str, Task] = {}


@overload
def task(function: Function) -> Function: ...
@overload
def task(*, decided_by: Callable[..., Callable[..., Any]]) -> Callable[[Function], Function]: ...
def task(
    function: Function | None = None, *, decided_by: Callable[..., Callable[..., Any]] | None = None
) -> Function | Callable[[Function], Function]:
    """Register a module-level function as work for the worker, under its dotted path; the function stays as it is.

    The worker calls it with the job's arguments as keywords. It runs in one transaction together with the note that it
    is done, so that a crash leaves both or neither. What it returns must be JSON and is kept with the job.
    A function that writes files or runs long is marked with `own_transactions`.
    """

    def register(found: Function) -> Function:
        if "<" in found.__qualname__:
            raise TypeError(f"{found.__qualname__} is no function of a module, so no worker could find it")
        path = f"{found.__module__}.{found.__qualname__}"
        _TASKS[path] = Task(path, found, decided_by)
        return found

    return register(function) if function else register


def own_transactions(function: Function) -> Function:
    """Mark a task or an event's consumer that opens its own transactions: it writes files, or takes long.

    It must be idempotent: when the worker dies between its effect and the note that it is done, it runs again.
    """
    setattr(function, _OWN_TRANSACTIONS, True)
    return function


def path_of(function: Callable[..., Any]) -> str:
    """Return the path under which a function is registered; `UnknownTask` when it is not."""
    path = f"{function.__module__}.{function.__qualname__}"
    if path not in _TASKS:
        raise UnknownTask(f"{path} is not registered as a task")
    return path


def find(path: str) -> Task:
    """Return the task at a dotted path, importing its module; `UnknownTask` with the reason when there is none."""
    if path not in _TASKS:
        module, _, _name = path.rpartition(".")
        try:
            import_module(module)
        except (ImportError, ValueError) as error:
            raise UnknownTask(f"{path} cannot be imported: {error}") from error
    if path not in _TASKS:
        raise UnknownTask(f"{path} is not registered as a task")
    return _TASKS[path]
