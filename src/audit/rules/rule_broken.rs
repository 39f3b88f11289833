use crate::rule;

rule! {
    /// The standard states a relation between two steps under `rules`, and this case does not keep
    /// it. A `response` means that each time the one step is done the other follows later, and within
    /// the time that is given, if any; the other step need not come at once. A case in which the
    /// first step never happens neither keeps nor breaks the rule, and is counted apart. The message
    /// says which event was not answered. Do what is lacking.
    ///
    /// ## 中文
    /// 标准在`rules`（规则）下写明了两个环节之间的关系，而本案没有遵守。`response`（响应）是指：前一
    /// 环节每做一次，其后都要有后一环节；写有时限的，须在时限内，但不要求紧接着做。前一环节从未发生的
    /// 案件既不算遵守也不算违反，单独计数。提示中写明是哪一条记录没有得到响应。请补办。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CP-07: { title: { zh: 舆论监督回应, en: Response to the press }, holder: INSP }
    /// ---
    /// kind: standard
    /// duty: CP-07
    /// steps:
    ///   question: { title: { zh: 质询, en: Question } }
    ///   reply: { title: { zh: 答复, en: Reply }, optional: true }
    /// rules:
    ///   answered: { template: response, activation: question, target: reply, within: 15d }
    /// ---
    /// kind: roster
    /// roles: { INSP: {} }
    /// bodies: { inspectorate: { roles: INSP } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// N-1,CP-07,question,2026-03-02 09:00,inspectorate
    /// N-1,CP-07,reply,2026-03-05 09:00,inspectorate
    /// N-1,CP-07,question,2026-03-06 09:00,inspectorate
    /// N-2,CP-07,question,2026-03-31 09:00,inspectorate
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// N-1,CP-07,question,2026-03-02 09:00,inspectorate
    /// N-1,CP-07,question,2026-03-06 09:00,inspectorate
    /// N-1,CP-07,reply,2026-03-16 09:00,inspectorate
    /// N-2,CP-07,question,2026-03-31 09:00,inspectorate
    /// ```
    pub static RULE_BROKEN = "disposal/rule-broken", Error,
        "a rule of the standard is broken", "违反标准中的规则";
}
