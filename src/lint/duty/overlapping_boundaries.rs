use std::collections::HashMap;

use crate::doc::Spanned;
use crate::finding::{Finding, Sink};
use crate::lint::Index;
use crate::lint::walk::At;
use crate::lint::wording::{folded, named};
use crate::model::draft::DutyRef;
use crate::rule;
use crate::text::{Span, Words, say};

rule! {
    /// Two duties claim the same code, keyword, field value or name, in the same area.
    ///
    /// A task that shows it would belong to both, so it is judged under neither, and each holder
    /// can say that it was the other's. Case, full width and outer spaces make no difference. Only
    /// where both duties name their areas in `boundary`, and share none, the area tells them apart;
    /// a name can't be shared at all. Leave it with the duty that it belongs to, and let the other
    /// one exclude it.
    ///
    /// ## 中文
    ///
    /// 两项责任在同一区域占用了同一个代码、关键词、字段取值或名称。
    ///
    /// 出现它的任务会同时属于两项责任，因此哪一项都无法判定，双方也可以互相推诿。大小写、全角半角和首尾空格
    /// 不影响比较。只有两项责任都在 `boundary` 中写明区域且互不重合时，才可凭区域区分；名称则一律不得相同。
    /// 请只留给所属的一项，并在另一项中写明不包括它。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    ///     title: { zh: 重点单位检查, en: Key units }
    ///     matches: { codes: [JC-01], keywords: [ＡＢ类场所, 安全检查] }
    /// #                      -----              -----
    ///   PP-08:
    ///     title: { zh: 特种行业检查, en: Special trades }
    ///     matches: { codes: [JC-01], keywords: [特种行业, ab类场所] }
    /// #                      ^^^^^                    ^^^^^
    /// ```
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    ///     title: 安全检查
    /// #          ----
    ///   PP-08:
    ///     title: 安全检查
    /// #          ^^^^
    /// ```
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    ///     title: { zh: 东片检查, en: East }
    ///     boundary: { areas: [东街, 西街] }
    ///     matches: { codes: [JC-01] }
    /// #                      -----
    ///   PP-08:
    ///     title: { zh: 西片检查, en: West }
    ///     boundary: { areas: [西街] }
    ///     matches: { codes: [JC-01] }
    /// #                      ^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    ///     title: { zh: 东片检查, en: East }
    ///     boundary: { areas: [东街] }
    ///     matches: { codes: [JC-01] }
    ///   PP-08:
    ///     title: { zh: 西片检查, en: West }
    ///     boundary: { areas: [西街] }
    ///     matches: { codes: [JC-01] }
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-07:
    ///     title: { zh: 重点单位检查, en: Key units }
    ///     matches: { codes: [JC-01], keywords: [检查, 检查] }
    ///   PP-08:
    ///     title: { zh: 特种行业检查, en: Special trades }
    ///     matches: { codes: [JC-02], keywords: [特种行业检查] }
    /// ```
    pub(super) static RULE = "list/overlapping-boundaries", Error,
        "two duties claim the same", "两项责任边界重叠";
}

/// What a duty claims: its kind in two languages, the field if it is a value, the folded text.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Claim<'d> {
    en: &'static str,
    zh: &'static str,
    field: &'d str,
    text: String,
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let mut claimed: HashMap<Claim<'_>, Vec<(DutyRef<'_>, Span)>> = HashMap::new();
    for duty in &index.duties {
        claims(duty, |claim, written, place| {
            if claim.text.is_empty() {
                return;
            }
            let others = claimed.entry(claim.clone()).or_default();
            // The same id again is another fault.
            let clash = others.iter().find(|(other, _)| {
                other.id.value != duty.id.value && (claim.en == NAME || !apart(other, duty))
            });
            match clash {
                Some((other, earlier)) => {
                    sink.push(overlap(&claim, written, (other, *earlier), (duty, place)));
                }
                None => others.push((*duty, place)),
            }
        });
    }
}

/// What a claim by id or title is called.
const NAME: &str = "name";

/// Whether the areas of two duties tell them apart: both name theirs, and share none.
fn apart(one: &DutyRef<'_>, two: &DutyRef<'_>) -> bool {
    let areas = |duty: &DutyRef<'_>| -> Vec<String> {
        let boundary = duty.doc.boundary.as_ref();
        boundary
            .map(|b| b.areas.iter().map(|area| folded(&area.value)).collect())
            .unwrap_or_default()
    };
    let (one, two) = (areas(one), areas(two));
    !one.is_empty() && !two.is_empty() && !one.iter().any(|area| two.contains(area))
}

fn overlap(
    claim: &Claim<'_>,
    written: &str,
    first: (&DutyRef<'_>, Span),
    again: (&DutyRef<'_>, Span),
) -> Finding {
    let kind = Words::fixed(claim.en, claim.zh);
    let one = named(first.0.id.as_str(), first.0.doc.title.as_ref());
    let two = named(again.0.id.as_str(), again.0.doc.title.as_ref());
    let message = say!(
        "{two} claims the {kind} `{written}`, which is claimed by {one}",
        "{two}占用了{kind}`{written}`，而它已属于{one}",
        kind: kind, one: one, two: two
    );
    let why = say!(
        "a task with this {kind} would belong to both and be judged under neither",
        "带有该{kind}的任务会同时属于两者，哪一项都无法判定",
        kind: kind
    );
    let help = Words::fixed(
        "leave it with the duty that it belongs to, and exclude it from the other in `boundary`",
        "请只留给所属的一项，并在另一项的`boundary`中写明不包括",
    );
    Finding::at(&RULE, again.1, message, Words::fixed("claimed again here", "此处再次占用"))
        .also_at(first.1, Words::fixed("first claimed here", "首次占用在此"))
        .why(why)
        .help(help)
        .about(At::duty(*again.0).subject(&format!("{} {}{}", claim.en, claim.field, claim.text)))
}

/// Calls `see` with everything by which a log can name a duty.
fn claims<'d>(duty: &DutyRef<'d>, mut see: impl FnMut(Claim<'d>, &str, Span)) {
    let mut claim = |en, zh, field, text: &str, place| {
        see(Claim { en, zh, field, text: folded(text) }, text, place);
    };
    // A log's column of duties may hold ids and titles, so both are names of one kind.
    claim(NAME, "名称", "", duty.id.as_str(), duty.id.span);
    if let Some(title) = &duty.doc.title {
        for text in title.en.iter().chain(&title.zh) {
            claim(NAME, "名称", "", text, title.span);
        }
    }
    let Some(matches) = &duty.doc.matches else {
        return;
    };
    let mut each = |en, zh, field: &'d str, texts: &[Spanned<String>]| {
        for text in texts {
            claim(en, zh, field, text.as_str(), text.span);
        }
    };
    each("code", "代码", "", &matches.codes);
    each("keyword", "关键词", "", &matches.keywords);
    for (field, values) in matches.values.iter() {
        each("field value", "字段取值", field.as_str(), values);
    }
}
