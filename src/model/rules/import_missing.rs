use crate::rule;

rule! {
    /// An imported folder is not a set.
    ///
    /// `imports` names folders, relative to this `remit.toml`, that have a `remit.toml` of their
    /// own. Without it the duties, calendars and rosters that this set builds upon are missing.
    ///
    /// ## 中文
    ///
    /// 引用的文件夹不是清单集。
    ///
    /// `imports` 写的是文件夹，相对于本 `remit.toml`，其中须有自己的 `remit.toml`。否则本清单集
    /// 所依赖的责任事项、日历和名册都会缺失。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// imports: [../nowhere]
    /// #         ^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: example
    /// imports: []
    /// ```
    pub static IMPORT_MISSING = fatal "list/import-missing", Error,
        "an import that is not a set", "引用的清单集不存在";
}
