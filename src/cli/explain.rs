//! `remit explain`

use std::path::{Path, PathBuf};

use super::args::ExplainArgs;
use super::check::check;
use super::look::Look;
use super::{
    Exit, Fault, World, folder, output, previous,
    verify::{self, Repeated},
};
use crate::model::Draft;
use crate::report::explain::{self, Again};
use crate::report::style::plain;
use crate::report::wire::Finding;
use crate::text::{Words, meant, nearest, say};
use crate::triage::{self, Severities, catalogue};

/// Does it.
pub(super) fn run(args: &ExplainArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let style = look.out;
    if let (Some(audit), Some(id)) = (&args.audit, &args.name) {
        let text = finding(audit, id, look, world)?;
        output::to_stdout(&text, world)?;
        return Ok(Exit::Fine);
    }
    let text = match args.name.as_deref() {
        None => explain::all_rules(catalogue(), style),
        Some(name) => match triage::find(name) {
            Some(rule) => {
                let severities = match &args.set {
                    Some(set) => check(&folder::set(set)?).severities,
                    None => Severities::default(),
                };
                explain::rule(rule, severities.of(rule), style)
            }
            None => duty(name, args.set.as_deref(), look)?,
        },
    };
    output::to_stdout(&text, world)?;
    Ok(Exit::Fine)
}

/// Explains a finding of a saved audit, and repeats the audit to show the rest of its case.
fn finding(audit: &Path, id: &str, look: &Look, world: &mut World<'_>) -> Result<String, Fault> {
    let saved = previous::one(audit)?;
    let all = || saved.findings.iter().chain(&saved.remaining).chain(&saved.resolved);
    let fits: Vec<&Finding> = all().filter(|own| own.id.starts_with(id)).collect();
    let own = match fits.as_slice() {
        [only] => *only,
        [first, rest @ ..] if rest.iter().all(|own| own.id == first.id) => *first,
        found => return Err(no_finding(id, found.len(), audit)),
    };
    // Without the logs the report still says how it came about.
    let again = match verify::repeat(&saved, None, look, world) {
        Err(_) => Again::default(),
        Ok(repeated) => Again {
            found: Some(repeated.report.findings.iter().any(|other| other.id == own.id)),
            changed: repeated.report.inputs != saved.inputs,
            rows: own.case.as_deref().map(|case| rows(&repeated, case)).unwrap_or_default(),
        },
    };
    Ok(explain::finding(&saved, own, &again, look.out))
}

fn no_finding(id: &str, count: usize, audit: &Path) -> Fault {
    let (id, shown) = (plain(id), audit.display());
    if count > 1 {
        return Fault::new(
            say!(
                "{count} findings of `{shown}` begin with `{id}`",
                "`{shown}`中有{count}项问题以`{id}`开头"
            ),
            Words::fixed("write more of its id", "请写出更多位编号"),
        );
    }
    Fault::new(
        say!("`{shown}` has no finding `{id}`", "`{shown}`中没有问题`{id}`"),
        Words::fixed(
            "the id of a finding is its key `id` in the JSON report, and stands in the other formats too",
            "问题编号即 JSON 报告中的 id，其他格式中也有",
        ),
    )
}

/// All rows of a case: where they stand, when, what they say.
fn rows(repeated: &Repeated, case: &str) -> Vec<[String; 3]> {
    let reading = &repeated.reading;
    let text = |symbol| reading.strings.get(symbol);
    let own = reading.events.iter().filter(|event| text(event.case) == case);
    let mut rows: Vec<(i64, [String; 3])> = own
        .map(|event| {
            let input = reading.inputs.get(event.row.input as usize);
            let path = input.map_or("?", |input| input.path.as_str());
            let place = input.and_then(|input| input.places.name(u64::from(event.row.row)));
            let place =
                place.map_or_else(|| event.row.row.to_string(), |words| words.en.into_owned());
            let said = [event.duty, event.step, event.body].map(text);
            let said: Vec<&str> = said.into_iter().filter(|said| !said.is_empty()).collect();
            let at = repeated.zone.show(event.at.start);
            let at = at.chars().take(16).collect::<String>().replace('T', " ");
            (event.at.start, [format!("{path}:{place}"), at, said.join(" ")])
        })
        .collect();
    rows.sort();
    rows.into_iter().map(|(_, row)| row).collect()
}

fn duty(name: &str, set: Option<&Path>, look: &Look) -> Result<String, Fault> {
    let folders = match set {
        Some(set) => vec![folder::set(set)?],
        None => folder::sets(&[PathBuf::from(".")]).unwrap_or_default(),
    };
    let drafts: Vec<Draft> = folders.iter().map(|folder| check(folder).draft).collect();
    // A set's own duties come before those that it imports.
    let has =
        |draft: &&Draft, own: bool| draft.duty(name).is_some_and(|duty| !own || duty.set == 0);
    let own: Vec<&Draft> = drafts.iter().filter(|draft| has(draft, true)).collect();
    if let [first, second, ..] = own.as_slice() {
        let named =
            |draft: &Draft| draft.sets.first().map(|set| set.name.clone()).unwrap_or_default();
        let (first, second) = (named(first), named(second));
        return Err(Fault::new(
            say!("several sets have a duty `{name}`", "有多套清单含有责任事项`{name}`"),
            say!(
                "name one with `--set {first}` or `--set {second}`",
                "请用`--set {first}`或`--set {second}`指定"
            ),
        ));
    }
    let draft = own.first().copied().or_else(|| drafts.iter().find(|draft| has(draft, false)));
    let told = draft.and_then(|draft| explain::duty(draft, name, look.out));
    let model = || drafts.iter().find_map(|draft| explain::model(draft, name, look.out));
    told.or_else(model).ok_or_else(|| unknown(name, &drafts))
}

fn unknown(name: &str, drafts: &[Draft]) -> Fault {
    let mut duties: Vec<&str> =
        drafts.iter().flat_map(Draft::duties).map(|duty| duty.id.as_str()).collect();
    duties.sort_unstable();
    duties.dedup();
    let models = drafts.iter().flat_map(|draft| &draft.models);
    let models = models.filter_map(|doc| doc.value.id.as_ref()).map(|id| id.value.as_str());
    let near = match nearest(name, duties.iter().copied().chain(models)) {
        Some(duty) => Some(duty),
        None => triage::nearest(name).map(|rule| rule.id),
    };
    let shown = plain(name);
    let words = match drafts {
        [_, ..] => say!("there is no rule or duty `{shown}`", "没有规则或责任事项`{shown}`"),
        [] => say!(
            "there is no rule `{shown}`, and no set here that could have such a duty",
            "没有规则`{shown}`，此处也没有可能含有该责任事项的清单集"
        ),
    };
    let hint = match near {
        Some(near) => meant(near),
        None if drafts.is_empty() => Words::fixed(
            "`remit explain` lists the rules; for a duty name its set with `--set`",
            "`remit explain`可列出全部规则；要了解责任事项，请用`--set`指定清单集",
        ),
        None if duties.is_empty() || name.contains('/') => {
            Words::fixed("`remit explain` lists the rules", "`remit explain`可列出全部规则")
        }
        None => {
            let list = duties.join(", ");
            say!("the duties of the set: {list}", "该清单集的责任事项：{list}")
        }
    };
    Fault::new(words, hint)
}
