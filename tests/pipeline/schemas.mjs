// Tries the schemas of a repository of lists in what editors use: ajv, taplo, the YAML language server.
// Called with a folder that `remit init` made: its files lead to their schemas by their first lines.
// Ends with 0 and says what was tried, or with 1 and what was wrong.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import Ajv from "ajv";

const here = dirname(fileURLToPath(import.meta.url));
const bin = (name) => join(here, "node_modules/.bin", name);
const folder = resolve(process.argv[2]);
const faults = [];
// The key that says what a document is, in either language.
const KIND = /^(kind|种类): .*$/m;
const expect = (fine, what) => { if (!fine) faults.push(what); };

const files = (at) => readdirSync(at, { withFileTypes: true, recursive: true })
  .filter((own) => own.isFile()).map((own) => join(own.parentPath, own.name)).sort();
const all = files(folder);
const ending = (end) => all.filter((own) => own.endsWith(end));

// Every schema is one that ajv compiles without a complaint of its own.
const schemas = ending(".schema.json");
for (const path of schemas) {
  try {
    new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, allowUnionTypes: true })
      .compile(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    expect(false, `ajv: ${path}: ${error.message}`);
  }
}

// TOML: fine as it is, not with a misspelt key.
const taplo = (path) => spawnSync(bin("taplo"), ["check", "--no-auto-config", path], { encoding: "utf8" });
const tomls = ending(".toml");
for (const path of tomls) {
  expect(readFileSync(path, "utf8").startsWith("#:schema "), `${path} leads to no schema`);
  const fine = taplo(path);
  expect(fine.status === 0, `taplo: ${path}: ${fine.stderr}`);
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace(/^kind = .*$/m, "$&\nmisspelt_key = 1"));
  const wrong = taplo(path);
  expect(wrong.status !== 0 && wrong.stderr.includes("misspelt_key"), `taplo takes a misspelt key in ${path}: ${wrong.stderr}`);
  writeFileSync(path, text);
}

// YAML: no diagnostics as it is, one for a misspelt key; help and completion come from the schema.
const server = spawn(bin("yaml-language-server"), ["--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
let buffer = Buffer.alloc(0);
let last = 0;
const answers = new Map();
const waiting = new Map();
const send = (message) => {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
};
const request = (method, params) => new Promise((done) => {
  last += 1;
  answers.set(last, done);
  send({ id: last, method, params });
});
const diagnostics = (uri) => new Promise((done) => waiting.set(uri, done));
server.stdout.on("data", (chunk) => {
  buffer = Buffer.concat([buffer, chunk]);
  for (;;) {
    const head = buffer.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, head).toString())[1]);
    if (buffer.length < head + 4 + length) return;
    const message = JSON.parse(buffer.subarray(head + 4, head + 4 + length).toString());
    buffer = buffer.subarray(head + 4 + length);
    if (message.method === "textDocument/publishDiagnostics") {
      waiting.get(message.params.uri)?.(message.params.diagnostics);
    } else if (message.method && message.id !== undefined) {
      const items = message.params?.items ?? [];
      send({ id: message.id, result: message.method === "workspace/configuration" ? items.map(() => null) : null });
    } else if (answers.has(message.id)) {
      answers.get(message.id)(message.result);
    }
  }
});
const late = setTimeout(() => { console.log("the YAML language server did not answer"); process.exit(1); }, 120_000);

await request("initialize", { processId: process.pid, rootUri: null, capabilities: { textDocument: {} } });
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration",
  params: { settings: { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } } } });
const yamls = ending(".yaml").filter((own) => !own.includes(".github"));
let version = 0;
const open = (path, text) => {
  version += 1;
  // A name of its own each time, beside the file: the path to the schema is relative.
  const uri = pathToFileURL(path.replace(/\.yaml$/, `-${version}.yaml`)).href;
  const told = diagnostics(uri);
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version, text } } });
  return { uri, told };
};
for (const path of yamls) {
  const text = readFileSync(path, "utf8");
  expect(text.startsWith("# yaml-language-server: $schema="), `${path} leads to no schema`);
  const fine = await open(path, text).told;
  expect(fine.length === 0, `YAML: ${path}: ${JSON.stringify(fine)}`);
  const broken = text.replace(KIND, "$&\nmisspelt_key: 1");
  const { uri, told } = open(path, broken);
  const wrong = await told;
  expect(wrong.some((own) => own.message.includes("misspelt_key")), `YAML takes a misspelt key in ${path}`);
  const line = broken.split("\n").findIndex((own) => KIND.test(own));
  const hover = await request("textDocument/hover", { textDocument: { uri }, position: { line, character: 1 } });
  const help = JSON.stringify(hover?.contents ?? "");
  expect(/[\u4e00-\u9fff]/.test(help) && /[a-z]{4}/.test(help), `no help in both languages in ${path}: ${help}`);
  const completed = await request("textDocument/completion", { textDocument: { uri }, position: { line: line + 1, character: 0 } });
  expect((completed?.items ?? []).length > 0, `nothing is proposed in ${path}`);
}
clearTimeout(late);
server.kill();
expect(schemas.length >= 10 && tomls.length >= 1 && yamls.length >= 3, "too few files");
for (const own of faults) console.log(own);
console.log(`${schemas.length} schemas, ${tomls.length} TOML files, ${yamls.length} YAML files`);
process.exit(faults.length > 0 ? 1 : 0);
