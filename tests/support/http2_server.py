"""A tiny HTTPS server that speaks HTTP/2, and says of each request in which connection and stream it came."""

from __future__ import annotations

import asyncio
import ssl
from pathlib import Path

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import RequestReceived


class Http2Server:
    """Answers every GET with `body`, which is one frame (16 KB) at most. An async context manager.

    `streams` are (connection, stream, host) of the requests.
    """

    def __init__(self, certificate: Path, body: bytes) -> None:
        self.body = body
        self.streams: list[tuple[int, int, str]] = []
        self.port = 0
        self._connections = 0
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)
        self._tls.set_alpn_protocols(["h2"])

    async def __aenter__(self) -> Http2Server:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error: object) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        number, connection = self._connections, H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while data := await reader.read(65536):
            for event in connection.receive_data(data):
                if isinstance(event, RequestReceived):
                    host = dict(event.headers)[b":authority"].decode()
                    self.streams.append((number, event.stream_id, host))
                    connection.send_headers(event.stream_id, [(":status", "200"), ("content-type", "text/html")])
                    connection.send_data(event.stream_id, self.body, end_stream=True)
            writer.write(connection.data_to_send())
        writer.close()
