use crate::rule;

rule! {
    /// A waiver holds, and nothing that the audit finds is covered by it. Either what it was granted
    /// for has been put right, and it can go, or it names the wrong rule, duty, body or case, and
    /// what was meant counts all the same. Only an audit of the whole log says so: in the audit of a
    /// period most waivers have nothing to do.
    ///
    /// ## 中文
    /// 豁免仍在有效期内，但审计发现的问题都不在其范围内。要么当初豁免的问题已经整改，可以删去；要么写错了规则、
    /// 责任事项、单位或案件，想豁免的问题仍照常计入。只有审计全部日志时才会提示：只审计某一期间时，多数豁免
    /// 本来就用不上。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-06: { title: { zh: 出租房屋走访, en: Visits to rental houses } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at }
    /// ---
    /// kind: waivers
    /// waivers:
    ///   W-1:
    ///     rule: log/duplicate-row
    ///     case: V-2
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-03-01
    ///     until: 2026-03-31
    ///   W-2:
    ///     rule: outside/not-listed
    ///     case: V-2
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-02-01
    ///     until: 2026-02-28
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at
    /// V-1,PP-06,2026-02-28 09:00
    /// V-2,PP-06,2026-02-28 10:00
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at
    /// V-1,PP-06,2026-02-27 09:00
    /// V-2,something else,2026-02-28 10:00
    /// ```
    pub static WAIVER_UNUSED = "list/waiver-unused", Warning,
        "a waiver that covers nothing", "未用上的豁免";
}
