use crate::rule;

rule! {
    /// A body did work on a duty that it neither holds nor supports. Power goes with the duty: who
    /// does not hold it may not exercise it, and the body that does hold it may not know that it was
    /// done. A step may also be done by the bodies that the standard names for it, such as the
    /// receiver of a hand-over. Give the work back to the holder, or have the list name this body as
    /// supporting.
    ///
    /// ## 中文
    /// 单位办理了既非其牵头、也非其配合的责任事项。权随责走：不承担责任的单位不得行使相应职权，而真正
    /// 的责任主体可能并不知情。标准为某个环节指明的单位（如移交的接收单位）可以办理该环节。请将工作交
    /// 还责任主体，或者在清单中将该单位列为配合单位。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-05: { title: { zh: 告诫书, en: Warning letter }, holder: CASE, supporting: STA }
    /// ---
    /// kind: roster
    /// roles: { CASE: {}, STA: {}, COM: {} }
    /// bodies:
    ///   cases: { roles: CASE }
    ///   station: { roles: STA }
    ///   north: { title: { zh: 北片社区警务队, en: North community team }, roles: COM }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body
    /// W-1,DV-05,2026-03-02 09:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body
    /// W-1,DV-05,2026-03-02 09:00,cases
    /// W-2,DV-05,2026-03-02 10:00,station
    /// ```
    pub static WRONG_BODY = "outside/wrong-body", Error,
        "done by a body that does not hold the duty", "履职单位不符";
}
