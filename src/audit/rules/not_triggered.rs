use crate::rule;

rule! {
    /// A step was done that makes another duty due, and that duty was not begun in the same case
    /// before its deadline. The clock starts with the step that triggers it, on a day when the duty
    /// is in force and only where the trigger's condition holds: if the log does not say, the verdict
    /// is *cannot tell*. A trigger without a limit, or with `prompt`, is judged when the duty that
    /// triggers has ended. A deadline that lies after the instant of the audit is not due yet. Begin
    /// the duty now and find out where the matter got stuck. If the work was logged under another
    /// case number, correct the number.
    ///
    /// ## 中文
    /// 某个环节完成后，另一项责任事项即应在同一案件中启动，但到期仍未启动。时限从触发环节起算，只在该
    /// 责任事项有效、触发条件成立时适用；日志没有写明条件所需内容的，判为“无法判定”。没有写时限或写为
    /// `prompt`（及时）的，待触发它的责任事项终结时再作判定。时限在审计时点之后的视为未到期。请立即启
    /// 动，并查明在哪里卡住；如果工作登记在另一个案件编号下，请更正编号。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { danger: { values: [found, none] } }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-02: { title: { zh: 接警深挖, en: Screening of alarms }, holder: STA }
    ///   PP-04:
    ///     title: { zh: 隐患处置, en: Hidden dangers }
    ///     holder: STA
    ///     trigger: [{ step: PP-02.screen, when: { danger: found }, within: 2h }]
    /// ---
    /// kind: standard
    /// duty: PP-02
    /// steps: { screen: { title: { zh: 筛查, en: Screen } } }
    /// ---
    /// kind: roster
    /// roles: { STA: {} }
    /// bodies: { station: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, fields: { danger: danger } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,danger
    /// A-1,PP-02,screen,2026-03-02 08:00,station,found
    /// A-2,PP-02,screen,2026-03-02 12:00,station,none
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,danger
    /// A-1,PP-02,screen,2026-03-02 08:00,station,found
    /// A-1,PP-04,,2026-03-02 10:00,station,
    /// A-2,PP-02,screen,2026-03-02 12:00,station,none
    /// ```
    pub static NOT_TRIGGERED = "gap/not-triggered", Error,
        "triggered and not begun in time", "触发后未启动";
}
