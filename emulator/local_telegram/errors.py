"""The refusals of the Bot API, with Telegram's own codes and words."""

from collections.abc import Mapping


class ApiError(Exception):
    """A call that Telegram refuses: `code` is the HTTP status, `parameters` the ResponseParameters."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})


class ImpossibleError(Exception):
    """A person tried what their Telegram app would not let them do."""


def bad_request(why: str) -> ApiError:
    """400 with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {why}")


def forbidden(why: str) -> ApiError:
    """403 with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {why}")


def conflict(why: str) -> ApiError:
    """409 with Telegram's prefix."""
    return ApiError(409, f"Conflict: {why}")


def unauthorized() -> ApiError:
    """401: the token is well formed and wrong."""
    return ApiError(401, "Unauthorized")


def not_found(why: str = "") -> ApiError:
    """404: no such method, or no such file."""
    return ApiError(404, f"Not Found: {why}" if why else "Not Found")


def too_many_requests(retry_after: int) -> ApiError:
    """429; `retry_after` in whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def migrated(to: int) -> ApiError:
    """400 for a group that became the supergroup `to`."""
    return ApiError(
        400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": to}
    )


def stale_query() -> ApiError:
    """400 for a callback or inline query answered too late, twice, or never asked."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")


def second_poller() -> ApiError:
    """409 for the older of two getUpdates at once."""
    return conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
