use crate::rule;

rule! {
    /// Only events outside the log make this duty due, such as an alarm or a complaint, and the log
    /// has no record of the duty at all. Perhaps there was no occasion; perhaps there were occasions
    /// and nobody acted. The log can't tell, so nobody is accused. Compare with a source that shows
    /// the occasions: the alarm register, the complaint box, the list of operations ordered.
    ///
    /// ## 中文
    /// 这项责任只由日志之外的事件触发，如报警、投诉，而日志中没有它的任何记录。可能没有发生过这样的事
    /// 件，也可能发生了而无人处理；日志无法说明，因此不指责任何人。请与能看出事件的资料对照，如接警登
    /// 记、投诉登记、专项行动文件。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-10: { title: { zh: 巡逻防控, en: Patrol }, holder: COM }
    ///   CB-12:
    ///     title: { zh: 投诉处理, en: Complaints }
    ///     holder: INSP
    ///     trigger: [{ event: { zh: 群众投诉, en: somebody complains } }]
    /// ---
    /// kind: roster
    /// roles: { COM: {}, INSP: {} }
    /// bodies: { north: { roles: COM }, inspectorate: { roles: INSP } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,north
    /// C-1,CB-12,2026-03-02 09:00,inspectorate
    /// ```
    pub static NO_RECORD = "gap/no-record", Note,
        "no record of the duty", "没有履职记录";
}
