//! An audit as Markdown, for merge requests and comments: the verdict, the table, the worst findings
//! with their clauses, what changed, what falls due, the ledger.
//!
//! A text of a log or a list never becomes markup, a link, a mention or a reference to an issue.
//! Forges refuse comments beyond some length, so what is long is cut, and what was cut is counted.

mod changes;

use std::collections::BTreeMap;

use super::grid::{Axis, Sums, bodies, duties, each};
use super::measure;
use super::style::{Style, number};
use super::units::Units;
use super::view::{View, clause, instant};
use super::wire::{Clause, Finding, Report};
use super::{columns, exceptions, terminal};
use crate::finding::{Class, Severity};
use crate::text::Lang;
use crate::text::lang::s;
use crate::text::width::cut;

/// Units beside each other.
const UNITS: usize = 8;
/// Duties below each other.
const DUTIES: usize = 30;
/// Findings of one rule.
const OF_A_RULE: usize = 8;
/// Findings of one class.
const FINDINGS: usize = 40;
/// Items of shorter lists.
const ITEMS: usize = 8;
/// Columns of a text in a cell.
const WIDEST: usize = 300;

/// The whole report.
pub fn render(report: &Report, lang: Lang) -> String {
    let view = View::new(report, Style { lang, width: usize::MAX, ..Style::default() });
    let mut text = Text { view: &view, out: String::new() };
    text.title();
    text.verdict();
    text.change();
    text.answers();
    text.exceptions();
    text.table();
    text.findings(Class::Fault, ("What was found, worst first", "发现的问题（由重到轻）"));
    text.findings(Class::Clue, ("Clues", "类案线索"));
    text.findings(
        Class::Signal,
        ("Signals (worth a look, no fault)", "异常信号（仅提请核查，不代表有问题）"),
    );
    text.measures();
    text.due();
    text.ledger();
    text.out
}

struct Text<'v, 'r> {
    view: &'v View<'r>,
    out: String,
}

impl Text<'_, '_> {
    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        self.view.style.pick(en, zh)
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn heading(&mut self, en: &str, zh: &str) {
        let heading = self.pick(en, zh).to_owned();
        self.line(&format!("\n### {heading}\n"));
    }

    fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        self.out.push('|');
        for cell in cells {
            self.out.push(' ');
            self.out.push_str(cell.as_ref());
            self.out.push_str(" |");
        }
        self.out.push('\n');
    }

    /// A table's head, and the line below it; from `numbers` on columns hold numbers.
    fn head<T: AsRef<str>>(&mut self, heads: &[T], numbers: usize) {
        self.row(heads);
        let rules: Vec<&str> =
            (0..heads.len()).map(|at| if at < numbers { "---" } else { "--:" }).collect();
        self.row(&rules);
    }

    /// How many are not shown.
    fn left(&mut self, left: u64) {
        if left > 0 {
            let left = number(left);
            let line = match self.view.style.lang {
                Lang::En => format!("\n{left} more not shown here."),
                Lang::Zh => format!("\n另有{left}项未在此列出。"),
            };
            self.line(&line);
        }
    }

    fn title(&mut self) {
        let report = self.view.report;
        let title = escaped(self.view.words(&report.set.title).as_str());
        let period = report.period.as_deref().map(|own| format!(" · {}", escaped(own)));
        self.line(&format!("## {title}{}\n", period.unwrap_or_default()));
        let set = escaped(&format!("{} {}", report.set.id, report.set.version));
        let at = escaped(&self.view.as_of());
        let line = format!("{set}{}{at}", self.view.pick(", ", "，"));
        self.line(&line);
    }

    fn verdict(&mut self) {
        for (at, line) in terminal::summary(self.view.report, self.view.style).lines().enumerate() {
            let line = escaped(line);
            self.line(&if at == 0 { format!("\n**{line}**") } else { format!("\n{line}") });
        }
    }

    /// Duty × body, the worst of them where there are too many.
    fn table(&mut self) {
        let units = Units::new(self.view, UNITS);
        let duties = duties(self.view);
        if duties.is_empty() || units.ids.is_empty() {
            return;
        }
        let sums = Sums { view: self.view, units: &units };
        let columns = sums.most(bodies(&units), UNITS);
        let mut rows = sums.most(each(&duties), DUTIES);
        if sums.any_outside() {
            rows.push(Axis::NoDuty);
        }
        self.out.push('\n');
        let corner = self.pick("Duty", "责任事项").to_owned();
        let all = self.pick("all", "合计").to_owned();
        let heads = columns.iter().map(|column| escaped(&sums.title(column)));
        let heads: Vec<String> = std::iter::once(corner).chain(heads).chain([all]).collect();
        self.head(&heads, 1);
        for row in &rows {
            let cells = columns.iter().map(|column| sums.sum(row, column).mark().1);
            let title = escaped(&sums.title(row));
            let whole = sums.whole(row).mark().1;
            let cells: Vec<String> = std::iter::once(title).chain(cells).chain([whole]).collect();
            self.row(&cells);
        }
        let legend = self.pick(
            "number: faults · `·` nothing wrong · `▒` cannot tell · `–` no data · blank: not theirs",
            "数字：问题数 · `·` 无问题 · `▒` 无法判定 · `–` 无数据 · 空白：与其无关",
        );
        let grouped = self.pick(" · teams under their station", " · 下属单位计入上级");
        let legend = format!("\n{legend}{}", if units.grouped { grouped } else { "" });
        self.line(&legend);
    }

    fn findings(&mut self, class: Class, heading: (&str, &str)) {
        let report = self.view.report;
        let rules: Vec<_> = report.rules.iter().filter(|rule| rule.class == class).collect();
        let counts = report.counts.by_class;
        let count = match class {
            Class::Fault => counts.fault,
            Class::Clue => counts.clue,
            Class::Signal => counts.signal,
        };
        if rules.is_empty() || count == 0 {
            return;
        }
        self.heading(heading.0, heading.1);
        let shown = chosen(report, class);
        let status = shown.iter().any(|own| own.status.is_some());
        if !shown.is_empty() {
            let mut heads = vec![self.pick("Severity", "级别")];
            if status {
                heads.push(self.pick("Status", "状态"));
            }
            heads.extend([
                self.pick("What was found", "问题"),
                self.pick("Body", "单位"),
                self.pick("Clause", "依据"),
                self.pick("Rows", "日志行"),
            ]);
            let columns = heads.len();
            self.head(&heads, columns);
        }
        for finding in &shown {
            let cells = self.cells(finding, status);
            self.row(&cells);
        }
        // What is not shown, by rule, worst first.
        let mut left: Vec<(Severity, &str, u64)> = Vec::new();
        for rule in rules {
            let own = report.counts.by_rule.lookup(&rule.id).copied().unwrap_or(0);
            let here = shown.iter().filter(|finding| finding.rule == rule.id).count() as u64;
            if own > here {
                left.push((rule.severity, &rule.id, own - here));
            }
        }
        left.sort_by_key(|(severity, rule, count)| (*severity, std::cmp::Reverse(*count), *rule));
        self.left(left.iter().map(|(_, _, count)| count).sum());
        for (severity, rule, count) in left {
            let word = severity.words();
            let word = word.get(self.view.style.lang);
            let title = self.view.rule(rule).map(|rule| self.view.words(&rule.title));
            let title = escaped(&title.unwrap_or_default());
            self.line(&format!("- {word} `{}` {title}: {}", code(rule), number(count)));
        }
    }

    fn cells(&self, finding: &Finding, status: bool) -> Vec<String> {
        let view = self.view;
        let mut cells = vec![finding.severity.words().get(view.style.lang).to_owned()];
        if status {
            cells.push(match columns::status(finding.status.as_deref()) {
                columns::Value::Code(_, words) => words.get(view.style.lang).to_owned(),
                columns::Value::Text(text) => escaped(&text),
                _ => String::new(),
            });
        }
        let mut what = escaped(&cut(&view.words(&finding.message), WIDEST));
        if let Some(why) = &exceptions::why(finding) {
            let why = escaped(&cut(&view.words(why), WIDEST));
            what = format!("{what}<br>{why}");
        }
        what = format!("{what}<br>`{}`", code(&finding.rule));
        if let Some(case) = &finding.case {
            let case = escaped(&cut(&super::style::plain(case), WIDEST));
            what = format!("{what} {} {case}", self.pick("case", "案件"));
        }
        if let Some(answer) = finding.answer.as_ref() {
            let word = answer.state.words();
            let word = word.get(view.style.lang);
            let holds = match answer.holds {
                Some(false) => self.pick(", still found", "，仍存在"),
                _ => "",
            };
            what = format!("{what}<br>**{word}{holds}**");
            if let Some(response) = &answer.response {
                what = format!("{what} {}", escaped(&cut(&super::style::plain(response), WIDEST)));
            }
        }
        cells.push(what);
        let body = finding.body.as_deref().filter(|id| !id.is_empty());
        cells.push(body.map(|id| escaped(&cut(&view.body(id), WIDEST))).unwrap_or_default());
        cells.push(finding.clause.as_ref().map(link).unwrap_or_default());
        let rows = finding.rows.iter().take(3).map(|row| escaped(&view.row(row)));
        let mut rows: Vec<String> = rows.collect();
        if finding.rows.len() > 3 {
            rows.push(format!("+{}", finding.rows.len() - 3));
        }
        cells.push(rows.join("<br>"));
        cells
    }

    fn measures(&mut self) {
        let all = self.view.report.measures.iter();
        let below: Vec<String> = all
            .filter(|own| own.body.is_none() && own.reached == Some(false))
            .map(|own| self.view.style.finish(&measure::line(self.view, own)))
            .collect();
        if below.is_empty() {
            return;
        }
        self.heading("Below target", "未达目标");
        for line in below.iter().take(ITEMS) {
            self.line(&format!("- {}", escaped(line)));
        }
        self.left((below.len().saturating_sub(ITEMS)) as u64);
    }

    fn due(&mut self) {
        let report = self.view.report;
        if report.due.is_empty() {
            return;
        }
        let count = number(report.due_count);
        let days = report.due_days;
        let plural = s(u64::from(days));
        self.heading(
            &format!("Due within {days} day{plural}: {count}"),
            &format!("{days}日内到期：{count}项"),
        );
        let heads = match self.view.style.lang {
            Lang::En => ["Due", "Duty", "Case", "Body"],
            Lang::Zh => ["到期时间", "责任事项", "案件", "单位"],
        };
        self.head(&heads, heads.len());
        for item in report.due.iter().take(ITEMS) {
            let what = format!("{} {}", item.duty, self.view.words(&item.title));
            let cells = [
                escaped(&instant(&item.due)),
                escaped(&cut(&super::style::plain(&what), WIDEST)),
                escaped(&cut(&super::style::plain(&item.case), WIDEST)),
                escaped(&self.view.body(&item.body)),
            ];
            self.row(&cells);
        }
        self.left(report.due_count.saturating_sub(ITEMS as u64));
    }

    fn ledger(&mut self) {
        let report = self.view.report;
        let own = &report.ledger;
        self.heading("Ledger", "台账");
        let [read, judged, out, ignored, rejected] =
            [own.read, own.judged, own.out_of_list, own.ignored, own.rejected].map(number);
        let line = match self.view.style.lang {
            Lang::En => format!(
                "rows read {read} = judged {judged} + out of list {out} + ignored {ignored} + rejected {rejected}"
            ),
            Lang::Zh => format!(
                "读取 {read} 行 = 已判定 {judged} + 清单外 {out} + 略过 {ignored} + 无法读取 {rejected}"
            ),
        };
        self.line(&line);
        let verdicts: Vec<String> = report
            .verdicts
            .each()
            .into_iter()
            .map(|(verdict, count)| {
                format!("{} {}", verdict.words().get(self.view.style.lang), number(count))
            })
            .collect();
        let lead = self.pick("Obligations: ", "履职判定：");
        let line = format!("\n{lead}{}", verdicts.join(" · "));
        self.line(&line);
        let logs = report.inputs.len() as u64;
        let ending = s(logs);
        let digest: String = report.digests.result.chars().take(16).collect();
        let line = match self.view.style.lang {
            Lang::En => format!("\n{logs} log{ending}; result `{digest}`"),
            Lang::Zh => format!("\n日志{logs}个；结果摘要`{digest}`"),
        };
        self.line(&line);
        if !report.notes.is_empty() {
            self.out.push('\n');
        }
        for note in report.notes.iter().take(ITEMS) {
            let line = format!("- {}", escaped(&cut(&self.view.words(note), WIDEST)));
            self.line(&line);
        }
        self.left((report.notes.len().saturating_sub(ITEMS)) as u64);
    }
}

/// The findings of a class that are shown: the worst, and of each rule some before any has more.
fn chosen(report: &Report, class: Class) -> Vec<&Finding> {
    let mut turns: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<(Severity, usize, usize)> = Vec::new();
    for (at, finding) in report.findings.iter().enumerate() {
        if finding.class != class || finding.waived {
            continue;
        }
        let turn = turns.entry(&finding.rule).or_default();
        if *turn < OF_A_RULE {
            order.push((finding.severity, *turn, at));
        }
        *turn += 1;
    }
    order.sort_unstable();
    order.truncate(FINDINGS);
    let mut shown: Vec<usize> = order.into_iter().map(|(_, _, at)| at).collect();
    shown.sort_unstable();
    shown.into_iter().filter_map(|at| report.findings.get(at)).collect()
}

/// A place in the lists, as a link that a forge follows within the repository.
fn link(own: &Clause) -> String {
    let mut target = String::new();
    for byte in own.path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                target.push(char::from(byte));
            }
            _ => target.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    let line = own.line.map(|line| format!("#L{line}")).unwrap_or_default();
    let name = own.path.rsplit('/').next().unwrap_or_default();
    let short = Clause { path: name.to_owned(), column: None, ..own.clone() };
    let shown = match short.line {
        Some(line) => format!("{}:{line}", super::style::plain(name)),
        None => clause(&short),
    };
    format!("[{}]({target}{line})", escaped(&shown))
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase()
}

/// What stands between backquotes, where nothing can be escaped.
fn code(text: &str) -> String {
    super::style::plain(text).replace('`', "'").replace('|', "¦")
}

/// A text that is nothing but text: no markup, no table border, no link, mention or reference.
pub(super) fn escaped(text: &str) -> String {
    let text = super::style::plain(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '|' | '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // A mark of no width keeps forges from seeing a mention, an issue or an address; a
            // backslash alone does not, for they look at the text after it was rendered.
            '@' | '#' => {
                out.push('\\');
                out.push(c);
                out.push_str("&#8203;");
            }
            '/' if before == ':' => out.push_str("&#8203;/"),
            '.' if before == 'w' || before == 'W' => out.push_str("&#8203;."),
            _ => out.push(c),
        }
        before = c;
    }
    // What would make a list, a heading or a rule of a line.
    match out.chars().next() {
        Some(first @ ('-' | '+' | '=')) => {
            let rest: String = out.chars().skip(1).collect();
            format!("\\{first}{rest}")
        }
        _ => out,
    }
}

#[cfg(test)]
mod tests;
