use crate::rule;

rule! {
    /// The work was done in an area that is not one of the body's areas in the roster, or not one of
    /// those to which the list limits the duty. Bodies for which the roster names no areas are not
    /// checked. It may be help for a neighbour, and then it should be logged as such; it may also be
    /// work that nobody asked for in somebody else's area. Check which, and correct the area in the
    /// log or the roster if it is wrong there.
    ///
    /// ## 中文
    /// 工作所在的区域不属于名册中该单位的辖区，或者不在清单为该责任事项限定的区域之内。名册没有写明辖
    /// 区的单位不作检查。可能是支援邻近单位，那就应当如实登记；也可能是未经安排到他人辖区工作。请核
    /// 实；如果日志或名册中的区域写错，请更正。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: example
    /// timezone: Asia/Shanghai
    /// ---
    /// kind: responsibility-list
    /// duties:
    ///   PP-06: { title: { zh: 出租房屋走访, en: Visits to rental houses }, holder: COM }
    /// ---
    /// kind: roster
    /// roles: { COM: {} }
    /// bodies:
    ///   north: { roles: COM, areas: [North Gate, Old Town] }
    /// ---
    /// kind: mapping
    /// columns: { case: case, duty: duty, at: at, body: body, area: area }
    /// ```
    ///
    /// ```csv fail
    /// case,duty,at,body,area
    /// V-1,PP-06,2026-03-02 09:00,north,Riverside
    /// ```
    ///
    /// ```csv pass
    /// case,duty,at,body,area
    /// V-1,PP-06,2026-03-02 09:00,north,Old Town
    /// ```
    pub static WRONG_AREA = "outside/wrong-area", Warning,
        "done outside the body's area", "超出辖区";
}
