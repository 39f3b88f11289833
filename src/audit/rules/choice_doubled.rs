use crate::rule;

rule! {
    /// Of several steps exactly one was to be done (`one_of`), and the case shows two. A dispute can't be
    /// both settled and refused, a report not be both filed and passed on. Either an entry is wrong, or a
    /// decision was changed without saying so. The finding belongs to the moment of the second one.
    ///
    /// ## 中文
    /// 一组环节只能取其一（`one_of`），本案却做了两项。同一纠纷不能既达成协议又拒绝调解，同一报案不能既立案又移送。
    /// 要么录入有误，要么改变了决定而未注明。该发现以第二项完成之时为准。
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
    ///   reached: { title: { zh: 回访, en: Return visit }, one_of: [message, phone], after: visit }
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
    /// H-1,DV-07,phone,2026-03-03 09:00,cases
    /// H-1,DV-07,message,2026-03-03 10:00,cases
    /// H-1,DV-07,close,2026-03-05 09:00,cases
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// H-1,DV-07,visit,2026-03-02 09:00,cases
    /// H-1,DV-07,phone,2026-03-03 09:00,cases
    /// H-1,DV-07,close,2026-03-05 09:00,cases
    /// ```
    pub static CHOICE_DOUBLED = "disposal/choice-doubled", Error,
        "steps that exclude each other were both done", "互斥环节重复实施";
}
