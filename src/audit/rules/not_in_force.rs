use crate::rule;

rule! {
    /// The work was done before the first or after the last day on which the duty is in force, both
    /// days included, in the time zone of the set. Special work that goes on after its order has
    /// ended is work outside the list, and so is work on a duty that is only planned. Stop it, or
    /// have the order renewed before the work goes on. If the day in the log is wrong, correct the
    /// log.
    ///
    /// ## 中文
    /// 工作发生在责任事项生效首日之前或失效末日之后（两日均含在内，按清单集的时区计）。专项工作的文件
    /// 到期后继续开展，就成了清单外的工作；尚未生效的责任同样如此。请停止，或者先办理延续手续再开展；
    /// 日志日期有误的，请更正日志。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-13:
    ///     title: { zh: 春季专项行动, en: Spring operation }
    ///     holder: STA
    ///     work: special
    ///     order: "2026-17"
    ///     from: 2026-03-01
    ///     until: 2026-03-31
    /// ---
    /// kind: roster
    /// roles: { STA: {} }
    /// bodies: { station: { roles: STA } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body
    /// T-1,PP-13,2026-03-31 23:59,station
    /// T-2,PP-13,2026-04-01 00:00,station
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body
    /// T-1,PP-13,2026-03-01 00:00,station
    /// T-2,PP-13,2026-03-31 23:59,station
    /// ```
    pub static NOT_IN_FORCE = "outside/not-in-force", Error,
        "done while the duty was not in force", "责任事项不在有效期";
}
