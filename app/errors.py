"""Maps errors to HTTP status codes. The answer to an error is `{"detail": "..."}`, never a trace."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from app.problems import describe_details
from ontology.errors import (
    AmbiguousNameError,
    BelligraphError,
    InputError,
    NotFoundError,
    SettingsError,
    StoreError,
    TooLargeError,
    WorkerError,
)

log = logging.getLogger(__name__)

# The first class that an error is an instance of decides.
STATUS_CODES: tuple[tuple[type[BelligraphError], int], ...] = (
    (TooLargeError, 413),
    (InputError, 422),
    (AmbiguousNameError, 409),
    (NotFoundError, 404),
    (WorkerError, 503),
    (SettingsError, 503),
    (StoreError, 503),
    (BelligraphError, 500),
)


def status_code(error: BelligraphError) -> int:
    """The HTTP status code that answers an error."""
    return next(code for kind, code in STATUS_CODES if isinstance(error, kind))


def add_error_handlers(app: FastAPI) -> None:
    """Answer every error of the app in the one shape."""
    app.add_exception_handler(BelligraphError, _answer_error)
    app.add_exception_handler(RequestValidationError, _answer_validation)
    app.add_exception_handler(Exception, _answer_bug)


def _answer_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, BelligraphError)
    code = status_code(error)
    if code >= 500:
        log.error("%s %s: %s", request.method, request.url.path, error)
    return JSONResponse({"detail": str(error)}, code)


def _answer_validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return JSONResponse({"detail": describe_details(list(error.errors()))}, 422)


def _answer_bug(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "internal error; the server's log says more"}, 500)
