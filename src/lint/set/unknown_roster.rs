use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::names::unknown_document;
use crate::rule;
use crate::text::Words;

rule! {
    /// A set names a `roster` that it doesn't have.
    ///
    /// Without the roster no holder is known, no body can be seen to be silent, and no target to be
    /// left out. A set has the rosters in its own folder and those of the sets that it imports,
    /// each by its `id`.
    ///
    /// ## 中文
    ///
    /// 清单集指定的`roster`（名册）不存在。
    ///
    /// 没有名册，就不知道谁是责任主体，也看不出哪个单位没有动静、哪个对象被遗漏。可用的名册是本清单集
    /// 文件夹中的和所引用清单集的，以各自的`id`指称。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// roster: anlan-county
    /// #       ^^^^^^^^^^^^
    /// ---
    /// kind: roster
    /// id: hedong
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// roster: hedong
    /// ---
    /// kind: roster
    /// id: hedong
    /// ```
    pub(super) static RULE = fatal "list/unknown-roster", Error,
        "unknown roster", "未知的名册";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let ids = index.draft.rosters.iter().filter_map(|doc| doc.value.id.as_ref());
    for name in index.draft.sets.iter().filter_map(|set| set.value.roster.as_ref()) {
        let kind = Words::fixed("roster", "名册");
        unknown_document(index, &RULE, name, &kind, &ids, sink);
    }
}
