//! What the texts of documents name: which key holds the id of a duty, which the names of steps, and
//! so on. Everything that is asked of a name (where it is defined, who uses it, what could stand there)
//! is answered from this one table.

/// What has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A set.
    Set,
    /// A duty.
    Duty,
    /// A step of a duty.
    Step,
    /// A group of steps.
    Group,
    /// A relation between steps.
    Relation,
    /// A field.
    Field,
    /// A value of a field.
    Value,
    /// A role.
    Role,
    /// A body.
    Body,
    /// A level of bodies.
    Level,
    /// A kind of persons.
    PersonKind,
    /// A person, by a token.
    Person,
    /// A kind of targets.
    TargetKind,
    /// A target.
    Target,
    /// A signal.
    Signal,
    /// A calendar.
    Calendar,
    /// A roster.
    Roster,
    /// A mapping.
    Mapping,
    /// A supervision model.
    Model,
    /// A scenario.
    Scenario,
    /// A variant of a scenario.
    Variant,
    /// A waiver.
    Waiver,
    /// A rule of ours.
    Rule,
    /// A folder that holds a set.
    Folder,
    /// A severity.
    Severity,
}

/// What a text at a place names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It gives a thing its name.
    Defines(Sort),
    /// It names one of these.
    Names(&'static [Sort]),
    /// It names a step, alone or as `DUTY.step`, or else one of these of the same duty.
    Steps(&'static [Sort]),
    /// Names of fields between `|`.
    Evidence,
    /// A field, if it is none of the fixed words.
    Link,
    /// An obligation: `DUTY.step` or `DUTY/…`.
    Obligation,
    /// A step or an acting field, as the test of the signal has it.
    SignalAfter,
    /// The rows of a scenario.
    Log,
    /// The row of a scenario, by its handle or its step.
    Row,
    /// A cell of such a row, by its column.
    Cell,
    /// What a column's cells mean.
    Column,
}

/// What the texts below a key name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// Values, alone, in a list, or under names of the drafter's.
    pub value: Option<Act>,
    /// Names of the drafter's.
    pub names: Option<Act>,
}

const STEP: &[Sort] = &[Sort::Step];
const STEP_OR_GROUP: &[Sort] = &[Sort::Step, Sort::Group];
const NAMED: &[Sort] = &[Sort::Step, Sort::Group, Sort::Relation];
const DUTY: &[Sort] = &[Sort::Duty];
const PARTY: &[Sort] = &[Sort::Role, Sort::Body];
const PARTY_OR_DUTY: &[Sort] = &[Sort::Role, Sort::Body, Sort::Duty];
const ROLE: &[Sort] = &[Sort::Role];
const BODY: &[Sort] = &[Sort::Body];
const FIELD: &[Sort] = &[Sort::Field];
const VALUE: &[Sort] = &[Sort::Value];

/// Words that may stand where cases or events are linked, beside fields.
pub const LINKS: [&str; 4] = ["target", "area", "body", "person"];

const fn value(act: Act) -> Slot {
    Slot { value: Some(act), names: None }
}

const fn names(act: Act) -> Slot {
    Slot { value: None, names: Some(act) }
}

/// What the texts below a key of a type name.
pub fn slot(owner: &str, key: &str) -> Slot {
    use Act::{Cell, Column, Defines, Evidence, Link, Log, Names, Obligation, Row, Steps};
    match (owner, key) {
        ("set", "id") => value(Defines(Sort::Set)),
        ("calendar", "id") => value(Defines(Sort::Calendar)),
        ("roster", "id") => value(Defines(Sort::Roster)),
        ("mapping", "id") => value(Defines(Sort::Mapping)),
        ("model", "id") => value(Defines(Sort::Model)),
        ("scenario", "id") => value(Defines(Sort::Scenario)),
        ("set", "calendar") => value(Names(&[Sort::Calendar])),
        ("set", "roster") => value(Names(&[Sort::Roster])),
        ("set" | "scenario", "mapping") => value(Names(&[Sort::Mapping])),
        ("set", "imports") | ("ImportDoc", "set") => value(Names(&[Sort::Folder])),
        ("set", "severity") => {
            Slot { value: Some(Names(&[Sort::Severity])), names: Some(Names(&[Sort::Rule])) }
        }
        ("SignalDoc" | "ExpectDoc", "severity") => value(Names(&[Sort::Severity])),
        ("ExpectDoc" | "WaiverDoc", "rule") => value(Names(&[Sort::Rule])),
        ("set", "fields") => names(Defines(Sort::Field)),
        ("FieldDoc", "values") => value(Defines(Sort::Value)),
        ("set", "signals") => names(Defines(Sort::Signal)),
        ("waivers", "waivers") => names(Defines(Sort::Waiver)),
        ("scenario", "variants") => names(Defines(Sort::Variant)),
        ("responsibility-list", "duties") => names(Defines(Sort::Duty)),
        ("standard" | "AddDoc", "steps") => names(Defines(Sort::Step)),
        ("standard" | "AddDoc", "groups") => names(Defines(Sort::Group)),
        ("standard" | "AddDoc", "rules") => names(Defines(Sort::Relation)),
        ("TightenDoc" | "ReplaceDoc" | "mapping", "steps") => names(Steps(STEP)),
        ("ReplaceDoc", "groups") => names(Names(&[Sort::Group])),
        ("ReplaceDoc", "rules") => names(Names(&[Sort::Relation])),
        ("roster", "roles") => names(Defines(Sort::Role)),
        ("roster", "bodies") => names(Defines(Sort::Body)),
        ("roster", "persons") => names(Defines(Sort::Person)),
        ("roster", "targets") => names(Defines(Sort::TargetKind)),
        ("roster", "levels") => value(Defines(Sort::Level)),
        ("PersonDoc", "kind") => value(Defines(Sort::PersonKind)),
        (
            "standard" | "overlay" | "scenario" | "mapping" | "ExpectDoc" | "WaiverDoc"
            | "CountedDoc",
            "duty",
        )
        | ("ImportDoc", "only")
        | ("SignalDoc", "duties")
        | ("mapping", "duty_values") => value(Names(DUTY)),
        ("DutyDoc" | "ReplaceDoc", "holder")
        | ("DutyDoc" | "AddDoc" | "ReplaceDoc", "supporting")
        | ("ActorDoc", "role")
        | ("StepDoc", "to") => value(Names(PARTY)),
        ("ExcludeDoc", "to") => value(Names(PARTY_OR_DUTY)),
        ("BodyDoc", "roles") => value(Names(ROLE)),
        ("BodyDoc", "parent")
        | ("PersonDoc", "unit")
        | ("TargetDoc" | "WaiverDoc" | "ExpectDoc", "body") => value(Names(BODY)),
        ("BodyDoc" | "ActorDoc", "level") => value(Names(&[Sort::Level])),
        ("DutyDoc" | "TightenDoc" | "ReplaceDoc", "reserved_to") | ("ActorDoc", "kind") => {
            value(Names(&[Sort::PersonKind]))
        }
        ("ExpectedDoc", "of") => value(Names(&[Sort::TargetKind])),
        ("StepDoc" | "GroupDoc", "after") | ("RepeatDoc" | "Deadline", "of") => {
            value(Steps(STEP_OR_GROUP))
        }
        (
            "TriggerDoc" | "ExpectedDoc" | "AcceptedDoc" | "CountedDoc" | "Deadline.extend",
            "step",
        )
        | ("StepDoc", "after_any" | "immediately_after")
        | ("RepeatDoc", "until")
        | ("ActorDoc", "not_same_as" | "same_as")
        | ("AcceptedDoc", "returned")
        | ("RuleDoc", "activation" | "target")
        | ("GroupDoc", "one_of" | "any_of" | "all_of")
        | ("SafeguardDoc", "of" | "from")
        | ("MeasureDoc", "of" | "from" | "count" | "per")
        | ("SignalDoc", "first" | "then" | "from" | "to" | "of" | "same_as")
        | ("Condition", "done" | "at")
        | ("Deadline", "restart_on")
        | ("Deadline.pause", "from" | "until")
        | ("mapping", "step_values") => value(Steps(STEP)),
        ("ExpectDoc", "step") => value(Steps(NAMED)),
        ("SignalDoc", "after") => value(Act::SignalAfter),
        ("StepDoc", "evidence" | "needs") => value(Evidence),
        ("StepDoc", "disclose") | ("SafeguardDoc" | "SignalDoc" | "OccurrencesDoc", "field") => {
            value(Names(FIELD))
        }
        ("RuleDoc", "same" | "different") | ("MeasureDoc" | "model", "by") => value(Link),
        ("SignalDoc", "value" | "order") => value(Names(VALUE)),
        ("DutyDoc" | "AddDoc" | "ReplaceDoc", "data")
        | ("ColumnsDoc" | "WideStepDoc", "fields") => names(Names(FIELD)),
        ("MatchesDoc", "values") => Slot { value: Some(Names(VALUE)), names: Some(Names(FIELD)) },
        ("ColumnDoc", "values") => value(Column),
        ("scenario", "log") => value(Log),
        ("scenario" | "VariantDoc", "verdicts") => names(Obligation),
        ("VariantDoc", "set") => names(Row),
        ("VariantDoc", "drop") => value(Row),
        ("VariantDoc", "add") => names(Cell),
        _ => Slot::default(),
    }
}

/// What the drafter's names in a mapping of a type name, and the values under them.
pub fn free(owner: &str) -> Slot {
    match owner {
        "Condition" => Slot { value: Some(Act::Names(VALUE)), names: Some(Act::Names(FIELD)) },
        // A length of time, then the step from which it runs.
        "Deadline" => value(Act::Steps(STEP_OR_GROUP)),
        _ => Slot::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, slot};
    use crate::editor::shape::shapes;

    /// Texts that name nothing that has a place: words of the drafter's, codes, limits.
    const FREE: &[(&str, &[&str])] = &[
        ("set", &["version", "jurisdiction", "timezone", "logs", "languages"]),
        ("responsibility-list", &[]),
        ("DutyDoc", &["line", "order"]),
        ("TriggerDoc", &[]),
        ("BoundaryDoc", &["areas"]),
        ("MatchesDoc", &["codes", "keywords"]),
        ("DataDoc", &["retention"]),
        ("BasisDoc", &["law", "article", "source"]),
        ("StepDoc", &["aliases"]),
        ("BodyDoc", &["aliases", "areas"]),
        ("TargetDoc", &["area"]),
        ("MeasureDoc", &["target"]),
        ("SignalDoc", &["share"]),
        ("ProhibitedDoc", &["keywords", "codes"]),
        ("YearDoc", &["source", "off", "worked"]),
        ("calendar", &["weekend"]),
        ("ExpectDoc", &["case", "target", "person", "window", "detail"]),
        ("WaiverDoc", &["case", "fingerprint", "approver"]),
        ("scenario", &["file", "as_of", "period"]),
        ("VariantDoc", &["as_of", "period"]),
        ("ColumnDoc", &["column", "split"]),
        ("Title", &["zh", "en"]),
        ("Deadline", &["note"]),
        ("Condition.*", &["below", "at_most", "above", "at_least"]),
        (
            "mapping",
            &["files", "sheet", "object_type", "encoding", "delimiter", "timezone", "formats"],
        ),
    ];

    /// A key that is added to a type must be said here to name something or nothing.
    #[test]
    fn every_key_that_holds_a_text_names_something_or_is_known_to_name_nothing() {
        let mut lacking = Vec::new();
        let all = shapes();
        let mut seen = std::collections::BTreeSet::new();
        let mut open: Vec<usize> = all.kinds().map(|(kind, _)| all.kind(kind).unwrap().1).collect();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let shape = all.get(id);
            open.extend(shape.keys.iter().map(|key| key.shape));
            open.extend(shape.rest.into_iter().chain(shape.items).chain(shape.lengths));
            for key in &shape.keys {
                let inner = all.get(key.shape);
                let plain = inner.text
                    && inner.values.is_empty()
                    && !inner.boolean
                    && matches!(inner.name.as_str(), own if own.contains('.') || own == shape.name);
                let free = FREE.iter().find(|(own, _)| *own == shape.name);
                let free = free.is_some_and(|(_, keys)| keys.contains(&key.english.as_str()));
                if plain && !free && slot(&shape.name, &key.english).value.is_none() {
                    lacking.push(format!("{}.{}", shape.name, key.english));
                }
            }
        }
        lacking.sort();
        lacking.dedup();
        assert!(lacking.is_empty(), "{lacking:#?}");
        assert_eq!(slot("StepDoc", "evidence").value, Some(Act::Evidence));
    }
}
