use crate::rule;

rule! {
    /// Something that must be covered regularly, such as a rental house or a key unit, was not
    /// covered often enough in a window, although the roster lists it. A window is judged when it has
    /// ended and the log covers all of it. For a target that came or went during the window the share
    /// of its days is owed, rounded to the nearest number; for one without the attributes that
    /// `where` asks for, nothing. Who of the bodies came makes no difference. The finding falls on
    /// the body that answers for the target. Visit it now, or correct the roster if it no longer
    /// exists.
    ///
    /// ## 中文
    /// 名册中应当定期覆盖的对象，如出租房屋、重点单位，在某个周期内没有覆盖，或者次数不够。周期已经结
    /// 束且日志完整覆盖该周期，才作判定。周期中新增或注销的对象按天数比例计算，四舍五入；不具备
    /// `where`所列属性的对象不作要求。由哪个单位覆盖不影响结果。问题归于负责该对象的单位。请尽快走
    /// 访；如果对象已不存在，请更正名册。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-06:
    ///     title: { zh: 出租房屋走访, en: Visits to rental houses }
    ///     holder: COM
    ///     expected: [{ every: month, for_each: target, of: rental-house, where: { grade: red } }]
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies: { north: { roles: COM } }
    /// targets:
    ///   rental-house:
    ///     H-1: { body: north, attributes: { grade: red } }
    ///     H-2: { body: north, attributes: { grade: red } }
    ///     H-3: { body: north, attributes: { grade: green } }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body, target: target }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body,target
    /// V-1,PP-06,2026-03-01 09:00,north,H-1
    /// V-2,PP-06,2026-04-01 09:00,north,H-2
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body,target
    /// V-1,PP-06,2026-03-01 09:00,north,H-1
    /// V-2,PP-06,2026-03-31 23:00,north,H-2
    /// V-3,PP-06,2026-04-01 09:00,north,H-1
    /// ```
    pub static TARGET_MISSED = "gap/target-missed", Error,
        "a target was not covered", "对象未覆盖";
}
