use crate::rule;

rule! {
    /// A `when` is written in a form that is not a condition.
    ///
    /// A condition that can't be understood would never apply, or always; both would judge people
    /// wrongly. Conditions name declared fields and their values, combined by `all`, `any` and
    /// `not`, or steps that were `done`.
    ///
    /// ## 中文
    ///
    /// `when` 的写法不是条件。
    ///
    /// 无法理解的条件要么永远不适用，要么永远适用，都会造成误判。条件应写明已声明的字段及其取值，
    /// 可用 `all`、`any`、`not` 组合，或用 `done` 写明已完成的环节。
    ///
    /// ```yaml fail
    /// kind: standard
    /// duty: D-1
    /// steps:
    ///   visit:
    ///     when: red
    ///     #     ^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: standard
    /// duty: D-1
    /// steps:
    ///   visit:
    ///     when: { grade: red }
    /// ```
    pub static BAD_CONDITION = fatal "list/bad-condition", Error,
        "a condition that can't be understood", "条件无法理解";
}
