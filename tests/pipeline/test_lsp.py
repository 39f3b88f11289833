"""Talks to `remit lsp` with the client of pytest-lsp, which checks every message against the protocol.

REMIT is the command as it is built.
"""

import asyncio
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = """\
kind = "set"
id = "small"
title = { en = "Small", zh = "小" }
languages = ["en", "zh"]
timezone = "Asia/Shanghai"
[fields]
grade = { title = { en = "Grade", zh = "等级" }, values = ["red", "黄"] }
"""

DUTIES = """\
kind = "responsibility-list"

[duties.A-1]
title = { zh = "巡🚓逻", en = "Patrol" }
holder = "TEAM"

[duties.A-1.data]
grade = { purpose = { zh = "分级", en = "grading" }, retention = "1y" }
"""

STANDARD = """\
kind: standard
duty: A-1
steps:
  open: { title: { zh: 🚓开始, en: Start }, starts: true, evidence: [grade] }
  close: { title: { zh: 结束, en: End }, after: [open], aliases: [no] }
"""

ROSTER = """\
kind: roster
roles: { TEAM: { title: { zh: 中队, en: Team } } }
bodies: { north: { title: { zh: 北队, en: North }, roles: [TEAM] } }
"""


@pytest_lsp.fixture(
    params=["neovim@0.11.0", "visual-studio-code"],
    config=ClientServerConfig(server_command=[os.environ["REMIT"], "lsp"]),
)
async def client(request, lsp_client: LanguageClient, tmp_path: pathlib.Path):
    for name, text in [
        ("remit.toml", ROOT),
        ("duties.toml", DUTIES),
        ("标准.yaml", STANDARD),
        ("roster.yaml", ROSTER),
    ]:
        (tmp_path / name).write_text(text, encoding="utf-8")

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        lsp_client.registered = [each.method for each in params.registrations]

    folder = types.WorkspaceFolder(uri=tmp_path.as_uri(), name="lists")
    result = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            locale="zh-cn",
            workspace_folders=[folder],
        )
    )
    lsp_client.folder = tmp_path
    lsp_client.bytes = result.capabilities.position_encoding == types.PositionEncodingKind.Utf8
    yield
    await lsp_client.shutdown_session()


def document(client, name, version=1):
    path = client.folder / name
    text = path.read_text(encoding="utf-8")
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(
            types.TextDocumentItem(
                uri=path.as_uri(), language_id="yaml", version=version, text=text
            )
        )
    )
    return types.TextDocumentIdentifier(uri=path.as_uri())


def place(line, column):
    return types.Position(line=line, character=column)


def before(client, line, what):
    """The place in the standard where something begins, in the units that were agreed upon."""
    text = STANDARD.splitlines()[line]
    text = text[: text.index(what)]
    units = len(text.encode("utf-8")) if client.bytes else len(text.encode("utf-16-le")) // 2
    return place(line, units)


async def findings(client, uri, ready):
    """The findings of a file by their rules, as soon as they are as they should be."""
    found = {}
    for _ in range(600):
        found = {each.code: each for each in client.diagnostics.get(uri, [])}
        if uri in client.diagnostics and ready(found):
            return found
        await asyncio.sleep(0.1)
    raise AssertionError(sorted(found))


@pytest.mark.asyncio
async def test_findings_and_what_mends_them(client: LanguageClient):
    own = document(client, "标准.yaml")
    rule = "list/ambiguous-text"
    found = await findings(client, own.uri, lambda found: rule in found)
    ambiguous = found[rule]
    assert "其他程序会另作解释" in ambiguous.message
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=own,
            range=ambiguous.range,
            context=types.CodeActionContext(diagnostics=[ambiguous]),
        )
    )
    assert actions[0].title == '改写为"no"'
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=own.uri, version=2),
            content_changes=[
                types.TextDocumentContentChangeWholeDocument(
                    text=STANDARD.replace("[no]", '["no"]')
                )
            ],
        )
    )
    rest = await findings(client, own.uri, lambda found: rule not in found)
    assert set(rest) == set(found) - {rule}


@pytest.mark.asyncio
async def test_answers(client: LanguageClient):
    own = document(client, "标准.yaml")
    duty, step = before(client, 1, "A-1"), before(client, 4, "open]")
    hover = await client.text_document_hover_async(types.HoverParams(own, duty))
    assert "由中队（TEAM）负责" in hover.contents.value
    defined = await client.text_document_definition_async(types.DefinitionParams(own, step))
    assert [each.range.start for each in defined] == [place(3, 2)]
    used = await client.text_document_references_async(
        types.ReferenceParams(types.ReferenceContext(include_declaration=True), own, step)
    )
    assert [each.range.start for each in used] == [place(3, 2), step]
    offers = await client.text_document_completion_async(types.CompletionParams(own, step))
    assert [each.label for each in offers.items] == ["open", "close"]
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(own))
    assert [(each.name, each.detail) for each in symbols] == [("open", "🚓开始"), ("close", "结束")]
    ready = await client.text_document_prepare_rename_async(types.PrepareRenameParams(own, duty))
    assert ready.placeholder == "A-1"
    edit = await client.text_document_rename_async(types.RenameParams(own, duty, "P-7"))
    # Clients that know versions get them, others a plain table.
    changes = dict(edit.changes or {})
    changes.update({each.text_document.uri: each.edits for each in edit.document_changes or []})
    toml = (client.folder / "duties.toml").as_uri()
    assert [each.range.start for each in changes[toml]] == [place(2, 8), place(6, 8)]
    assert [each.new_text for each in changes[own.uri]] == ["P-7"]
    tidy = await client.text_document_formatting_async(
        types.DocumentFormattingParams(own, types.FormattingOptions(tab_size=2, insert_spaces=True))
    )
    assert not tidy
