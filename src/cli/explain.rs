//! `remit explain`

use std::path::{Path, PathBuf};

use super::args::ExplainArgs;
use super::check::check;
use super::look::Look;
use super::{Exit, Fault, World, folder, output};
use crate::model::Draft;
use crate::report::explain;
use crate::report::style::plain;
use crate::text::{Words, nearest, say};
use crate::triage::{self, Severities, catalogue};

/// Does it.
pub(super) fn run(args: &ExplainArgs, look: &Look, world: &mut World<'_>) -> Result<Exit, Fault> {
    let style = look.out;
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
        Some(near) => say!("did you mean `{near}`?", "是否想写`{near}`？"),
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
