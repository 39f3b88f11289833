use crate::rule;

rule! {
    /// Only a few names are possible here, and this is none of them. The part was not read, because
    /// guessing what was meant could turn a duty into another one. Write one of the names that the
    /// message lists.
    ///
    /// ## 中文
    /// 此处只能填写若干固定的名称，所写的不在其中。猜测可能把一项责任变成另一项，因此该部分没有读取。
    /// 请改为提示中列出的名称之一。
    ///
    /// ```yaml fail
    /// kind: responsibility-list
    /// duties:
    ///   PP-13:
    ///     title: { zh: 专项行动管理, en: Special operation }
    ///     work: specail
    /// #         ^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: responsibility-list
    /// duties:
    ///   PP-13:
    ///     title: { zh: 专项行动管理, en: Special operation }
    ///     work: special
    /// ```
    pub static UNKNOWN_VALUE = fatal "list/unknown-value", Error,
        "unknown value", "未知的取值";
}
