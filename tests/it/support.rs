//! Loading a set, reading logs and auditing, below the command line.

#![expect(clippy::format_push_string, reason = "a text to compare, made once in a test")]
#![expect(clippy::print_stdout, reason = "a test says clearly when the real log is absent")]

use std::io::Read;
use std::path::{Path, PathBuf};

use remit::audit::{self, Audit, Options};
use remit::finding::{Finding, Place, Sink};
use remit::log::{self, LogSource, Reading};
use remit::model::{Draft, Model};

/// A path of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A real log that lies beside the project where we work on it. Says so where it is absent.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = project("../shared/data").join(name);
    if !path.exists() {
        println!("the real log {name} is not here: this test has nothing to check and passes");
        return None;
    }
    Some(path)
}

/// A set of the project, resolved. Fails the test on any fatal fault.
pub(crate) fn model(path: &str) -> (Draft, Model) {
    let mut sink = Sink::default();
    let draft = remit::model::load(&project(path), &mut sink);
    remit::lint::run(&draft, &mut sink);
    let fatal: Vec<_> = sink.findings().iter().filter(|f| f.rule.fatal).collect();
    assert!(
        fatal.is_empty(),
        "{path}: {:?}",
        fatal.iter().map(|f| &f.message.en).collect::<Vec<_>>()
    );
    let model = Model::resolve(&draft);
    (draft, model)
}

/// A set in one text, in YAML. Fails the test on any fatal fault.
pub(crate) fn model_of(text: &str) -> Model {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("remit.yaml"), text).unwrap();
    let mut sink = Sink::default();
    let draft = remit::model::load(folder.path(), &mut sink);
    remit::lint::run(&draft, &mut sink);
    let fatal: Vec<_> = sink.findings().iter().filter(|f| f.rule.fatal).collect();
    assert!(
        fatal.is_empty(),
        "{text}\n{:?}",
        fatal.iter().map(|f| &f.message.en).collect::<Vec<_>>()
    );
    Model::resolve(&draft)
}

/// A log that is held in memory.
pub(crate) fn in_memory(name: &str, bytes: impl Into<Vec<u8>>) -> LogSource {
    let bytes: Box<dyn Read + Send> = Box::new(std::io::Cursor::new(bytes.into()));
    LogSource { name: name.to_owned(), bytes }
}

/// A log of the disk.
pub(crate) fn on_disk(path: &Path) -> LogSource {
    let file = std::fs::File::open(path).unwrap();
    LogSource {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: Box::new(file),
    }
}

/// Reads logs as the command line does.
pub(crate) fn read(model: &Model, sources: Vec<LogSource>, mapping: Option<&str>) -> Reading {
    let fields: Vec<String> = model.fields.iter().map(|field| field.id.clone()).collect();
    let context = log::Context {
        chosen: mapping.or(model.mapping.as_deref()),
        step_names: &|name| model.steps.iter().any(|step| step.names.iter().any(|n| n == name)),
        ..log::Context::of(model, &fields)
    };
    log::read(sources, &context).unwrap_or_else(|error| panic!("{}", error.words().en))
}

/// Audits with every finding kept.
pub(crate) fn audit(model: &Model, reading: Reading, options: Options) -> Audit {
    let options = Options { keep: usize::MAX, ..options };
    audit::run(model, reading, &options, &|rule| Some(rule.severity))
}

/// Rule, duty, step, case, body, target, window of a finding; empty where it has none.
pub(crate) fn key(finding: &Finding) -> [String; 7] {
    let s = &finding.subject;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let rule = finding.rule.id.to_owned();
    [
        rule,
        text(&s.duty),
        text(&s.step),
        text(&s.case),
        text(&s.body),
        text(&s.target),
        text(&s.window),
    ]
}

/// Everything that an audit says, without where in which file it stands.
pub(crate) fn without_places(audit: &Audit) -> String {
    let mut all = String::new();
    for finding in &audit.findings {
        all += &format!(
            "{:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            key(finding),
            finding.fingerprint("set"),
            finding.message,
            finding.why,
            finding.help,
            finding.subject,
            finding.cases,
            finding.came_true,
            finding.due,
        );
        for label in std::iter::once(&finding.primary).chain(&finding.related) {
            match &label.place {
                Place::Row(row) => all += &format!(" {:?} {:?}", row.excerpt, label.words),
                place => all += &format!(" {place:?} {:?}", label.words),
            }
        }
        all.push('\n');
    }
    let Audit { as_of, begins, cases, events, ledger, verdicts, due, due_count, notes, .. } = audit;
    all += &format!(
        "{as_of:?} {begins:?} {cases} {events} {ledger:?} {verdicts:?} {due:?} {due_count} {notes:?}"
    );
    for own in &audit.obligations {
        all += &format!("{} {:?} {:?}\n", own.name, own.counts, own.reasons);
    }
    all += &format!("{:?}{:?}{:?}", audit.bodies, audit.measures.len(), audit.by_rule.len());
    all
}
