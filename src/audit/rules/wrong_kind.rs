use crate::rule;

rule! {
    /// The standard lets only persons of certain kinds do this step, and a person of another kind is
    /// among those in its row: here every one of them must be of the right kind. The kind comes from
    /// the roster, or from a column of the log where the roster does not have the person; if neither
    /// says it, the verdict is *cannot tell*. An auxiliary may help an officer but not decide in his
    /// place. Have persons of the right kind do the step.
    ///
    /// ## 中文
    /// 标准规定该环节只能由特定类别的人员办理，而所登记的人员中有人不属于该类别；这里要求每一个人都符
    /// 合。人员类别以名册为准；名册中没有该人员的，以日志中的人员类别为准；两处都没有的，判为“无法判
    /// 定”。辅警可以协助民警，但不能代替民警作决定。请由符合要求的人员办理该环节。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   CB-08: { title: { zh: 当场处罚, en: Spot penalty }, holder: CASE }
    /// ---
    /// kind: standard
    /// duty: CB-08
    /// steps:
    ///   decide: { title: { zh: 决定, en: Decide }, by: { kind: officer } }
    /// ---
    /// kind: roster
    /// roles: { CASE: {} }
    /// bodies: { cases: { roles: CASE } }
    /// persons:
    ///   "1001": { kind: officer, unit: cases }
    ///   "2001": { kind: auxiliary, unit: cases }
    /// ---
    /// kind: mapping
    /// columns:
    ///   case: case
    ///   duty: duty
    ///   step: step
    ///   at: at
    ///   body: body
    ///   person: { column: person, keep: true }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body,person
    /// S-1,CB-08,decide,2026-03-02 09:00,cases,2001
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body,person
    /// S-1,CB-08,decide,2026-03-02 09:00,cases,1001
    /// ```
    pub static WRONG_KIND = "safeguard/wrong-kind", Error,
        "a person of the wrong kind", "人员类别不符";
}
