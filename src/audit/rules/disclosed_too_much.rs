use crate::rule;

rule! {
    /// A hand-over has a whitelist (`disclose`) of what may be passed on, and its row shows other data of
    /// the duty: of the fields that the duty may record, one is filled that is neither on the whitelist nor
    /// asked for by the step itself. That a body may record something does not let it pass it on. Ask the
    /// receiver to delete it, or change the list if the law allows more.
    ///
    /// ## 中文
    /// 移交环节以`disclose`列明可以提供的字段，而该行还有本事项的其他信息：属于该事项可以记录的数据，既不在可披露
    /// 之列，也不是该环节自身要求填写的内容。有权记录不等于有权提供。请要求接收方删除；如法律允许提供更多，请修改清单。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// fields: { grade: {}, address: {} }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-09:
    ///     title: { zh: 移交, en: Handover }
    ///     holder: CASE
    ///     supporting: WF
    ///     data: { grade: { purpose: 分级 }, address: { purpose: 走访 } }
    /// ---
    /// kind: standard
    /// duty: DV-09
    /// steps:
    ///   send:
    ///     title: { zh: 移送, en: Send }
    ///     to: WF
    ///     disclose: [grade]
    ///     accepted: { step: accept }
    ///     basis: { law: 反家庭暴力法, article: "17" }
    ///   accept: { title: { zh: 接收, en: Accept }, after: send }
    /// ---
    /// kind: roster
    /// roles: { CASE: {}, WF: {} }
    /// bodies: { cases: { roles: CASE }, women: { roles: WF } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body, fields: { grade: grade, address: address } }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,grade,address
    /// Y-1,DV-09,send,2026-03-02 09:00,cases,high,A-7
    /// Y-1,DV-09,accept,2026-03-02 10:00,women,,
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,grade,address
    /// Y-1,DV-09,send,2026-03-02 09:00,cases,high,
    /// Y-1,DV-09,accept,2026-03-02 10:00,women,,
    /// ```
    pub static DISCLOSED_TOO_MUCH = "safeguard/disclosed-too-much", Error,
        "a hand-over disclosed too much", "移交披露超出范围";
}
