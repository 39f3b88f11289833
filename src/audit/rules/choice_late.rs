use crate::rule;

rule! {
    /// One or some of several steps had to be done by a deadline, and the first of them came after it; of
    /// `all_of` a group the last one counts. The deadline is counted as any other: exact in minutes and
    /// hours, to the end of the day in days, rolled over rest days. The message shows from when it ran.
    ///
    /// ## 中文
    /// 一组环节应在时限内完成其中一项或数项，而其中最先完成的一项也已超期；要求全部完成（`all_of`）的，以最后完成
    /// 的一项为准。时限的计算与其他时限相同：分钟、小时精确到时刻，日数至当日终了，遇休息日顺延。提示中写明起算时间。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-07: { title: { zh: 次日回访, en: Return visit }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: DV-07
    /// steps:
    ///   visit: { title: { zh: 走访, en: Visit } }
    ///   message: { title: { zh: 发送信息, en: Message }, after: visit }
    ///   phone: { title: { zh: 电话回访, en: Phone call }, after: visit }
    ///   close: { title: { zh: 办结, en: Close }, after: reached, ends: true }
    /// groups:
    ///   reached: { title: { zh: 回访, en: Return visit }, one_of: [message, phone], after: visit, within: { "24h": visit } }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// H-1,DV-07,visit,2026-03-02 09:00,cases
    /// H-1,DV-07,phone,2026-03-03 09:01,cases
    /// H-1,DV-07,close,2026-03-05 09:00,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// H-1,DV-07,visit,2026-03-02 09:00,cases
    /// H-1,DV-07,message,2026-03-03 09:00,cases
    /// H-1,DV-07,close,2026-03-05 09:00,cases
    /// ```
    pub static CHOICE_LATE = "disposal/choice-late", Error,
        "one of several steps was done too late", "可选环节超期";
}
