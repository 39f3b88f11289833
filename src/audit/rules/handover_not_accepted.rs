use crate::rule;

rule! {
    /// A matter was handed over, and the receiver's acceptance came too late or is not in the log
    /// although it was due. A hand-over is open until it is accepted: sending alone never ends the
    /// sender's duty, because otherwise a matter could be sent away and be nobody's. The acceptance
    /// is the step that the standard names under `accepted`, in the same case and not by another body
    /// than the receiver. Ask the receiver; if it does not accept, the matter is still the sender's.
    ///
    /// ## 中文
    /// 事项已经移交，但接收单位逾期才接收，或者到期后日志中仍没有其接收记录。移交在被接收之前始终处于
    /// 未完成状态：仅仅送出不能免除移交方的责任，否则事情送走了就无人负责。接收是指同一案件中由接收单
    /// 位做了标准`accepted`（接收）所指的环节。请与接收单位联系；对方不接收的，责任仍在移交方。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-09: { title: { zh: 移交分流, en: Handover }, holder: STA, supporting: WF }
    /// ---
    /// kind: standard
    /// duty: DV-09
    /// steps:
    ///   send:
    ///     title: { zh: 移交, en: Send }
    ///     to: WF
    ///     accepted: { step: accept, within: 24h }
    ///   accept: { title: { zh: 接收, en: Accept }, after: send, optional: true, by: { role: WF } }
    /// ---
    /// kind: roster
    /// roles: { STA: {}, WF: {} }
    /// bodies: { station: { roles: STA }, federation: { roles: WF } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// H-1,DV-09,send,2026-03-02 09:00,station
    /// H-2,DV-09,send,2026-03-04 09:00,station
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// H-1,DV-09,send,2026-03-02 09:00,station
    /// H-1,DV-09,accept,2026-03-03 09:00,federation
    /// H-2,DV-09,send,2026-03-04 09:00,station
    /// ```
    pub static HANDOVER_NOT_ACCEPTED = "disposal/handover-not-accepted", Error,
        "a hand-over was not accepted", "移交未被接收";
}
