use crate::rule;

rule! {
    /// A step was done at least once in this case, but fewer times than the standard asks for, and it
    /// is due: its deadline has passed, or, where it has none, the duty is ended in this case, a step
    /// was done that must come after it, or the time after which the standard closes a case has
    /// passed. Each row of the log with this step counts once. Do what is lacking, or log what was
    /// done and not logged.
    ///
    /// ## 中文
    /// 环节在本案中做过，但次数少于标准的要求，而且已经到期：时限届满；没有时限的，本案该责任已经终
    /// 结、已经做了应在其后的环节，或者超过标准规定的结案期限。日志中该环节的每一行计一次。请补足次
    /// 数；做了而没有登记的，请登记。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   DV-06: { title: { zh: 告诫后查访, en: Visits after a warning }, holder: COM }
    /// ---
    /// kind: standard
    /// duty: DV-06
    /// steps:
    ///   open: { title: { zh: 建档, en: Open } }
    ///   visit: { title: { zh: 查访, en: Visit }, after: open, at_least: 2 }
    ///   close: { title: { zh: 结案, en: Close }, after: visit, ends: true }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, step: step, at: at, body: body }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,step,at,body
    /// F-1,DV-06,open,2026-03-02 09:00,north
    /// F-1,DV-06,visit,2026-03-09 09:00,north
    /// F-1,DV-06,close,2026-03-31 09:00,north
    /// ```
    ///
    /// ```csv pass
    /// case,duty,step,at,body
    /// F-1,DV-06,open,2026-03-02 09:00,north
    /// F-1,DV-06,visit,2026-03-09 09:00,north
    /// F-1,DV-06,visit,2026-03-30 09:00,north
    /// F-1,DV-06,close,2026-03-31 09:00,north
    /// ```
    pub static TOO_FEW = "disposal/too-few", Error,
        "a step was done too few times", "环节次数不足";
}
