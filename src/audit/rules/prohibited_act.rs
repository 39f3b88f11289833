use crate::rule;

rule! {
    /// The log has an act that the set prohibits for everybody, whatever the duty: one of its
    /// keywords stands in the task's text, or one of its codes in the code column. The words alone do
    /// not prove the act, so read the row first; the text may also say that the act was refused. If
    /// it was done, stop it and report it. If it was not, log it in other words, or make the keyword
    /// of the set more precise.
    ///
    /// ## 中文
    /// 日志中出现了清单集禁止任何人实施的行为，无论属于哪项责任：内容中含有负面清单的关键词，或者代码
    /// 一致。仅凭字面并不能证明行为属实，请先查看原始记录，其中也可能写的是“已拒绝”。确有其事的，请立
    /// 即停止并上报；并非如此的，请改用其他表述登记，或者把清单集中的关键词写得更准确。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// prohibited:
    ///   - { title: { zh: 插手经济纠纷, en: Meddling in business disputes }, keywords: [collect a debt] }
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-03:
    ///     title: { zh: 矛盾纠纷化解, en: Disputes }
    ///     holder: COM
    ///     matches: { keywords: [dispute] }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, text: task, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,task,at,body
    /// T-1,helped a shop to collect a debt in a dispute,2026-03-02 09:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,task,at,body
    /// T-1,listened to both sides of a dispute,2026-03-02 09:00,north
    /// ```
    pub static PROHIBITED_ACT = "outside/prohibited-act", Error,
        "an act on the negative list", "负面清单行为";
}
