use crate::rule;

rule! {
    /// The list asks for this duty in every window, and up to the end of this one nobody has ever
    /// performed it. That is one finding for the window and not one for each of the bodies, targets
    /// or persons that it names: a duty that nobody performs is mostly a duty that nobody knows of,
    /// or one that is logged elsewhere or under another name. Where only one of them owes it,
    /// `gap/below-frequency` or `gap/target-missed` says so instead. Check whether the log that was
    /// audited should contain it at all, and what the log calls it (`matches`, titles, the mapping).
    /// If it really was not done, assign it.
    ///
    /// ## 中文
    /// 清单要求每个周期都要履行这项责任，而截至本周期结束，从来没有任何单位履行过。这里每个周期只提出
    /// 一个问题，列出全部单位、对象或人员，而不是逐个提出：无人履行的责任，往往是无人知晓，或者记在别
    /// 处、用了别的名称。只有一个单位、对象或人员应当履行的，改由`gap/below-frequency`或
    /// `gap/target-missed`指出。请先核对所审计的日志是否应当包含它、日志中如何称呼它（`matches`、名
    /// 称、映射）；确实没有履行的，请落实到人。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-10: { title: { zh: 巡逻防控, en: Patrol }, holder: COM }
    ///   PP-15:
    ///     title: { zh: 社区学校共治, en: Meetings with schools }
    ///     holder: COM
    ///     expected: [{ every: week }]
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM }, south: { roles: COM } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,north
    /// P-2,PP-10,2026-03-09 08:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,north
    /// S-1,PP-15,2026-03-05 15:00,north
    /// S-2,PP-15,2026-03-08 15:00,south
    /// P-2,PP-10,2026-03-09 08:00,north
    /// ```
    pub static NEVER_PERFORMED = "gap/never-performed", Error,
        "never performed by anybody", "从未履行";
}
