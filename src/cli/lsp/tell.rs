//! What is found and what is offered, in the protocol's words.

use lsp_types::{CompletionItemKind, DiagnosticSeverity, SymbolKind};
use serde_json::{Value as Json, json};

use super::server::Server;
use super::wire;
use crate::editor::complete::Offer;
use crate::editor::roles::Sort;
use crate::editor::symbols::Symbol;
use crate::editor::{Note, Notes};
use crate::finding::Severity;

impl Server<'_, '_> {
    /// The findings of a file.
    pub(super) fn diagnostics(&self, own: &Notes) -> Json {
        let all: Vec<Json> = own.notes.iter().map(|note| self.diagnostic(note)).collect();
        let mut params = json!({ "uri": self.address(&own.path), "diagnostics": all });
        if let Some(version) = own.version {
            params["version"] = json!(version);
        }
        params
    }

    fn diagnostic(&self, note: &Note) -> Json {
        let severity = match note.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        };
        let mut lines = vec![note.message.get(self.lang)];
        lines.extend(note.more.iter().map(|words| words.get(self.lang)));
        let mut own = json!({
            "range": wire::range(note.range),
            "severity": severity,
            "code": note.rule.id,
            "source": "remit",
            "message": lines.join("\n"),
        });
        if !note.related.is_empty() {
            let related = note.related.iter().map(|(path, range, words)| {
                json!({
                    "location": { "uri": self.address(path), "range": wire::range(*range) },
                    "message": words.get(self.lang),
                })
            });
            own["relatedInformation"] = related.collect();
        }
        own
    }
}

/// A thing of a file with those within.
pub(super) fn symbol(own: &Symbol) -> Json {
    let children: Vec<Json> = own.children.iter().map(symbol).collect();
    // The protocol wants a name.
    let name = if own.name.is_empty() { "·" } else { &own.name };
    json!({
        "name": name,
        "detail": own.detail,
        "kind": own.sort.map_or(SymbolKind::FILE, symbol_kind),
        "range": wire::range(own.range),
        "selectionRange": wire::range(own.selection),
        "children": children,
    })
}

const fn symbol_kind(sort: Sort) -> SymbolKind {
    match sort {
        Sort::Duty => SymbolKind::CLASS,
        Sort::Step => SymbolKind::METHOD,
        Sort::Group => SymbolKind::ENUM,
        Sort::Relation => SymbolKind::OPERATOR,
        Sort::Field => SymbolKind::FIELD,
        Sort::Value => SymbolKind::ENUM_MEMBER,
        Sort::Role | Sort::Level | Sort::PersonKind => SymbolKind::INTERFACE,
        Sort::Body => SymbolKind::MODULE,
        Sort::Person | Sort::Target | Sort::TargetKind => SymbolKind::OBJECT,
        Sort::Signal | Sort::Model => SymbolKind::EVENT,
        Sort::Set | Sort::Folder => SymbolKind::PACKAGE,
        Sort::Variant | Sort::Scenario => SymbolKind::STRUCT,
        Sort::Rule | Sort::Severity | Sort::Waiver => SymbolKind::CONSTANT,
        Sort::Calendar | Sort::Roster | Sort::Mapping => SymbolKind::NAMESPACE,
    }
}

pub(super) const fn item_kind(offer: Offer) -> CompletionItemKind {
    match offer {
        Offer::Key => CompletionItemKind::PROPERTY,
        Offer::Word => CompletionItemKind::ENUM_MEMBER,
        Offer::Thing(sort) => match sort {
            Sort::Duty => CompletionItemKind::CLASS,
            Sort::Step => CompletionItemKind::METHOD,
            Sort::Group => CompletionItemKind::ENUM,
            Sort::Relation => CompletionItemKind::OPERATOR,
            Sort::Field => CompletionItemKind::FIELD,
            Sort::Value => CompletionItemKind::VALUE,
            Sort::Role => CompletionItemKind::INTERFACE,
            Sort::Body => CompletionItemKind::MODULE,
            Sort::Folder => CompletionItemKind::FOLDER,
            Sort::Rule => CompletionItemKind::CONSTANT,
            _ => CompletionItemKind::REFERENCE,
        },
    }
}
