use crate::rule;

rule! {
    /// A supervision model of the set found cases that belong together: the same target, area, body,
    /// person or field value, within the model's moving window, with what the model looks for and
    /// without what it misses. It is a clue and no fault: it lists every case, so that one leads to
    /// the others, and puts the model's question to a human. The window opens with an event that is
    /// counted; the clue belongs to the period in which the last of the wanted number happened. What
    /// the model looks for in vain may still be done: a later audit then has no clue. Look at the
    /// cases together and answer the question.
    ///
    /// ## 中文
    /// 清单集的监督模型发现了彼此相关的案件：对象、区域、单位、人员或某字段取值相同，在模型的移动时间窗内，有
    /// 模型要找的情形，而没有应有的情形。这是线索，不是问题：它列出全部相关案件，以便由一案及于类案，并向人提出研判
    /// 问题。时间窗自计入统计的记录起算；线索归入凑足所需件数之日所在的周期。应有的情形事后补办的，此后的审计不再列为线
    /// 索。请将这些案件放在一起研判并作出回答。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-01: { title: { zh: 家暴警情, en: Alarms }, holder: STA }
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter }, holder: STA }
    /// ---
    /// kind: model
    /// id: repeated-no-letter
    /// title: { zh: 屡次施暴未告诫, en: Repeated violence and no letter }
    /// by: target
    /// of: { duty: DV-01 }
    /// at_least: 2
    /// within: 6months
    /// without: { duty: DV-05 }
    /// question: { zh: 为何未发告诫书？, en: Why was there no letter? }
    /// ---
    /// kind: roster
    /// roles: { STA: {} }
    /// bodies: { north: { roles: STA }, south: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body, target: target }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body,target
    /// A-1,DV-01,2026-01-31 21:00,north,F-7
    /// A-2,DV-01,2026-07-31 23:00,south,F-7
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body,target
    /// A-1,DV-01,2026-01-31 21:00,north,F-7
    /// A-2,DV-01,2026-08-01 00:00,south,F-7
    /// A-3,DV-01,2026-03-01 21:00,north,F-8
    /// A-4,DV-01,2026-03-08 21:00,south,F-8
    /// A-4,DV-05,2026-03-09 09:00,south,F-8
    /// ```
    pub static PATTERN = "clue/pattern", Warning,
        "cases that belong together", "类案线索";
}
