//! `remit explain`

use std::path::Path;

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
    let folder = match (folder::set(set.unwrap_or(Path::new("."))), set) {
        (Ok(folder), _) => folder,
        (Err(fault), Some(_)) => return Err(fault),
        (Err(_), None) => return Err(unknown(name, None)),
    };
    let draft = check(&folder).draft;
    explain::duty(&draft, name, look.out).ok_or_else(|| unknown(name, Some(&draft)))
}

fn unknown(name: &str, draft: Option<&Draft>) -> Fault {
    let duties: Vec<&str> =
        draft.into_iter().flat_map(Draft::duties).map(|duty| duty.id.as_str()).collect();
    let near = match nearest(name, duties.iter().copied()) {
        Some(duty) => Some(duty),
        None => triage::nearest(name).map(|rule| rule.id),
    };
    let shown = plain(name);
    let words = match draft {
        Some(_) => say!("there is no rule or duty `{shown}`", "没有规则或责任事项`{shown}`"),
        None => say!("there is no rule `{shown}`, and no set here that could have such a duty",
            "没有规则`{shown}`，此处也没有可能含有该责任事项的清单集"),
    };
    let hint = match near {
        Some(near) => say!("did you mean `{near}`?", "是否想写`{near}`？"),
        None if draft.is_none() => Words::fixed(
            "`remit explain` lists the rules; for a duty name its set with `--set`",
            "`remit explain`可列出全部规则；要了解责任事项，请用`--set`指定清单集",
        ),
        None if duties.is_empty() => {
            Words::fixed("`remit explain` lists the rules", "`remit explain`可列出全部规则")
        }
        None => {
            let list = duties.join(", ");
            say!("the duties of the set: {list}", "该清单集的责任事项：{list}")
        }
    };
    Fault::new(words, hint)
}
