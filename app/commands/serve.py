"""`belligraph serve`: the HTTP server."""

from typing import Annotated

import typer

from app.commands.terminal import say


def serve(
    host: Annotated[str | None, typer.Option(help="The address to serve on [default: BELLIGRAPH_HOST].")] = None,
    port: Annotated[int | None, typer.Option(help="The port to serve on [default: BELLIGRAPH_PORT].")] = None,
) -> None:
    """Serve the HTTP API. Any address but loopback needs BELLIGRAPH_API_KEYS."""
    import logging

    from app.actor_lists import check_actor_lists
    from app.gazetteer_setup import ensure_gazetteer
    from app.serving import run_server
    from app.settings import check_binding, check_model, load_settings

    settings = load_settings(host=host, port=port)
    check_binding(settings)
    check_model(settings)
    _check_port(settings.host, settings.port)
    ensure_gazetteer(settings, say)
    check_actor_lists(settings)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    run_server(settings)


def _check_port(host: str, port: int) -> None:
    """Say in one line that an address cannot be had, before anything is loaded."""
    import socket

    from ontology.errors import SettingsError

    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SettingsError(
            f"cannot serve on {host} port {port}: {error.strerror}; choose another with --port"
        ) from None
