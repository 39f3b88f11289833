use crate::rule;

rule! {
    /// Several steps belong together in a group, and what the group asks for was not done: `one_of` them,
    /// at least one (`any_of`), or `all_of` them. It falls due with the group's own deadline, else when the
    /// duty ends or a later step is done; until then it is not due. The message names what is open. A
    /// member of a group is not required by itself.
    ///
    /// ## 中文
    /// 若干环节组成一组，而该组的要求没有做到：其中恰好一项（`one_of`）、至少一项（`any_of`）或全部（`all_of`）。
    /// 组自身有时限的，时限届满时到期；否则在事项终结或其后的环节已经完成时到期，此前为“未到期”。提示中列明尚缺的
    /// 环节。组内的单个环节本身并非必做。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-07: { title: { zh: 次日回访, en: Return visit }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: DV-07
    /// steps:
    ///   visit: { title: { zh: 走访, en: Visit } }
    ///   message: { title: { zh: 发送信息, en: Message }, after: visit }
    ///   phone: { title: { zh: 电话回访, en: Phone call }, after: visit }
    ///   close: { title: { zh: 办结, en: Close }, after: reached, ends: true }
    /// groups:
    ///   reached: { title: { zh: 回访, en: Return visit }, any_of: [message, phone], after: visit }
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
    /// H-1,DV-07,visit,2026-03-02 09:00,cases
    /// H-1,DV-07,close,2026-03-05 09:00,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// H-1,DV-07,visit,2026-03-02 09:00,cases
    /// H-1,DV-07,phone,2026-03-03 09:00,cases
    /// H-1,DV-07,close,2026-03-05 09:00,cases
    /// ```
    pub static CHOICE_MISSING = "disposal/choice-missing", Error,
        "none of several steps was done", "可选环节均未完成";
}
