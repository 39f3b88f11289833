use crate::rule;

rule! {
    /// A body did work on a duty that it neither holds nor supports. Power goes with the duty: who
    /// does not hold it may not exercise it, and the body that does hold it may not know that it was
    /// done. Bodies that the roster doesn't have are not judged here, see `log/unknown-body`. Give
    /// the work back to the holder. If this body has a part in the duty, as the receiver of a
    /// hand-over has, let the list name it as supporting.
    ///
    /// ## 中文
    /// 单位办理了既非其牵头、也非其配合的责任事项。权随责走：不承担责任的单位不得行使相应职权，而真正
    /// 的责任主体可能并不知情。名册中没有的单位不在此判定，见`log/unknown-body`。请将工作交还责任主
    /// 体；该单位确有其职责的（如移交的接收单位），请在清单中列为配合单位。
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
