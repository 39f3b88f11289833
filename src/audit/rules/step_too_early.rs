use crate::rule;

rule! {
    /// A step was done before the time at which it makes sense or is allowed. A return visit a week
    /// after a settlement shows whether it lasts; on the next day it shows nothing. The time is
    /// counted from the step that `not_before` names: `48h` runs to the minute, while `7d` means that
    /// the step may be done from the beginning of the seventh day on, the day of the start not
    /// counted. Do the step again at the right time.
    ///
    /// ## 中文
    /// 环节做得太早，尚不到允许或者有意义的时候。化解一周后回访才能看出效果，次日回访则看不出什么。时
    /// 间从`not_before`（不早于）所指的环节起算：`48h`精确到时刻；`7d`不计起算当日，自第七日开始即可
    /// 办理。请在适当的时候再办一次。
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
    ///   resolve: { title: { zh: 化解, en: Resolve } }
    ///   visit: { title: { zh: 回访, en: Return visit }, after: resolve, not_before: { "7d": resolve } }
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
    /// M-1,PP-03,resolve,2026-03-02 09:00,north
    /// M-1,PP-03,visit,2026-03-08 23:59,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,PP-03,resolve,2026-03-02 09:00,north
    /// M-1,PP-03,visit,2026-03-09 00:00,north
    /// ```
    pub static STEP_TOO_EARLY = "disposal/step-too-early", Warning,
        "a step was done too early", "环节提前";
}
