use crate::rule;

rule! {
    /// A step had to be done by a body above the one that answers for the case, as the roster has it: an
    /// extension of a station's case is approved by the bureau to which the station belongs, never by the
    /// station and not by another county's bureau. An extension that was approved like this does not
    /// extend: the old deadline stays.
    ///
    /// ## 中文
    /// 某环节应由案件承办单位的上级单位实施（以名册中的隶属关系为准）：派出所承办的案件，延长期限由其所属公安机关
    /// 批准，派出所自己或其他县的公安机关都不能批准。如此批准的延期不发生延长的效果，原时限不变。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CB-06: { title: { zh: 办案期限, en: Time to decide }, holder: STA, supporting: PSB }
    /// ---
    /// kind: standard
    /// duty: CB-06
    /// steps:
    ///   file: { title: { zh: 立案, en: File } }
    ///   extend: { title: { zh: 延期, en: Extend }, after: file, optional: true, by: { above: true } }
    /// ---
    /// kind: roster
    /// roles: { STA: {}, PSB: {} }
    /// bodies:
    ///   county: { roles: PSB }
    ///   other: { roles: PSB }
    ///   north: { roles: STA, parent: county }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// K-1,CB-06,file,2026-03-02 09:00,north
    /// K-1,CB-06,extend,2026-03-20 09:00,other
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// K-1,CB-06,file,2026-03-02 09:00,north
    /// K-1,CB-06,extend,2026-03-20 09:00,county
    /// ```
    pub static NOT_ABOVE = "safeguard/not-above", Error,
        "approved by a body that does not stand above", "批准单位并非上级";
}
