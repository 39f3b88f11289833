use crate::rule;

rule! {
    /// The log names a body that the roster does not have under this name. Whether it may do the
    /// work, where its area lies and which level it has is unknown, so that is *cannot tell* for its
    /// rows, and the body that is meant may be blamed for a gap which it has filled. Add the name to
    /// the `aliases` of the body that is meant, or the body to the roster. The report counts what it
    /// did under the name in the log.
    ///
    /// ## 中文
    /// 日志中的单位名称在名册中找不到。该单位能否办理、辖区在哪里、层级多高都无从知道，相关内容判为
    /// “无法判定”；而真正所指的单位还可能因此被误认为没有履职。请把这个名称加入所指单位的`aliases`
    /// （别名），或者把该单位加入名册。报告按日志中的名称统计其工作。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-06: { title: { zh: 出租房屋走访, en: Visits to rental houses }, holder: COM }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies:
    ///   north: { title: { zh: 北片社区警务队, en: North community team }, aliases: [北片], roles: COM }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body
    /// V-1,PP-06,2026-03-02 09:00,北片社区警务队
    /// V-2,PP-06,2026-03-02 10:00,北队
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body
    /// V-1,PP-06,2026-03-02 09:00,北片社区警务队
    /// V-2,PP-06,2026-03-02 10:00,北片
    /// ```
    pub static UNKNOWN_BODY = "log/unknown-body", Warning,
        "a body that the roster doesn't have", "名册中没有的单位";
}
