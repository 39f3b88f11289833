//! From what an audit comes to into the report.

use super::place;
use super::{
    Body, ByClass, BySeverity, Cell, Column, Counts, Digests, DueItem, Duty, Finding, Input,
    Interval, Ledger, Log, Maker, Measure, More, Obligation, Options, Pairs, Reason, Report,
    RuleInfo, SetInfo, Verdicts, Waiver, WaiverUse,
};
use crate::audit::outcome::{self, Audit, Kind, Share, Term, Verdict};
use crate::finding::{Class, Digits, Label, Place};
use crate::log;
use crate::model::Model;
use crate::text::{Sources, Words};

impl Report {
    /// The report of an audit, with its digests.
    ///
    /// # Errors
    ///
    /// None in practice, see [`super::to_json`].
    pub fn of(
        audit: &Audit,
        model: &Model,
        sources: &Sources,
        options: Options,
    ) -> Result<Self, serde_json::Error> {
        let show = |ms: i64| model.zone.show(ms);
        let period = audit.period.as_ref();
        let mut report = Self {
            remit: Maker::default(),
            set: SetInfo {
                id: model.id.clone(),
                version: model.version.clone(),
                title: model.title.clone(),
            },
            options,
            period: period.map(|period| period.name.clone()),
            as_of: audit.as_of.map(show).unwrap_or_default(),
            log: Log {
                begins: audit.begins.map(show),
                from: period.map(|period| period.from.to_string()),
                until: period.map(|period| period.until.to_string()),
                cases: audit.cases,
                events: audit.events,
            },
            inputs: audit.inputs.iter().map(input).collect(),
            ledger: ledger(&audit.ledger),
            verdicts: audit.verdicts.into(),
            duties: audit.duties.iter().map(duty).collect(),
            bodies: audit.bodies.iter().map(|own| body(own, model)).collect(),
            rules: rules(audit),
            obligations: audit.obligations.iter().map(|own| obligation(own, model)).collect(),
            counts: counts(audit),
            measures: measures(audit, model),
            findings: audit
                .findings
                .iter()
                .map(|own| {
                    let finding = place::finding(own, &model.id, sources, &audit.inputs, &show);
                    let waiver = own.waiver.and_then(|at| model.waivers.get(at));
                    let waiver = waiver.map(|own| granted(own, sources));
                    Finding { waived: waiver.is_some(), waiver, ..finding }
                })
                .collect(),
            more: audit.more.iter().map(more).collect(),
            resolved: Vec::new(),
            remaining: Vec::new(),
            change: None,
            history: Vec::new(),
            waivers: audit.waivers.iter().map(|own| waiver(own, sources)).collect(),
            baseline: None,
            answers: None,
            due: audit.due.iter().map(|own| due(own, model)).collect(),
            due_count: audit.due_count,
            due_days: audit.due_days,
            notes: audit.notes.clone(),
            digests: Digests::default(),
        };
        report.seal()?;
        Ok(report)
    }
}

impl From<outcome::Counts> for Verdicts {
    fn from(counts: outcome::Counts) -> Self {
        Self {
            met: counts.of(Verdict::Met),
            late: counts.of(Verdict::Late),
            missing: counts.of(Verdict::Missing),
            not_due: counts.of(Verdict::NotDue),
            cannot_tell: counts.of(Verdict::CannotTell),
            waived: counts.of(Verdict::Waived),
            not_applicable: counts.of(Verdict::NotApplicable),
            vacuous: counts.of(Verdict::Vacuous),
        }
    }
}

impl Verdicts {
    /// Each verdict with its count, in the order of reports.
    pub fn each(self) -> [(Verdict, u64); 8] {
        [
            (Verdict::Met, self.met),
            (Verdict::Late, self.late),
            (Verdict::Missing, self.missing),
            (Verdict::NotDue, self.not_due),
            (Verdict::CannotTell, self.cannot_tell),
            (Verdict::Waived, self.waived),
            (Verdict::NotApplicable, self.not_applicable),
            (Verdict::Vacuous, self.vacuous),
        ]
    }

    /// Met, late and missing: what could be judged and was due.
    pub fn judged(self) -> u64 {
        self.met + self.late + self.missing
    }

    /// Adds others.
    pub fn merge(&mut self, other: Self) {
        self.met += other.met;
        self.late += other.late;
        self.missing += other.missing;
        self.not_due += other.not_due;
        self.cannot_tell += other.cannot_tell;
        self.waived += other.waived;
        self.not_applicable += other.not_applicable;
        self.vacuous += other.vacuous;
    }
}

pub(super) fn input(own: &log::Input) -> Input {
    let column = |(header, means): &(String, String)| Column {
        header: header.clone(),
        means: means.clone(),
    };
    Input {
        path: own.path.clone(),
        sha256: own.sha256.clone(),
        rows: own.rows,
        encoding: own.encoding.clone(),
        format: own.format.name().to_owned(),
        table: own.table.clone(),
        delimiter: own.delimiter,
        header_row: own.header_row,
        furniture: own.furniture,
        mapping: own.mapping.clone(),
        columns: own.columns.iter().map(column).collect(),
        notes: own.notes.clone(),
    }
}

fn reasons(own: &[(Words, u64)]) -> Vec<Reason> {
    own.iter().map(|(reason, count)| Reason { reason: reason.clone(), count: *count }).collect()
}

fn ledger(own: &outcome::Ledger) -> Ledger {
    Ledger {
        read: own.read,
        judged: own.judged,
        out_of_list: own.out_of_list,
        ignored: own.ignored,
        rejected: own.rejected,
        ignored_by: reasons(&own.ignored_by),
        rejected_by: reasons(&own.rejected_by),
    }
}

fn duty(own: &outcome::DutyCount) -> Duty {
    Duty {
        id: own.id.clone(),
        title: own.title.clone(),
        cases: own.cases,
        verdicts: own.counts.into(),
    }
}

fn body(own: &outcome::BodyCount, model: &Model) -> Body {
    let listed = model.bodies.iter().find(|body| own.listed && body.id == own.id);
    let parent = listed.and_then(|body| body.parent).map(|parent| model.body(parent).id.clone());
    Body {
        id: own.id.clone(),
        title: own.title.clone(),
        listed: own.listed,
        parent,
        outside: own.other.into(),
    }
}

fn rules(audit: &Audit) -> Vec<RuleInfo> {
    let rule = |(rule, severity, _): &(&'static crate::finding::Rule, _, _)| RuleInfo {
        id: rule.id.to_owned(),
        class: rule.class(),
        title: rule.title.clone(),
        severity: *severity,
        default_severity: rule.severity,
    };
    audit.by_rule.iter().map(rule).collect()
}

fn obligation(own: &outcome::ObligationCount, model: &Model) -> Obligation {
    let kind = match own.kind {
        Kind::Done => "done",
        Kind::Order => "order",
        Kind::NotBefore => "not-before",
        Kind::AtMost => "at-most",
        Kind::Immediately => "immediately",
        Kind::Group(_) => "group",
        Kind::Restraint => "restraint",
        Kind::Demand(_) => "demand",
        Kind::Acceptance => "acceptance",
        Kind::Relation(_) => "relation",
        Kind::Trigger(_) => "trigger",
        Kind::Frequency(_) => "frequency",
        Kind::Record => "record",
    };
    Obligation {
        name: own.name.clone(),
        duty: model.duty(own.duty).id.clone(),
        step: own.step.map(|step| model.step(step).id.clone()),
        kind: kind.to_owned(),
        title: own.title.clone(),
        counted: own.counted,
        verdicts: own.counts.into(),
        reasons: reasons(&own.reasons),
    }
}

fn counts(audit: &Audit) -> Counts {
    let total = |counts: &[u64; 3]| counts.iter().sum::<u64>();
    let cell = |body: &outcome::BodyCount, at: usize, own: &outcome::Cell| {
        let duty = audit.duties.get(at)?;
        // What stands against nobody in particular has a cell too, or the table would not add up.
        (own.present || own.concerned || total(&own.findings) > 0).then(|| Cell {
            body: body.id.clone(),
            duty: duty.id.clone(),
            concerned: own.concerned,
            present: own.present,
            findings: own.findings.into(),
            verdicts: own.counts.into(),
        })
    };
    let of_body = |body: &outcome::BodyCount| {
        let cells: u64 = body.by_duty.iter().map(|cell| total(&cell.findings)).sum();
        (body.id.clone(), cells + total(&body.other))
    };
    Counts {
        by_rule: audit
            .by_rule
            .iter()
            .filter(|(_, _, count)| *count > 0)
            .map(|(rule, _, count)| (rule.id.to_owned(), *count))
            .collect(),
        by_severity: BySeverity::from(audit.severities()),
        by_class: by_class(audit),
        by_duty: audit
            .duties
            .iter()
            .map(|duty| (duty.id.clone(), total(&duty.findings)))
            .collect::<Pairs<_>>(),
        by_body: audit.bodies.iter().map(of_body).collect::<Pairs<_>>(),
        table: audit
            .bodies
            .iter()
            .flat_map(|body| {
                body.by_duty.iter().enumerate().filter_map(move |(at, own)| cell(body, at, own))
            })
            .collect(),
    }
}

fn by_class(audit: &Audit) -> ByClass {
    let mut counts = ByClass::default();
    for (rule, _, count) in &audit.by_rule {
        *match rule.class() {
            Class::Fault => &mut counts.fault,
            Class::Clue => &mut counts.clue,
            Class::Signal => &mut counts.signal,
        } += count;
    }
    counts
}

fn measures(audit: &Audit, model: &Model) -> Vec<Measure> {
    let measure = |own: &outcome::MeasureCount, body: Option<String>, share: Share| Measure {
        duty: model.duty(own.duty).id.clone(),
        step: own.step.map(|step| model.step(step).id.clone()),
        kind: own.kind.to_owned(),
        title: own.title.clone(),
        body,
        numerator: share.numerator,
        denominator: share.denominator,
        cannot_tell: share.cannot_tell,
        target: own.target,
        at_most: own.at_most,
        reached: own.reached(share),
        least: own.least,
        interval: own.interval.as_ref().map(|interval| Interval {
            from: interval.from.clone(),
            percentile: interval.percentile,
            seconds: share.value.map(|ms| ms / 1000),
            target: interval.target.map(|ms| ms / 1000),
        }),
        per: own.per.map(|step| {
            let step = model.step(step);
            format!("{}.{}", model.duty(step.duty).id, step.id)
        }),
    };
    let mut measures = Vec::new();
    for own in &audit.measures {
        measures.push(measure(own, None, own.all));
        for (body, share) in &own.by_body {
            if let Some(body) = audit.bodies.get(*body) {
                measures.push(measure(own, Some(body.id.clone()), *share));
            }
        }
    }
    measures
}

fn granted(own: &crate::model::waiver::Waiver, sources: &Sources) -> Waiver {
    let label = Label { place: Place::Span(own.span), words: Words::same("") };
    Waiver {
        id: own.id.clone(),
        approver: own.approver.clone(),
        reason: own.reason.clone(),
        from: own.from.to_string(),
        until: own.until.to_string(),
        place: place::clause(&label, sources),
    }
}

fn waiver(own: &outcome::WaiverUse, sources: &Sources) -> WaiverUse {
    let state = match own.state {
        Term::Before => "before",
        Term::Holds => "holds",
        Term::Ended => "ended",
    };
    WaiverUse {
        waiver: granted(&own.waiver, sources),
        state: state.to_owned(),
        left: own.left,
        findings: own.covered.count,
        beyond: own.covered.beyond.iter().copied().map(Digits::from).collect(),
    }
}

fn more(own: &outcome::More) -> More {
    More {
        rule: own.rule.id.to_owned(),
        duty: (!own.duty.is_empty()).then(|| own.duty.clone()),
        count: own.count,
        known: 0,
        fingerprints: own.fingerprints.iter().copied().map(Digits::from).collect(),
    }
}

fn due(own: &outcome::DueItem, model: &Model) -> DueItem {
    let duty = model.duties.iter().find(|duty| duty.id == own.duty);
    let steps =
        duty.map_or(0..0, |duty| usize::from(duty.steps.start)..usize::from(duty.steps.end));
    let step = model.steps.get(steps).into_iter().flatten().find(|step| step.id == own.step);
    DueItem {
        due: model.zone.show(own.due),
        duty: own.duty.clone(),
        step: own.step.clone(),
        title: step.map_or_else(|| Words::same(own.step.clone()), |step| step.title.clone()),
        case: own.case.clone(),
        body: own.body.clone(),
    }
}
