//! Requests and their answers.

use std::path::PathBuf;

use lsp_server::{ErrorCode, Request, Response};
use lsp_types::{
    CodeActionParams, DocumentFormattingParams, DocumentSymbolParams, ReferenceParams,
    RenameParams, TextDocumentPositionParams,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};

use super::server::Server;
use super::{tell, wire};
use crate::editor::actions::{Edit, actions, formatting};
use crate::editor::complete::complete;
use crate::editor::go::{self, Edits, Target};
use crate::editor::hover::hover;
use crate::editor::symbols::symbols;
use crate::editor::{Note, Spot};
use crate::text::Words;

/// Why there is no answer.
enum No {
    /// The question can't be understood.
    Params(String),
    /// What is asked for can't be done.
    Refused(Words),
    /// Nobody knows how.
    Unknown,
}

impl Server<'_, '_> {
    /// Answers a request.
    pub(super) fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            "textDocument/hover" => read(params).map(|own| self.hover(&own)),
            "textDocument/completion" => read(params).map(|own| self.completion(&own)),
            "textDocument/definition" => read(params).map(|own| self.definition(&own)),
            "textDocument/references" => read(params).map(|own| self.references(&own)),
            "textDocument/prepareRename" => read(params).and_then(|own| self.renamable(&own)),
            "textDocument/rename" => read(params).and_then(|own| self.rename(&own)),
            "textDocument/documentSymbol" => read(params).map(|own| self.symbols(&own)),
            "textDocument/codeAction" => read(params).map(|own| self.actions(&own)),
            "textDocument/formatting" => read(params).map(|own| self.formatting(&own)),
            _ => Err(No::Unknown),
        };
        match answer {
            Ok(answer) => Response { id, response_result: Ok(answer) },
            Err(No::Params(text)) => Response::new_err(id, ErrorCode::InvalidParams as i32, text),
            Err(No::Refused(words)) => {
                let text = words.get(self.lang).to_owned();
                Response::new_err(id, ErrorCode::RequestFailed as i32, text)
            }
            Err(No::Unknown) => Response::new_err(id, ErrorCode::MethodNotFound as i32, method),
        }
    }

    fn hover(&mut self, params: &TextDocumentPositionParams) -> Json {
        let Some((path, spot)) = place(params) else { return Json::Null };
        let lang = self.lang;
        hover(&mut self.desk, &path, spot, lang).map_or(Json::Null, |own| {
            json!({
                "contents": { "kind": "markdown", "value": own.text },
                "range": wire::range(own.range),
            })
        })
    }

    fn completion(&mut self, params: &TextDocumentPositionParams) -> Json {
        let Some((path, spot)) = place(params) else { return Json::Null };
        let lang = self.lang;
        let Some(found) = complete(&mut self.desk, &path, spot, lang) else { return json!([]) };
        let Some(sheet) = self.desk.sheet(&path) else { return Json::Null };
        let encoding = self.desk.encoding;
        let range =
            (sheet.spot(found.range.start, encoding), sheet.spot(found.range.end, encoding));
        let items = found.items.iter().enumerate().map(|(at, own)| {
            json!({
                "label": own.label,
                "kind": tell::item_kind(own.offer),
                "detail": own.detail,
                // Editors sort by this, and the order is that of the type.
                "sortText": format!("{at:05}"),
                "textEdit": { "range": wire::range(range), "newText": own.insert },
            })
        });
        json!({ "isIncomplete": false, "items": items.collect::<Vec<_>>() })
    }

    fn definition(&mut self, params: &TextDocumentPositionParams) -> Json {
        let Some((path, spot)) = place(params) else { return Json::Null };
        let found = go::definition(&mut self.desk, &path, spot);
        self.places(&found)
    }

    fn references(&mut self, params: &ReferenceParams) -> Json {
        let Some((path, spot)) = place(&params.text_document_position) else { return Json::Null };
        let declared = params.context.include_declaration;
        let found = go::references(&mut self.desk, &path, spot, declared);
        self.places(&found)
    }

    fn places(&self, all: &[Target]) -> Json {
        let all = all
            .iter()
            .map(|own| json!({ "uri": self.address(&own.path), "range": wire::range(own.range) }));
        all.collect()
    }

    fn renamable(&mut self, params: &TextDocumentPositionParams) -> Result<Json, No> {
        let Some((path, spot)) = place(params) else { return Ok(Json::Null) };
        let (target, name) = go::renamable(&mut self.desk, &path, spot).map_err(No::Refused)?;
        Ok(json!({ "range": wire::range(target.range), "placeholder": name }))
    }

    fn rename(&mut self, params: &RenameParams) -> Result<Json, No> {
        let Some((path, spot)) = place(&params.text_document_position) else {
            return Ok(Json::Null);
        };
        let edits = go::rename(&mut self.desk, &path, spot, &params.new_name);
        edits.map(|edits| self.edits(&edits)).map_err(No::Refused)
    }

    /// Edits of files, with the versions that they are for if the editor can tell them apart.
    fn edits(&self, edits: &Edits) -> Json {
        let text = |all: &[((Spot, Spot), String)]| -> Json {
            let all = all
                .iter()
                .map(|(range, text)| json!({ "range": wire::range(*range), "newText": text }));
            all.collect()
        };
        if self.versioned {
            let changes = edits.iter().map(|(path, own)| {
                json!({
                    "textDocument": { "uri": self.address(path), "version": self.desk.version(path) },
                    "edits": text(own),
                })
            });
            return json!({ "documentChanges": changes.collect::<Vec<_>>() });
        }
        let changes = edits.iter().map(|(path, own)| (self.address(path), text(own)));
        json!({ "changes": changes.collect::<Map<_, _>>() })
    }

    fn symbols(&mut self, params: &DocumentSymbolParams) -> Json {
        let Some(path) = wire::path(params.text_document.uri.as_str()) else { return Json::Null };
        let lang = self.lang;
        symbols(&mut self.desk, &path, lang).iter().map(tell::symbol).collect()
    }

    fn actions(&mut self, params: &CodeActionParams) -> Json {
        let Some(path) = wire::path(params.text_document.uri.as_str()) else { return Json::Null };
        let wanted =
            params.context.only.as_ref().is_none_or(|only| {
                only.iter().any(|kind| ["", "quickfix"].contains(&kind.as_str()))
            });
        // Findings of another text than this have no place in it.
        if !wanted || !self.is_fresh() {
            return json!([]);
        }
        let (from, until) = (wire::spot(params.range.start), wire::spot(params.range.end));
        let notes: Vec<Note> = self.found.1.get(&path).cloned().unwrap_or_default();
        let here = notes.iter().filter(|own| own.range.0 <= until && from <= own.range.1);
        let lang = self.lang;
        let mut all = Vec::new();
        for note in here {
            for own in actions(&mut self.desk, &path, note, lang) {
                let Edit { range, text } = own.edit;
                let edits = Edits::from([(path.clone(), vec![(range, text)])]);
                let told = crate::editor::Notes {
                    path: path.clone(),
                    version: None,
                    notes: vec![note.clone()],
                };
                let diagnostics = self.diagnostics(&told)["diagnostics"].take();
                all.push(json!({
                    "title": own.title.get(lang),
                    "kind": "quickfix",
                    "isPreferred": own.safe,
                    "diagnostics": diagnostics,
                    "edit": self.edits(&edits),
                }));
            }
        }
        Json::Array(all)
    }

    fn formatting(&mut self, params: &DocumentFormattingParams) -> Json {
        let Some(path) = wire::path(params.text_document.uri.as_str()) else { return Json::Null };
        let edit = formatting(&mut self.desk, &path);
        let edits = edit.map(|own| json!({ "range": wire::range(own.range), "newText": own.text }));
        edits.into_iter().collect()
    }
}

fn read<T: DeserializeOwned>(params: Json) -> Result<T, No> {
    serde_json::from_value(params).map_err(|error| No::Params(error.to_string()))
}

fn place(params: &TextDocumentPositionParams) -> Option<(PathBuf, Spot)> {
    let path = wire::path(params.text_document.uri.as_str())?;
    Some((path, wire::spot(params.position)))
}
