//! A client of the language server protocol that shares no code with the server.

#![expect(clippy::needless_pass_by_value, reason = "what is said is made where it is said")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// How long any answer may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(120);

pub(crate) struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    next: i32,
    /// What the server said last of each file: the version and the findings.
    pub(crate) told: BTreeMap<String, (Option<i64>, Vec<Value>)>,
    /// Versions that were told, in their order.
    pub(crate) versions: Vec<(String, i64)>,
    /// What the server answered to `initialize`.
    pub(crate) greeting: Value,
}

/// The address of a file as editors write it.
pub(crate) fn address(path: &Path) -> String {
    let mut out = "file://".to_owned();
    for byte in path.to_str().unwrap().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                out.push(char::from(byte));
            }
            _ => write!(out, "%{byte:02X}").unwrap(),
        }
    }
    out
}

impl Client {
    /// Starts the server and lets it talk.
    pub(crate) fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_remit"))
            .arg("lsp")
            .env_remove("REMIT_LANG")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (send, messages) = channel();
        std::thread::spawn(move || {
            loop {
                let mut length = 0;
                loop {
                    let mut line = String::new();
                    if stdout.read_line(&mut line).unwrap() == 0 {
                        return;
                    }
                    let line = line.trim_end();
                    if line.is_empty() {
                        break;
                    }
                    if let Some(own) = line.strip_prefix("Content-Length: ") {
                        length = own.parse().unwrap();
                    }
                }
                let mut body = vec![0; length];
                stdout.read_exact(&mut body).unwrap();
                if send.send(serde_json::from_slice(&body).unwrap()).is_err() {
                    return;
                }
            }
        });
        Self {
            stdin: child.stdin.take(),
            child,
            messages,
            next: 0,
            told: BTreeMap::new(),
            versions: Vec::new(),
            greeting: Value::Null,
        }
    }

    /// Starts it in a folder, with what the client says of itself.
    pub(crate) fn open_folder(folder: &Path, locale: &str, more: Value) -> Self {
        let mut client = Self::start();
        let mut params = json!({
            "processId": null,
            "locale": locale,
            "capabilities": {},
            "workspaceFolders": [{ "uri": address(folder), "name": "lists" }],
        });
        for (key, value) in more.as_object().unwrap() {
            params[key] = value.clone();
        }
        client.greeting = client.request("initialize", params).unwrap();
        client.notify("initialized", json!({}));
        client
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        let stdin = self.stdin.as_mut().unwrap();
        write!(stdin, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        stdin.flush().unwrap();
    }

    pub(crate) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The result of a request, or the error.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.next += 1;
        let id = self.next;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.receive();
            if message["id"] == json!(id) && message.get("method").is_none() {
                return match message.get("error") {
                    Some(error) => Err(error.clone()),
                    None => Ok(message["result"].clone()),
                };
            }
        }
    }

    /// Takes one message and remembers what it says of files.
    fn receive(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).expect("the server says nothing");
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().unwrap().to_owned();
            let version = params["version"].as_i64();
            self.versions.extend(version.map(|version| (uri.clone(), version)));
            let all = params["diagnostics"].as_array().unwrap().clone();
            self.told.insert(uri, (version, all));
        } else if message.get("method").is_some() && message.get("id").is_some() {
            let answer = json!({ "jsonrpc": "2.0", "id": message["id"], "result": null });
            self.send(&answer);
        }
        message
    }

    pub(crate) fn open(&mut self, path: &Path, text: &str) {
        let document =
            json!({ "uri": address(path), "languageId": "yaml", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub(crate) fn change(&mut self, path: &Path, version: i64, changes: Value) {
        let document = json!({ "uri": address(path), "version": version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.notify("textDocument/didChange", params);
    }

    /// The findings of a file once those of a version have come.
    pub(crate) fn findings(&mut self, path: &Path, version: i64) -> Vec<Value> {
        let uri = address(path);
        loop {
            if let Some((Some(own), all)) = self.told.get(&uri)
                && *own >= version
            {
                assert_eq!(*own, version, "findings of a version that nobody wrote");
                return all.clone();
            }
            self.receive();
        }
    }

    /// A request about a place, counted from zero.
    pub(crate) fn at(&mut self, method: &str, path: &Path, line: u32, column: u32) -> Value {
        self.request(&format!("textDocument/{method}"), place(path, line, column)).unwrap()
    }

    /// Ends it properly.
    pub(crate) fn end(mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        assert_eq!(self.wait(), Some(0));
    }

    /// The exit code.
    pub(crate) fn wait(&mut self) -> Option<i32> {
        self.stdin = None;
        self.child.wait().unwrap().code()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

pub(crate) fn place(path: &Path, line: u32, column: u32) -> Value {
    json!({
        "textDocument": { "uri": address(path) },
        "position": { "line": line, "character": column },
        "context": { "includeDeclaration": true },
    })
}

/// Lines and columns of a range: from, until.
pub(crate) fn numbers(range: &Value) -> [u64; 4] {
    let of = |end: &str, key: &str| range[end][key].as_u64().unwrap();
    [of("start", "line"), of("start", "character"), of("end", "line"), of("end", "character")]
}
