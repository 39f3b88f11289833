use crate::rule;

rule! {
    /// A body did a duty fewer times in a day, week, month or longer window than the list asks for
    /// under `expected`. What counts are cases, each once: by the step that the frequency names,
    /// otherwise by the step that ends the duty, otherwise by any event of it. A window is judged
    /// when it has ended and the log covers all of it; a body that came or went during the window
    /// owes a share of the number. First ask whether the work was done and only not logged. If it was
    /// not done, plan it now, and see why the week or month went by without anybody noticing.
    ///
    /// ## 中文
    /// 单位在一日、一周、一月或更长的周期内履职的次数，少于清单`expected`（频次）的要求。次数按案件
    /// 计，每件计一次：频次指定了环节的，看该环节；未指定的，看责任事项的终结环节；没有终结环节的，任
    /// 何一条记录都算。周期已经结束且日志完整覆盖该周期，才作判定；周期中新设或撤销的单位按天数比例计
    /// 算应履职次数。请先核实是否做了而没有登记；确实没做的，请立即安排，并查明为何整个周期无人察觉。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-10:
    ///     title: { zh: 巡逻防控, en: Patrol }
    ///     holder: PAT
    ///     expected: [{ at_least: 2, every: week }]
    /// ---
    /// kind: roster
    /// roles: { PAT: {} }
    /// bodies: { patrol: { roles: PAT } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,patrol
    /// P-2,PP-10,2026-03-09 08:00,patrol
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body
    /// P-1,PP-10,2026-03-02 08:00,patrol
    /// P-2,PP-10,2026-03-08 20:00,patrol
    /// P-3,PP-10,2026-03-09 08:00,patrol
    /// ```
    pub static BELOW_FREQUENCY = "gap/below-frequency", Error,
        "done less often than required", "履职频次不足";
}
