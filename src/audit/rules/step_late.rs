use crate::rule;

rule! {
    /// A step was done after its deadline. `24h` runs to the minute, and the very instant is still in
    /// time; `3d` does not count the day of the start and ends with the third day, or with the next
    /// working day if that is a rest day; `7wd` counts working days of the calendar. Where the log
    /// has only the day, the step is late if it is late at both ends of that day, and *cannot tell*
    /// if only at one. The message shows from when the clock ran and by how much the step was late.
    /// Find out what held it up; a deadline that nearly everybody misses may be one that can't be
    /// kept.
    ///
    /// ## 中文
    /// 环节在时限届满后才完成。`24h`精确到时刻，恰在届满之时仍为按时；`3d`不计起算当日，至第三日终了
    /// 届满，遇休息日顺延至下一工作日；`7wd`按日历中的工作日计算。日志只写日期的，该日起止两端都超期
    /// 才判为超期，仅一端超期的判为“无法判定”。提示中写明从何时起算、超了多久。请查明耽搁的原因；如果
    /// 多数案件都超期，也可能是时限本身定得不切实际。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-03: { title: { zh: 矛盾纠纷化解, en: Disputes }, holder: COM }
    /// ---
    /// kind: standard
    /// duty: PP-03
    /// steps:
    ///   register: { title: { zh: 登记, en: Register } }
    ///   judge: { title: { zh: 研判, en: Judge }, after: register, within: { "24h": register } }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// M-1,PP-03,register,2026-03-02 09:00,north
    /// M-1,PP-03,judge,2026-03-03 09:01,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,PP-03,register,2026-03-02 09:00,north
    /// M-1,PP-03,judge,2026-03-03 09:00,north
    /// ```
    pub static STEP_LATE = "disposal/step-late", Error,
        "a step was done too late", "环节超期";
}
