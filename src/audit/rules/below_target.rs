use crate::rule;

rule! {
    /// A measure of the standard missed its target: it stayed below it or, with `at_most`, went
    /// beyond it. It is always shown with its numerator and its denominator: `on-time` is what was
    /// done in time, `done` what was done at all, out of all that was due; `covered` is windows that
    /// were covered out of those that have ended; `accepted` is hand-overs that the receiver
    /// accepted, in time or not, out of those due. `interval` is the time between two steps that so
    /// many percent of the cases keep, `ratio` one count by another, `repeated` the cases after which
    /// there was another with the same key. What the log can't tell is in neither number and is
    /// shown beside the share. With fewer than `least` cases there is no such finding. Look first at
    /// the bodies with the largest denominators; a share out of three cases says little.
    ///
    /// ## 中文
    /// 标准中的某项指标没有达到目标，或者（写明`at_most`的）超过了目标。比率总是与分子、分母一并显示：`on-time`（按时率）是按时完成的，
    /// `done`（完成率）是已经完成的，分母都是已到期的全部；`covered`（覆盖率）是已覆盖的周期数除以已
    /// 结束的周期数；`accepted`（接收率）是对方已接收的移送（不论早晚）除以应接收的移送；`interval`（用时）是
    /// 一定百分比的案件在两个环节之间所用的时间，`ratio`（比值）是两数之比，`repeated`（重复率）是此后又有相
    /// 同情形的案件所占比率。案件数少于`least`的不列为问题。日志无法判定的不计入分子分母，在旁边单独列出。请先看分母最大的单位；只有三件案件
    /// 的比率说明不了什么。
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
    /// evaluation:
    ///   - { measure: on-time, of: judge, target: 50% }
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
    /// M-1,PP-03,judge,2026-03-04 09:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// M-1,PP-03,register,2026-03-02 09:00,north
    /// M-1,PP-03,judge,2026-03-04 09:00,north
    /// M-2,PP-03,register,2026-03-02 09:00,north
    /// M-2,PP-03,judge,2026-03-02 10:00,north
    /// ```
    pub static BELOW_TARGET = "evaluation/below-target", Warning,
        "below the target", "未达目标";
}
