use crate::rule;

rule! {
    /// The list asks for this duty in every window, at least one window has ended, and the log has no
    /// event of the duty from anybody. That is one finding for the whole duty and not one for every
    /// body: a duty that nobody performs is mostly a duty that nobody knows of, or one that is logged
    /// elsewhere or under another name. Check whether the log that was audited should contain it at
    /// all, and what the log calls it (`matches`, titles, the mapping). If it really was not done,
    /// assign it.
    ///
    /// ## 中文
    /// 清单要求每个周期都要履行这项责任，至少已有一个周期结束，而日志中没有任何单位的任何一条记录。这
    /// 里只对整项责任提出一个问题，而不是每个单位一个：无人履行的责任，往往是无人知晓，或者记在别处、
    /// 用了别的名称。请先核对所审计的日志是否应当包含它、日志中如何称呼它（`matches`、名称、映射）；
    /// 确实没有履行的，请落实到人。
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
