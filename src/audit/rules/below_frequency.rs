use crate::rule;

rule! {
    /// A body did a duty fewer times in a day, week, month or longer window than the list asks for
    /// under `expected`. If the frequency names a step, each time it was done counts; otherwise each
    /// case counts once, by the step that ends the duty, or by any event of it where no step does.
    /// Work of a supporting body counts for the holder nearest to it. A window is judged when it has
    /// ended and the log covers all of it. A body that came or went, a person who was away and a duty
    /// that was in force for a part of the window owe the share of those days, rounded to the nearest
    /// number. First ask whether the work was done and only not logged. If it was not done, plan it
    /// now, and see why the week or month went by without anybody noticing.
    ///
    /// ## 中文
    /// 单位在一日、一周、一月或更长的周期内履职的次数，少于清单`expected`（频次）的要求。频次指定了环
    /// 节的，该环节每做一次计一次；未指定的，每件案件计一次，看责任事项的终结环节，没有终结环节的，任
    /// 何一条记录都算。配合单位的工作计入与其最近的牵头单位。周期已经结束且日志完整覆盖该周期，才作判
    /// 定。周期中新设或撤销的单位、不在岗的人员、只在部分时间有效的责任事项，按天数比例计算应履职次
    /// 数，四舍五入。请先核实是否做了而没有登记；确实没做的，请立即安排，并查明为何整个周期无人察觉。
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
