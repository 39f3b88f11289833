use crate::finding::Sink;
use crate::lint::Index;
use crate::lint::names::unknown_document;
use crate::rule;
use crate::text::Words;

rule! {
    /// A set names a `mapping` that it doesn't have.
    ///
    /// The mapping says what the columns of a log are. Another one taken in its place could read
    /// the time of creation as the time of departure. A set has the mappings in its own folder and
    /// those of the sets that it imports, each by its `id`.
    ///
    /// ## 中文
    ///
    /// 清单集指定的`mapping`（映射）不存在。
    ///
    /// 映射说明日志各列的含义。换用别的映射，可能会把创建时间当成出警时间。可用的映射是本清单集文件夹
    /// 中的和所引用清单集的，以各自的`id`指称。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// mapping: alarm
    /// #        ^^^^^
    /// ---
    /// kind: mapping
    /// id: alarms
    /// #   ------
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// mapping: alarms
    /// ---
    /// kind: mapping
    /// id: alarms
    /// ```
    pub(super) static RULE = fatal "list/unknown-mapping", Error,
        "unknown mapping", "未知的映射";
}

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let ids = index.draft.mappings.iter().filter_map(|doc| doc.value.id.as_ref());
    for name in index.draft.sets.iter().filter_map(|set| set.value.mapping.as_ref()) {
        let kind = Words::fixed("mapping", "映射");
        unknown_document(index, &RULE, name, &kind, &ids, sink);
    }
}
