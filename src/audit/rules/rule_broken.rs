use crate::rule;

rule! {
    /// The standard states a relation between steps under `rules`, and this case does not keep it.
    /// A `response` means that each time the one step is done the other follows later, and within
    /// the time that is given, if any; a `precedence`, that it came before; the `chain-` forms, at
    /// once; the `alternate-` forms, before the first step is done again; the `not-` forms, that it
    /// must not. `existence`, `absence`, `exactly`, `init`, `end`, `choice` and `exclusive-choice` are
    /// about the case as a whole. A case gets one verdict for each rule, the worst of what its events
    /// came to; one in which nothing calls for the rule is *vacuous* and counted apart. Of equal times
    /// either order will do, unless the set says `ties: file-order`. The message says which event it
    /// is about. Do what is lacking, or have what was not allowed explained.
    ///
    /// ## 中文
    /// 标准在`rules`（规则）下写明了环节之间的关系，而本案没有遵守。`response`（响应）是指前一环节每做一次，
    /// 其后都要有另一环节，写有时限的须在时限内；`precedence`（前置）是指其前已有另一环节；`chain-`类要求紧接着，
    /// `alternate-`类要求在前一环节再次实施之前，`not-`类则是不得如此。`existence`、`absence`、`exactly`、
    /// `init`、`end`、`choice`、`exclusive-choice`以全案为对象。每个案件对每条规则只有一个结论，取其各次中
    /// 最差的；没有任何环节使规则生效的，为“未触发”，单独计数。时间相同的，两种先后都可以，除非清单集写明
    /// `ties: file-order`。提示中写明是哪一条记录。请补办；属于不应实施的，请说明情况。
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
