use crate::rule;

rule! {
    /// A step was done more often in this case than the standard allows. Each row of the log with
    /// this step counts once, so a step that was entered twice by mistake is found here too (see also
    /// `log/duplicate-row`). A second mediation or a third extension costs those concerned time and
    /// patience and may be unlawful. Look at what was done after the last time that was allowed.
    ///
    /// ## 中文
    /// 环节在本案中的次数超过标准允许的次数。日志中该环节的每一行计一次，因此误登两次的也会在此发现
    /// （另见`log/duplicate-row`）。第二次调解、第三次延期，耗费当事人的时间和耐心，也可能违法。请核
    /// 查超出允许次数之后所做的部分。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CB-06: { title: { zh: 办案期限, en: Time to decide }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   file: { title: { zh: 立案, en: File } }
    ///   extend: { title: { zh: 延期, en: Extend }, after: file, optional: true, at_most: 1 }
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
    /// K-1,CB-06,file,2026-03-02 09:00,cases
    /// K-1,CB-06,extend,2026-03-20 09:00,cases
    /// K-1,CB-06,extend,2026-04-20 09:00,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// K-1,CB-06,file,2026-03-02 09:00,cases
    /// K-1,CB-06,extend,2026-03-20 09:00,cases
    /// ```
    pub static TOO_MANY = "disposal/too-many", Warning,
        "a step was done too many times", "环节次数过多";
}
