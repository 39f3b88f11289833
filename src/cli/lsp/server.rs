//! What the server knows of the editor, and what becomes of each message.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use lsp_types::{
    DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, InitializeParams, PositionEncodingKind,
};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};

use super::{Job, wire};
use crate::cli::{Fault, World, output};
use crate::doc::Format;
use crate::editor::{Change, Desk, Encoding, Note, Notes};
use crate::text::Lang;

/// Whether the editor has begun, and has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Waiting,
    Open,
    Shut,
}

/// The server.
pub(super) struct Server<'w, 'o> {
    pub(super) desk: Desk,
    pub(super) lang: Lang,
    /// The language that was asked for on the command line.
    asked: Option<Lang>,
    stage: Stage,
    jobs: mpsc::Sender<Job>,
    world: &'w mut World<'o>,
    /// Counts the states; a check is of one of them.
    number: u64,
    /// The state that was given to be checked last.
    given: u64,
    /// A check is running.
    busy: bool,
    /// What the last check found, and in which state.
    pub(super) found: (u64, BTreeMap<PathBuf, Vec<Note>>),
    /// What the editor was told of each file.
    told: BTreeMap<PathBuf, String>,
    /// How the editor writes the addresses of its files.
    pub(super) addresses: BTreeMap<PathBuf, String>,
    /// The editor takes edits of several files with their versions.
    pub(super) versioned: bool,
    /// The editor tells what changes on the disk if it is asked to.
    watches: bool,
}

impl<'w, 'o> Server<'w, 'o> {
    pub(super) fn new(
        asked: Option<Lang>,
        lang: Lang,
        jobs: mpsc::Sender<Job>,
        world: &'w mut World<'o>,
    ) -> Self {
        Self {
            desk: Desk::default(),
            lang,
            asked,
            stage: Stage::Waiting,
            jobs,
            world,
            number: 0,
            given: 0,
            busy: false,
            found: (0, BTreeMap::new()),
            told: BTreeMap::new(),
            addresses: BTreeMap::new(),
            versioned: false,
            watches: false,
        }
    }

    /// Whether the editor has asked to shut down.
    pub(super) fn is_shut_down(&self) -> bool {
        self.stage == Stage::Shut
    }

    /// Whether what was found is of the texts as they are.
    pub(super) fn is_fresh(&self) -> bool {
        self.found.0 == self.number
    }

    /// Begins a check of the present state unless one is running or it was checked already.
    pub(super) fn check(&mut self) {
        if self.stage != Stage::Open || self.busy || self.given == self.number {
            return;
        }
        self.given = self.number;
        let snapshot = self.desk.snapshot();
        self.busy = self.jobs.send(Job { number: self.number, snapshot }).is_ok();
    }

    /// A check is done. What is out of date by now is not told.
    pub(super) fn checked(&mut self, number: u64, notes: Vec<Notes>) -> Result<(), Fault> {
        self.busy = false;
        if number != self.number || self.stage != Stage::Open {
            return Ok(());
        }
        let mut gone: Vec<PathBuf> = self.told.keys().cloned().collect();
        gone.retain(|path| !notes.iter().any(|own| own.path == *path));
        for own in &notes {
            let params = self.diagnostics(own);
            let text = params.to_string();
            let silent = own.notes.is_empty() && own.version.is_none();
            if self.told.get(&own.path) == Some(&text)
                || silent && !self.told.contains_key(&own.path)
            {
                continue;
            }
            self.notify("textDocument/publishDiagnostics", params)?;
            if silent {
                self.told.remove(&own.path);
            } else {
                self.told.insert(own.path.clone(), text);
            }
        }
        for path in gone {
            self.told.remove(&path);
            let params = json!({ "uri": self.address(&path), "diagnostics": [] });
            self.notify("textDocument/publishDiagnostics", params)?;
        }
        self.found = (number, notes.into_iter().map(|own| (own.path, own.notes)).collect());
        Ok(())
    }

    /// Takes a message.
    pub(super) fn take(&mut self, message: Message) -> Result<(), Fault> {
        match message {
            Message::Request(mut request) => {
                wire::tame(&mut request.params);
                let response = self.request(request);
                self.send(&Message::Response(response))
            }
            Message::Notification(mut own) => {
                wire::tame(&mut own.params);
                self.notification(own)
            }
            Message::Response(_) => Ok(()),
        }
    }

    fn request(&mut self, request: Request) -> Response {
        let refused = |code: ErrorCode, text: &str| {
            Response::new_err(request.id.clone(), code as i32, text.to_owned())
        };
        match (self.stage, request.method.as_str()) {
            (Stage::Waiting, "initialize") => {
                match serde_json::from_value::<InitializeParams>(request.params.clone()) {
                    Ok(params) => Response::new_ok(request.id, self.begin(&params)),
                    Err(error) => refused(ErrorCode::InvalidParams, &error.to_string()),
                }
            }
            (Stage::Waiting, _) => refused(ErrorCode::ServerNotInitialized, "not initialized"),
            (Stage::Open, "shutdown") => {
                self.stage = Stage::Shut;
                Response::new_ok(request.id, Json::Null)
            }
            (Stage::Open, _) => self.answer(request),
            (Stage::Shut, _) => refused(ErrorCode::InvalidRequest, "shut down"),
        }
    }

    /// Learns what the editor can do, and says what we can.
    fn begin(&mut self, params: &InitializeParams) -> Json {
        self.stage = Stage::Open;
        let general = params.capabilities.general.as_ref();
        let units = general.and_then(|own| own.position_encodings.as_deref()).unwrap_or_default();
        let known = units.iter().find_map(|own| match own {
            own if *own == PositionEncodingKind::UTF8 => Some(Encoding::Utf8),
            own if *own == PositionEncodingKind::UTF16 => Some(Encoding::Utf16),
            _ => None,
        });
        self.desk.encoding = known.unwrap_or_default();
        // What was asked for here comes before what the editor says, and that before the system.
        let locale = params.locale.as_deref();
        self.lang = match (self.asked, locale) {
            (Some(asked), _) => asked,
            (None, Some(locale)) => Lang::from_tag(locale).unwrap_or(Lang::En),
            (None, None) => self.lang,
        };
        let folders = params.workspace_folders.iter().flatten().map(|own| own.uri.as_str());
        let mut folders: Vec<PathBuf> = folders.filter_map(wire::path).collect();
        #[expect(deprecated, reason = "older editors say nothing else")]
        let root = params.root_uri.as_ref().and_then(|own| wire::path(own.as_str()));
        if folders.is_empty() {
            folders.extend(root);
        }
        self.desk.folders = folders;
        let workspace = params.capabilities.workspace.as_ref();
        let edit = workspace.and_then(|own| own.workspace_edit.as_ref());
        self.versioned = edit.and_then(|own| own.document_changes).unwrap_or(false);
        let watched = workspace.and_then(|own| own.did_change_watched_files.as_ref());
        self.watches = watched.and_then(|own| own.dynamic_registration).unwrap_or(false);
        let unit = match self.desk.encoding {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        };
        json!({
            "serverInfo": { "name": "remit", "version": env!("CARGO_PKG_VERSION") },
            "capabilities": {
                "positionEncoding": unit,
                "textDocumentSync": { "openClose": true, "change": 2, "save": true },
                "hoverProvider": true,
                "completionProvider": {
                    "triggerCharacters": [" ", "\"", "'", ".", "[", "{", ",", "|", "/"],
                },
                "definitionProvider": true,
                "referencesProvider": true,
                "renameProvider": { "prepareProvider": true },
                "documentSymbolProvider": true,
                "codeActionProvider": { "codeActionKinds": ["quickfix"] },
                "documentFormattingProvider": true,
                "workspace": {
                    "workspaceFolders": { "supported": true, "changeNotifications": true },
                },
            },
        })
    }

    fn notification(&mut self, own: Notification) -> Result<(), Fault> {
        if self.stage != Stage::Open {
            return Ok(());
        }
        match own.method.as_str() {
            "initialized" if self.watches => {
                let watchers: Vec<Json> = ["toml", "yaml", "yml"]
                    .iter()
                    .map(|end| json!({ "globPattern": format!("**/*.{end}") }))
                    .collect();
                let registration = json!({ "registrations": [{
                    "id": "remit-files",
                    "method": "workspace/didChangeWatchedFiles",
                    "registerOptions": { "watchers": watchers },
                }] });
                let id = "remit-files".to_owned().into();
                let method = "client/registerCapability".to_owned();
                return self.send(&Message::Request(Request::new(id, method, registration)));
            }
            "textDocument/didOpen" => {
                let Some(params) = read::<DidOpenTextDocumentParams>(own.params) else {
                    return Ok(());
                };
                let own = params.text_document;
                if let Some(path) = wire::path(own.uri.as_str()).filter(|path| is_document(path)) {
                    self.addresses.insert(path.clone(), own.uri.as_str().to_owned());
                    self.desk.open(&path, own.text, own.version);
                    self.changed();
                }
            }
            "textDocument/didChange" => {
                let Some(params) = read::<DidChangeTextDocumentParams>(own.params) else {
                    return Ok(());
                };
                if let Some(path) = wire::path(params.text_document.uri.as_str()) {
                    let changes = params.content_changes.into_iter().map(|own| Change {
                        range: own.range.map(|own| (wire::spot(own.start), wire::spot(own.end))),
                        text: own.text,
                    });
                    self.desk.edit(&path, changes.collect(), params.text_document.version);
                    self.changed();
                }
            }
            "textDocument/didClose" => {
                let Some(params) = read::<DidCloseTextDocumentParams>(own.params) else {
                    return Ok(());
                };
                if let Some(path) = wire::path(params.text_document.uri.as_str()) {
                    self.desk.close(&path);
                    self.changed();
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                self.desk.disk_changed();
                self.changed();
            }
            "workspace/didChangeWorkspaceFolders" => {
                let Some(params) = read::<DidChangeWorkspaceFoldersParams>(own.params) else {
                    return Ok(());
                };
                let paths = |all: &[lsp_types::WorkspaceFolder]| -> Vec<PathBuf> {
                    all.iter().filter_map(|own| wire::path(own.uri.as_str())).collect()
                };
                let (gone, new) = (paths(&params.event.removed), paths(&params.event.added));
                self.desk.folders.retain(|own| !gone.contains(own));
                self.desk.folders.extend(new);
                self.desk.disk_changed();
                self.changed();
            }
            _ => {}
        }
        Ok(())
    }

    fn changed(&mut self) {
        self.number += 1;
    }

    /// How the editor writes the address of a file.
    pub(super) fn address(&self, path: &Path) -> String {
        self.addresses.get(path).cloned().unwrap_or_else(|| wire::address(path))
    }

    fn notify(&mut self, method: &str, params: Json) -> Result<(), Fault> {
        self.send(&Message::Notification(Notification::new(method.to_owned(), params)))
    }

    fn send(&mut self, message: &Message) -> Result<(), Fault> {
        let mut bytes = Vec::new();
        // Writing into memory does not fail.
        drop(message.write(&mut bytes));
        output::to_stdout(bytes, self.world)
    }
}

/// What a message is about. An editor that says it wrongly is not told: nobody waits for an answer.
fn read<T: DeserializeOwned>(params: Json) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn is_document(path: &Path) -> bool {
    Format::of(path).is_some()
}
