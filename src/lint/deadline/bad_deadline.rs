use crate::finding::Sink;
use crate::lint::Index;
pub(super) use crate::model::rules::BAD_DEADLINE as RULE;

/// Deadlines are read while the index is made; what is wrong with their form is told here.
pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    for fault in index.faults.iter().filter(|fault| fault.rule.id == RULE.id) {
        sink.push(fault.clone());
    }
}
