use crate::rule;

rule! {
    /// The event belongs to a duty, but what the log calls the step is none of the steps of its
    /// standard, so no order, deadline or evidence was checked for it. Mostly the log has another
    /// name for a known step; then add it to the step's `aliases` or to the mapping's `step_values`.
    /// If the step really is an extra one, ask what it is good for: a standard that leaves room for
    /// unlisted steps sets no limits.
    ///
    /// ## 中文
    /// 记录属于某项责任，但日志所写的环节不是标准中的任何一个，因此没有检查其顺序、时限和佐证材料。多
    /// 半是日志对已有环节用了别的叫法，请补到该环节的`aliases`（别名）或映射的`step_values`中。如果确
    /// 实多了一个环节，请查明其用途：容许清单外环节的标准，等于没有边界。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-06: { title: { zh: 出租房屋走访, en: Visits to rental houses }, holder: COM }
    /// ---
    /// kind: standard
    /// duty: PP-06
    /// steps:
    ///   notice: { title: { zh: 告知, en: Notice } }
    ///   visit: { title: { zh: 走访, en: Visit }, aliases: [house call], after: notice, ends: true }
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
    /// V-1,PP-06,notice,2026-03-02 09:00,north
    /// V-1,PP-06,search of the rooms,2026-03-03 09:00,north
    /// V-1,PP-06,visit,2026-03-03 10:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// V-1,PP-06,notice,2026-03-02 09:00,north
    /// V-1,PP-06,house call,2026-03-03 10:00,north
    /// ```
    pub static STEP_NOT_IN_STANDARD = "outside/step-not-in-standard", Warning,
        "a step that the standard doesn't have", "标准中没有的环节";
}
