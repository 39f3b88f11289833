//! What stands behind the numbers: waivers, where every row went, the files with their digests,
//! how to do the audit again, what the words mean, and the place to sign.

use maud::{Markup, html};

use super::{Section, table, ticked};
use crate::audit::outcome::Verdict;
use crate::report::exceptions;
use crate::report::style::{number, plain};
use crate::report::view::View;
use crate::report::wire::{Finding, Input};
use crate::text::{Lang, Words};

/// Accepted exceptions. They stay in the list of findings.
pub(super) fn waivers(view: &View<'_>) -> Option<Section> {
    let own: Vec<&Finding> = view.report.findings.iter().filter(|own| own.waived).collect();
    let granted = exceptions::lines(view);
    (!granted.is_empty() || !own.is_empty()).then(|| Section {
        id: "waivers",
        title: view.pick("Waivers", "豁免").to_owned(),
        content: html! {
            p { (view.pick(
                "Findings that make nothing fail: they are waived, or known from a baseline.",
                "以下问题不计入失败：已获豁免，或基线中已有。",
            )) }
            @if !granted.is_empty() { ul { @for line in &granted { li { (line) } } } }
            @if !own.is_empty() {
                (table(
                    view.pick("Waivers", "豁免"),
                    None,
                    &[
                        view.pick("What", "问题"),
                        view.pick("Who answers", "责任单位"),
                        view.pick("Fingerprint", "问题指纹"),
                    ],
                    &html! { tbody { @for own in own {
                        tr {
                            td {
                                (super::long(&view.words(&own.message)))
                                @if let Some(waiver) = &own.waiver { p { (view.words(&waiver.words())) } }
                            }
                            td { (own.body.as_deref().map(|id| view.body(id)).unwrap_or_default()) }
                            td.name { code { (plain(&own.id)) } }
                        }
                    } } },
                ))
            }
        },
    })
}

/// Where every row went.
pub(super) fn ledger(view: &View<'_>) -> Section {
    let own = &view.report.ledger;
    let sum = own.judged + own.out_of_list + own.ignored + own.rejected;
    let parts = [
        (view.pick("judged under a duty", "按责任事项判定"), own.judged),
        (view.pick("outside the list", "清单外"), own.out_of_list),
        (view.pick("left out", "略过"), own.ignored),
        (view.pick("rejected: can't be read", "无法读取"), own.rejected),
    ];
    Section {
        id: "ledger",
        title: view.pick("Ledger: where every row went", "台账：每一行的去向").to_owned(),
        content: html! {
            table.numbers {
                thead { tr {
                    th scope="col" { (view.pick("Rows", "日志行")) }
                    th scope="col" { (view.pick("How many", "数量")) }
                } }
                tbody { @for (word, count) in parts { tr { th scope="row" { (word) } td { (number(count)) } } } }
                tfoot { tr {
                    th scope="row" { (view.pick("all that were read", "读取合计")) }
                    td { strong { (number(own.read)) } }
                } }
            }
            @if sum == own.read {
                p.good { (view.pick("✓ The parts add up to all rows.", "✓ 各部分之和与读取行数相符。")) }
            } @else {
                p.bad { (view.pick("✕ This does not add up.", "✕ 账目不平。")) }
            }
            @if !own.ignored_by.is_empty() {
                h3 { (view.pick("Why rows were left out", "略过的原因")) }
                ul { @for reason in &own.ignored_by {
                    li { (view.words(&reason.reason)) " · " (number(reason.count)) }
                } }
            }
            @if own.rejected > 0 {
                p { @match view.style.lang {
                    Lang::En => { (number(own.rejected)) " rows can't be read. " code { "--rejects FILE" } " writes them down, each with the reason." },
                    Lang::Zh => { "有" (number(own.rejected)) "行无法读取；用 " code { "--rejects 文件" } " 可导出这些行及原因。" },
                } }
            }
        },
    }
}

/// What the words of the report mean.
pub(super) fn words(view: &View<'_>) -> Section {
    let meaning = |verdict: Verdict| match verdict {
        Verdict::Met => Words::fixed(
            "done, and in time if there is a deadline",
            "已办理；有时限的，在时限内办理",
        ),
        Verdict::Late => Words::fixed("done after its deadline", "已办理，但超过时限"),
        Verdict::Missing => Words::fixed("due, and not in the log", "已到期，但日志中没有"),
        Verdict::NotDue => Words::fixed("open, with time left", "尚未办理，时限未到"),
        Verdict::CannotTell => Words::fixed(
            "the log does not hold what it takes to judge; no verdict against anybody",
            "日志缺少判定所需的内容；不作不利判断",
        ),
        Verdict::Waived => Words::fixed("accepted as an exception", "被认可为例外"),
        Verdict::NotApplicable => Words::fixed("not owed in this case", "该案件不需要"),
        Verdict::Vacuous => {
            Words::fixed("nothing in the case calls for the rule", "案件中没有使该要求生效的环节")
        }
    };
    Section {
        id: "words",
        title: view.pick("What the words mean", "用语说明").to_owned(),
        content: html! {
            dl.words {
                @for verdict in Verdict::ALL {
                    div {
                        dt { (verdict.words().get(view.style.lang)) }
                        dd { (meaning(verdict).get(view.style.lang)) }
                    }
                }
                div {
                    dt { (view.pick("obligation", "履职项")) }
                    dd { (view.pick("one thing that the list asks in one case", "清单对一件任务的一项要求")) }
                }
                div {
                    dt { (view.pick("fingerprint", "问题指纹")) }
                    dd { (view.pick("the name of a finding; it stays the same in the next audit", "问题的固定编号，下次审计时不变")) }
                }
            }
        },
    }
}

/// The inputs, the digests, and the command.
pub(super) fn repeat(view: &View<'_>) -> Section {
    let report = view.report;
    Section {
        id: "repeat",
        title: view.pick("To check this report", "如何核验本报告").to_owned(),
        content: html! {
            (table(
                view.pick("Inputs", "输入文件"),
                Some("inputs"),
                &[
                    view.pick("Input", "输入文件"),
                    view.pick("Rows", "行数"),
                    view.pick("Read as", "读取方式"),
                    "SHA-256",
                ],
                &html! { tbody { @for input in &report.inputs { (file(view, input)) } } },
            ))
            dl.digests {
                div { dt { (view.pick("Digest of the result", "结果摘要")) } dd { code { (plain(&report.digests.result)) } } }
                div { dt { (view.pick("Digest of the report", "报告摘要")) } dd { code { (plain(&report.digests.report)) } } }
                div { dt { (view.pick("Made by", "生成程序")) } dd { "remit " (plain(&report.remit.version)) } }
                div { dt { (view.pick("The same audit again", "重复本次审计")) } dd { code { (command(view)) } } }
            }
            p { (ticked(view.pick(
                "`remit verify AUDIT.json` reads the inputs again, repeats the audit and compares, given its JSON report.",
                "持有本次审计的 JSON 报告时，`remit verify AUDIT.json` 会重新读取输入文件、重复审计并比对。",
            ))) }
        },
    }
}

fn file(view: &View<'_>, input: &Input) -> Markup {
    let mapping = input.mapping.as_deref().map_or_else(
        || view.pick("columns by their names", "按列名识别").to_owned(),
        |own| format!("{} {}", view.pick("mapping", "映射"), plain(own)),
    );
    html! {
        tr {
            th scope="row" { (plain(&input.path)) @if let Some(table) = &input.table { ":" (plain(table)) } }
            td.time { (number(input.rows)) }
            td {
                (ticked(&view.form(input).into_iter().chain([mapping]).collect::<Vec<_>>().join(" · ")))
                @for note in &input.notes { br; (super::long(&view.words(note))) }
            }
            td { code { (plain(&input.sha256)) } }
        }
    }
}

/// The command that makes the same audit.
fn command(view: &View<'_>) -> String {
    let own = &view.report.options;
    let mut parts = vec!["remit audit".to_owned(), quoted(&own.set)];
    let mut option = |name: &str, value: &str| parts.push(format!("{name} {}", quoted(value)));
    own.logs.iter().for_each(|log| option("--log", log));
    own.mapping.iter().for_each(|value| option("--mapping", value));
    own.log_format.iter().for_each(|value| option("--log-format", value));
    own.period.iter().for_each(|value| option("--period", value));
    own.as_of.iter().for_each(|value| option("--as-of", value));
    option("--keep", &own.keep.to_string());
    own.audience.iter().for_each(|value| option("--audience", value));
    own.unit.iter().for_each(|value| option("--unit", value));
    parts.join(" ")
}

/// A word of a command line as it can be copied.
pub(super) fn quoted(text: &str) -> String {
    let text = plain(text);
    let bare = |c: char| c.is_alphanumeric() || "-_./:@%+,".contains(c);
    if !text.is_empty() && text.chars().all(bare) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// Where the printed report is signed.
pub(super) fn sign(view: &View<'_>) -> Markup {
    let roles = [
        view.pick("Prepared by", "制表人"),
        view.pick("Checked by", "审核人"),
        view.pick("Head of the body (seal)", "单位负责人（盖章）"),
    ];
    html! {
        section.sign aria-labelledby="sign-title" {
            h2 id="sign-title" { (view.pick("Signatures", "签署")) }
            table {
                thead { tr {
                    th scope="col" { (view.pick("Role", "角色")) }
                    th scope="col" { (view.pick("Name", "姓名")) }
                    th scope="col" { (view.pick("Signature", "签字")) }
                    th scope="col" { (view.pick("Date", "日期")) }
                } }
                tbody { @for role in roles { tr { th scope="row" { (role) } td {} td {} td {} } } }
            }
        }
    }
}
