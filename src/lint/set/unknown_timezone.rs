use crate::doc::Spanned;
use crate::finding::{Finding, Sink, Subject};
use crate::lint::Index;
use crate::lint::wording::did_you_mean;
use crate::model::Zone;
use crate::rule;
use crate::text::{Words, say};

rule! {
    /// A `timezone` is not a name of the IANA time zone database.
    ///
    /// Every deadline depends on where days begin and end, so nothing can be judged without it.
    /// Names are those of a continent and a city: `Asia/Shanghai` for all of China (there is no
    /// `Asia/Beijing`), `Europe/Rome` for Italy. Abbreviations such as `CST` mean several zones
    /// and are not accepted.
    ///
    /// ## 中文
    ///
    /// `timezone`（时区）不是 IANA 时区库中的名称。
    ///
    /// 所有时限都取决于一天的起止，缺了它什么也无法判定。名称由洲名和城市组成：中国全境写
    /// `Asia/Shanghai`（库中没有`Asia/Beijing`），意大利写`Europe/Rome`。`CST`之类的缩写可指多个时区，
    /// 不予采用。
    ///
    /// ```yaml fail
    /// kind: set
    /// id: dv-linkage
    /// timezone: Asia/Beijing
    /// #         ^^^^^^^^^^^^
    /// ```
    ///
    /// ```toml fail
    /// kind = "mapping"
    /// id = "alarms"
    /// timezone = "Asia/Shanghia"
    /// #          ^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```yaml pass
    /// kind: set
    /// id: dv-linkage
    /// timezone: Asia/Shanghai
    /// ```
    pub(super) static RULE = fatal "list/unknown-timezone", Error,
        "unknown time zone", "未知的时区";
}

/// What people write for the zone of China, which is named after Shanghai.
const CHINA: [&str; 12] = [
    "asia/beijing",
    "beijing",
    "shanghai",
    "china",
    "cst",
    "utc+8",
    "gmt+8",
    "utc+08:00",
    "+08:00",
    "北京",
    "北京时间",
    "中国",
];

pub(super) fn check(index: &Index<'_>, sink: &mut Sink) {
    let sets = index.draft.sets.iter().filter_map(|set| set.value.timezone.as_ref());
    let mappings = index.draft.mappings.iter().filter_map(|doc| doc.value.timezone.as_ref());
    for zone in sets.chain(mappings).filter(|zone| Zone::named(&zone.value).is_none()) {
        sink.push(unknown(zone));
    }
}

fn unknown(zone: &Spanned<String>) -> Finding {
    let name = &zone.value;
    let message = say!("`{name}` is not a known time zone", "`{name}`不是已知的时区");
    let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let near = if CHINA.contains(&name.to_lowercase().as_str()) {
        Some("Asia/Shanghai")
    } else {
        crate::text::nearest(name, known.iter().map(String::as_str))
    };
    let otherwise = Words::fixed(
        "write an IANA name, such as `Asia/Shanghai` or `Europe/Rome`",
        "请写 IANA 名称，例如`Asia/Shanghai`或`Europe/Rome`",
    );
    let label = Words::fixed("no zone of this name", "没有这个时区");
    let subject = Subject { detail: Some(name.clone()), ..Subject::default() };
    Finding::at(&RULE, zone.span, message, label).help(did_you_mean(near, otherwise)).about(subject)
}
