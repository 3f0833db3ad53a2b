"""An editor that speaks with a language server over standard input and output, for tests: a client of pygls."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

SECONDS = 20  # until a test gives up on an answer


class Editor:
    """A running server with the drafts that were opened in it."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        def received(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(received)

    async def diagnostics(self) -> types.PublishDiagnosticsParams:
        return await asyncio.wait_for(self.published.get(), SECONDS)

    def open(self, uri: str, text: str) -> None:
        item = types.TextDocumentItem(uri, "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def change(self, uri: str, text: str, version: int) -> None:
        document = types.VersionedTextDocumentIdentifier(version, uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def hover(self, uri: str, line: int, character: int) -> str:
        at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        told = await asyncio.wait_for(self.client.text_document_hover_async(at), SECONDS)
        return told.contents.value if told and isinstance(told.contents, types.MarkupContent) else ""

    async def actions(self, uri: str, line: int, character: int) -> list[types.CodeAction]:
        at = types.Position(line, character)
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), types.Range(at, at), types.CodeActionContext([]))
        told = await asyncio.wait_for(self.client.text_document_code_action_async(asked), SECONDS)
        return [action for action in told or [] if isinstance(action, types.CodeAction)]


def with_editor(command: list[str], use: Callable[[Editor], Awaitable[Any]]) -> Any:
    """Start a server, let `use` speak with it, and end it as editors do. The server must end by itself."""

    async def session() -> Any:
        client = LanguageClient("tests", "1")
        editor = Editor(client)
        await client.start_io(*command)
        started = await asyncio.wait_for(
            client.initialize_async(types.InitializeParams(capabilities=types.ClientCapabilities(), root_uri=None)), SECONDS
        )
        assert started.server_info
        assert started.server_info.name == "reporter"
        client.initialized(types.InitializedParams())
        given = await use(editor)
        await asyncio.wait_for(client.shutdown_async(None), SECONDS)
        client.exit(None)
        await asyncio.wait_for(client.stop(), SECONDS)
        return given

    with ThreadPoolExecutor(1) as apart:  # a browser of other tests may hold this thread's event loop
        return apart.submit(asyncio.run, session()).result()
