use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// An absence has no first day.
    ///
    /// Nothing is expected of a person who is absent. Without a first day the absence is left out,
    /// and what could not be done counts as left undone. Add the first day as `from`.
    ///
    /// ## 中文
    ///
    /// 缺勤没有起始日。
    ///
    /// 缺勤期间不要求履行。没有起始日，这段缺勤不会采用，无法履行的也会算作没有履行。请在`from`（起）中写明首日。
    ///
    /// ```yaml fail
    /// kind: roster
    /// persons:
    ///   "020504": { kind: officer, absent: [{ until: 2026-03-01 }] }
    /// #                                              ^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: roster
    /// persons:
    ///   "020504": { kind: officer, absent: [{ from: 2026-02-15, until: 2026-03-01 }] }
    /// ```
    pub(super) static RULE = "list/absence-without-start", Error,
        "absence without a first day", "缺勤缺少起始日";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let persons = index.draft.rosters_in_use().flat_map(|roster| roster.value.persons.iter());
    for (id, person) in persons {
        for absence in person.absent.iter().filter(|absence| absence.from.is_none()) {
            let place = absence.until.as_ref().map_or(id.span, |until| until.span);
            let name = &id.value;
            let message =
                say!("an absence of `{name}` has no first day", "`{name}`的缺勤没有起始日");
            let label = Words::fixed("absent since when?", "自何时起？");
            let help = Words::fixed("add the first day as `from`", "请在`from`中写明首日");
            let subject = Subject { person: Some(name.clone()), ..Subject::default() };
            sink.push(Finding::at(&RULE, place, message, label).help(help).about(subject));
        }
    }
}
