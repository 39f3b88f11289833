use crate::rule;

rule! {
    /// A waiver has ended before the instant as of which the audit holds, and is still there. It
    /// waives nothing any more: what it covered counts again. Take it out of the document, so that
    /// the list of exceptions shows what holds, or let whoever granted it decide anew.
    ///
    /// ## 中文
    /// 豁免在审计截止时点之前已经到期，却仍写在文档中。它已不起作用，原先豁免的问题重新计入。请从文档中删去，
    /// 使例外清单只显示有效的内容；确需继续的，请批准人重新审批。豁免不会自动延长。
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
    ///     rule: disposal/step-late
    ///     duty: PP-06
    ///     approver: 李局长
    ///     reason: { zh: 系统停机三日, en: The system was down for three days }
    ///     from: 2026-03-01
    ///     until: 2026-03-03
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at
    /// V-1,PP-06,2026-03-04 00:00
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at
    /// V-1,PP-06,2026-02-28 23:59
    /// ```
    pub static WAIVER_EXPIRED = "list/waiver-expired", Warning,
        "a waiver that has ended", "已到期的豁免";
}
