//! What changed since earlier audits, what came of sheets, what is excepted.

use super::{DUTIES, ITEMS, Text, WIDEST, escaped};
use crate::report::course::share;
use crate::report::style::number;
use crate::report::view::instant;
use crate::report::{answers, exceptions, trend};
use crate::text::Lang;
use crate::text::width::cut;

impl Text<'_, '_> {
    pub(super) fn change(&mut self) {
        let report = self.view.report;
        if report.history.len() < 2 {
            return;
        }
        self.out.push('\n');
        let heads = match self.view.style.lang {
            Lang::En => ["Audit", "Faults", "Met", "Late", "Missing"],
            Lang::Zh => ["审计", "问题", "已履行", "超期", "缺失"],
        };
        self.head(&heads, 1);
        let skipped = report.history.len().saturating_sub(ITEMS);
        for past in report.history.iter().skip(skipped) {
            let name = escaped(past.period.as_deref().unwrap_or(&instant(&past.as_of)));
            let own = past.verdicts;
            let counts = [past.faults, own.met, own.late, own.missing].map(number);
            let cells: Vec<String> = std::iter::once(name).chain(counts).collect();
            self.row(&cells);
        }
        self.left(skipped as u64);
        self.trend();
    }

    /// Faults of each body and duty over the newest audits, and what share was met in the last.
    fn trend(&mut self) {
        let shown = trend::audits(self.view, ITEMS);
        let (strands, left) = trend::strands(self.view, shown, DUTIES);
        self.heading("Faults of each body and duty", "各单位、各事项历次问题数");
        let first = self.pick("Body or duty", "单位或事项").to_owned();
        let met = self.pick("Met now", "本次履行率").to_owned();
        let names = shown.iter().map(|past| escaped(&trend::name(past)));
        let heads: Vec<String> = std::iter::once(first).chain(names).chain([met]).collect();
        self.head(&heads, 1);
        for own in strands.iter().skip(1) {
            let none = || "–".to_owned();
            let faults = own.points.iter().map(|own| own.map_or_else(none, |own| number(own.0)));
            let now = own.points.last().copied().flatten();
            let met = now.and_then(|own| share(own.1)).unwrap_or_else(none);
            let name = escaped(&cut(&own.name, WIDEST));
            let cells: Vec<String> = std::iter::once(name).chain(faults).chain([met]).collect();
            self.row(&cells);
        }
        self.left(left as u64);
    }

    /// What came of the sheets that went round.
    pub(super) fn answers(&mut self) {
        let Some(line) = answers::line(self.view) else { return };
        self.line(&format!("\n{}", escaped(&line)));
        let (faults, left) = answers::faults(self.view, ITEMS);
        if !faults.is_empty() {
            self.out.push('\n');
        }
        for fault in &faults {
            self.line(&format!("- {}", escaped(fault)));
        }
        self.left(left);
    }

    /// The baseline and the waivers.
    pub(super) fn exceptions(&mut self) {
        let lines = exceptions::lines(self.view);
        if lines.is_empty() {
            return;
        }
        self.heading("Exceptions", "豁免与基线");
        for line in lines.iter().take(ITEMS) {
            self.line(&format!("- {}", escaped(&cut(line, WIDEST))));
        }
        self.left((lines.len().saturating_sub(ITEMS)) as u64);
    }
}
