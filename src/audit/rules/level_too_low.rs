use crate::rule;

rule! {
    /// A step that needs a body of a certain level, or a higher one, was done by a body below it: an
    /// extension, for instance, is approved by the county bureau and never by the station itself. The
    /// levels and their order stand in the roster. Where the log names no body, or the roster gives
    /// it no level, the verdict is *cannot tell*. What was approved at too low a level counts as not
    /// approved; submit it to the right body.
    ///
    /// ## 中文
    /// 应由某一层级以上单位办理的环节，由层级更低的单位办理：例如延长期限由县级公安机关批准，派出所不
    /// 得自行批准。层级及其高低写在名册中。日志没有写明单位，或者名册没有写明其层级的，判为“无法判
    /// 定”。层级不够的批准视为没有批准，请报有权单位审批。
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
    ///   extend: { title: { zh: 延期, en: Extend }, after: file, optional: true, by: { level: county } }
    /// ---
    /// kind: roster
    /// levels: [station, county]
    /// roles: { STA: {}, PSB: {} }
    /// bodies:
    ///   east: { roles: STA, level: station, parent: bureau }
    ///   bureau: { roles: PSB, level: county }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// K-1,CB-06,file,2026-03-02 09:00,east
    /// K-1,CB-06,extend,2026-03-20 09:00,east
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// K-1,CB-06,file,2026-03-02 09:00,east
    /// K-1,CB-06,extend,2026-03-20 09:00,bureau
    /// ```
    pub static LEVEL_TOO_LOW = "safeguard/level-too-low", Error,
        "a body of too low a level", "单位层级过低";
}
