//! A duty in plain words: who holds it, when it is due, on what basis, how it is carried out, what
//! doesn't belong to it.

use super::telling::Telling;
use super::{local, standard};
use crate::model::docs::{
    DataDoc, DutyDoc, ExpectedDoc, ForEach, Status, TriggerDoc, Window, Work,
};
use crate::model::{Draft, Title};
use crate::report::style::{Ink, Page, Style, paint, plain};
use crate::text::Lang;
use crate::text::lang::s;
use crate::text::width::width;

/// Tells a duty; nothing if the set has none of that name.
pub fn duty(draft: &Draft, id: &str, style: Style) -> Option<String> {
    let duty = draft.duty(id)?;
    let telling = Telling { draft, duty: &duty.id.value, lang: style.lang };
    let mut page = Page::new(style);
    let title = telling.title(duty.doc.title.as_ref(), id);
    page.hanging("", &paint(Ink::Strong, &format!("{} {title}", plain(id))));
    let set = draft.sets.get(duty.set).map_or_else(|| draft.set(), |root| &root.value);
    let set_id = set.id.as_ref().map_or("", |own| own.value.as_str());
    let version = set.version.as_ref().map_or("", |own| own.value.as_str());
    let set_title = plain(Title::or(set.title.as_ref(), set_id).get(style.lang));
    let place = {
        let (path, start, _) = draft.sources.locate(duty.id.span);
        format!("{}:{}", plain(path), start.line)
    };
    page.items("", &[format!("{set_title} {}", plain(version)), place], " · ");
    if let Some(note) = telling.words(duty.doc.note.as_ref()) {
        page.gap();
        page.paragraph(0, &note);
    }
    page.gap();
    let mut sections = Sections { page, telling };
    sections.about(duty.doc);
    let standard = draft.standard_of(id).map(|doc| &doc.value);
    if let Some(standard) = standard {
        standard::tell(standard, &mut sections);
    } else {
        let none =
            telling.pick("no standard says how it is carried out", "没有工作标准规定如何履行");
        sections.section("Steps", "环节", &[none.to_owned()]);
    }
    sections.data(duty.doc);
    local::tell(&mut sections);
    let placeholders =
        placeholders(duty.doc) + standard.map_or(0, |own| standard::placeholders(own, telling));
    sections.footer(placeholders);
    Some(sections.page.finish())
}

/// A page of sections with a word in the margin.
pub(super) struct Sections<'d> {
    page: Page,
    pub(super) telling: Telling<'d>,
}

impl Sections<'_> {
    /// A word in the margin and lines beside it.
    pub(super) fn section(&mut self, en: &str, zh: &str, lines: &[String]) {
        let word = self.telling.pick(en, zh);
        let columns = self.telling.pick("Recognised", "不属于此").len().clamp(8, 10);
        let space = " ".repeat((columns + 2).saturating_sub(width(word)));
        let mut lead = format!("{}{space}", paint(Ink::Strong, word));
        for line in lines {
            let text = line.trim_start_matches(' ');
            let inner = line.len() - text.len();
            self.page.hanging(&format!("{lead}{}", " ".repeat(inner)), text);
            lead = " ".repeat(width(&lead));
        }
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.page.gap();
    }

    fn about(&mut self, doc: &DutyDoc) {
        let t = self.telling;
        let mut who = Vec::new();
        let holder = t.parties(&doc.holder);
        let supporting = t.parties(&doc.supporting);
        who.push(match (holder.is_empty(), t.lang) {
            (true, _) => t.pick("nobody answers for it", "没有责任主体").to_owned(),
            (false, Lang::En) => format!("{} answers for it", t.list(&holder)),
            (false, Lang::Zh) => format!("由{}负责", t.list(&holder)),
        });
        if !supporting.is_empty() {
            who.push(match t.lang {
                Lang::En => format!("supported by {}", t.list(&supporting)),
                Lang::Zh => format!("由{}配合", t.list(&supporting)),
            });
        }
        if !doc.reserved_to.is_empty() {
            let kinds: Vec<String> =
                doc.reserved_to.iter().map(|kind| plain(&kind.value)).collect();
            who.push(match t.lang {
                Lang::En => format!("only these kinds of persons may do it: {}", t.list(&kinds)),
                Lang::Zh => format!("仅限下列身份的人员：{}", t.list(&kinds)),
            });
        }
        if !doc.delegates.is_empty() {
            let words = doc.delegates.iter().map(|power| power.value.words());
            let powers: Vec<String> = words.map(|own| own.get(t.lang).to_owned()).collect();
            let powers = t.list(&powers);
            who.push(match t.lang {
                Lang::En => format!("a lower level may by its own rules: {powers}"),
                Lang::Zh => format!("授权下级自行规定：{powers}"),
            });
        }
        self.section("Who", "责任主体", &who);
        self.section("Work", "工作性质", &self.work(doc));
        self.section("When", "何时履行", &self.due(doc));
        let basis: Vec<String> = doc.basis.iter().map(|basis| t.basis(basis)).collect();
        if basis.is_empty() {
            self.section("Basis", "依据", &[t.pick("none is named", "未写明").to_owned()]);
        } else {
            self.section("Basis", "依据", &basis);
        }
        self.boundary(doc);
        let known = self.recognised(doc);
        if !known.is_empty() {
            self.section("Recognised", "识别方式", &known);
        }
    }

    fn work(&self, doc: &DutyDoc) -> Vec<String> {
        let t = self.telling;
        let kind = match doc.work.as_ref().map(|work| work.value) {
            Some(Work::Special) => t.pick("special work", "专项工作"),
            _ => t.pick("routine work", "常态工作"),
        };
        let mut items = vec![kind.to_owned()];
        items.extend(doc.line.as_ref().map(|line| match t.lang {
            Lang::En => format!("line: {}", plain(&line.value)),
            Lang::Zh => format!("警种：{}", plain(&line.value)),
        }));
        items.extend(doc.order.as_ref().map(|order| match t.lang {
            Lang::En => format!("ordered by {}", plain(&order.value)),
            Lang::Zh => format!("依据{}", plain(&order.value)),
        }));
        let (from, until) =
            (doc.from.as_ref().map(|d| d.value), doc.until.as_ref().map(|d| d.value));
        items.extend(t.force(from, until).map(|force| match t.lang {
            Lang::En => format!("in force {force}"),
            Lang::Zh => format!("{force}有效"),
        }));
        vec![items.join(t.pick("; ", "；"))]
    }

    fn due(&self, doc: &DutyDoc) -> Vec<String> {
        let t = self.telling;
        let mut lines: Vec<String> =
            doc.trigger.iter().flat_map(|trigger| self.trigger(trigger)).collect();
        lines.extend(doc.expected.iter().map(|expected| self.expected(expected)));
        if lines.is_empty() {
            lines.push(t.pick("nothing says when", "未规定").to_owned());
        }
        lines
    }

    pub(super) fn trigger(&self, trigger: &TriggerDoc) -> Vec<String> {
        let t = self.telling;
        let mut lines = Vec::new();
        if let Some(step) = &trigger.step {
            let name = t.step(&step.value);
            let when = trigger.when.as_ref().map(|when| t.when(when));
            let within: Vec<String> = t
                .deadlines(trigger.within.as_ref(), &name)
                .into_iter()
                .map(|(_, text)| text)
                .collect();
            let condition = match (&when, t.lang) {
                (Some(when), Lang::En) => format!("after {name} if {when}"),
                (Some(when), Lang::Zh) => format!("{name}后，如{when}"),
                (None, Lang::En) => format!("after {name}"),
                (None, Lang::Zh) => format!("{name}后"),
            };
            let parts: Vec<String> = std::iter::once(condition).chain(within).collect();
            lines.push(parts.join(t.pick(": begun ", "：启动时限为")));
        }
        if let Some(event) = t.words(trigger.event.as_ref()) {
            lines.push(match t.lang {
                Lang::En => format!("when this happens: {event}"),
                Lang::Zh => format!("发生下列情形时：{event}"),
            });
        }
        lines
    }

    pub(super) fn expected(&self, doc: &ExpectedDoc) -> String {
        let t = self.telling;
        let count = doc.at_least.as_ref().map_or(1, |count| count.value);
        let window = doc.every.as_ref().map(|every| every.value);
        let (window_en, window_zh) = match window {
            Some(Window::Day) => ("day", "每日"),
            Some(Window::Week) => ("week", "每周"),
            Some(Window::Month) => ("month", "每月"),
            Some(Window::Quarter) => ("quarter", "每季度"),
            Some(Window::HalfYear) => ("half-year", "每半年"),
            Some(Window::Year) => ("year", "每年"),
            None => ("period", "每期"),
        };
        let each = match doc.for_each {
            ForEach::Body => t.pick("each body", "每个责任单位").to_owned(),
            ForEach::Person => t.pick("each person", "每名人员").to_owned(),
            ForEach::Target => {
                let kind = doc.of.as_ref().map(|of| plain(&of.value)).unwrap_or_default();
                match t.lang {
                    Lang::En => format!("each target of the kind `{kind}`"),
                    Lang::Zh => format!("每个`{kind}`类对象"),
                }
            }
        };
        let s = s(u64::from(count));
        let mut text = match t.lang {
            Lang::En => format!("at least {count} time{s} a {window_en} for {each}"),
            Lang::Zh => format!("{each}{window_zh}至少{count}次"),
        };
        let mut about: Vec<String> = doc
            .filter
            .iter()
            .map(|(name, values)| {
                let values: Vec<String> = values.iter().map(|value| plain(&value.value)).collect();
                format!("{} = {}", plain(&name.value), t.either(&values))
            })
            .collect();
        about.extend(doc.step.as_ref().map(|step| match t.lang {
            Lang::En => format!("{} counts", t.step(&step.value)),
            Lang::Zh => format!("以{}计", t.step(&step.value)),
        }));
        about.extend(t.standing(doc.basis.as_ref().map(|basis| basis.value)).map(str::to_owned));
        if !about.is_empty() {
            let about = about.join(t.pick("; ", "；"));
            text = match t.lang {
                Lang::En => format!("{text} ({about})"),
                Lang::Zh => format!("{text}（{about}）"),
            };
        }
        text
    }

    fn boundary(&mut self, doc: &DutyDoc) {
        let t = self.telling;
        let Some(boundary) = &doc.boundary else {
            return;
        };
        let includes: Vec<String> =
            boundary.includes.iter().filter_map(|own| t.words(Some(own))).collect();
        if !includes.is_empty() {
            self.section("Includes", "包括", &includes);
        }
        let excludes: Vec<String> = boundary
            .excludes
            .iter()
            .map(|own| {
                let what = t.words(own.what.as_ref()).unwrap_or_default();
                match (&own.to, t.lang) {
                    (Some(to), Lang::En) => format!("{what} → {}", t.duty_or_party(&to.value)),
                    (Some(to), Lang::Zh) => format!("{what} → 属于{}", t.duty_or_party(&to.value)),
                    (None, _) => what,
                }
            })
            .collect();
        if !excludes.is_empty() {
            self.section("Not this", "不包括", &excludes);
        }
        let areas: Vec<String> = boundary.areas.iter().map(|area| plain(&area.value)).collect();
        if !areas.is_empty() {
            self.section("Areas", "区域", &[t.list(&areas)]);
        }
    }

    fn recognised(&self, doc: &DutyDoc) -> Vec<String> {
        let t = self.telling;
        let Some(matches) = &doc.matches else {
            return Vec::new();
        };
        let texts = |own: &[crate::doc::Spanned<String>]| {
            t.list(&own.iter().map(|text| plain(&text.value)).collect::<Vec<_>>())
        };
        let mut lines = Vec::new();
        if !matches.codes.is_empty() {
            lines.push(format!("{}{}", t.pick("codes: ", "代码："), texts(&matches.codes)));
        }
        for (field, values) in matches.values.iter() {
            lines.push(format!("{} = {}", t.field(&field.value), texts(values)));
        }
        if !matches.keywords.is_empty() {
            lines.push(format!("{}{}", t.pick("words: ", "关键词："), texts(&matches.keywords)));
        }
        lines
    }

    fn data(&mut self, doc: &DutyDoc) {
        let t = self.telling;
        if doc.data.is_empty() {
            return;
        }
        let lines: Vec<String> =
            doc.data.iter().map(|(name, data)| permission(&name.value, data, t)).collect();
        self.gap();
        self.section("Data", "允许的数据", &lines);
        self.section(
            "",
            "",
            &[t.pick("nothing else may be recorded", "除此之外不得记录").to_owned()],
        );
    }

    fn footer(&mut self, placeholders: usize) {
        if placeholders > 0 {
            let s = s(placeholders as u64);
            let text = match self.telling.lang {
                Lang::En => format!(
                    "{placeholders} placeholder{s} must be confirmed by the owner of the list"
                ),
                Lang::Zh => format!("有{placeholders}处占位值，须由清单所有人确认"),
            };
            self.page.gap();
            self.page.paragraph(0, &paint(Ink::Warning, &text));
        }
    }
}

/// A permission to record a field.
pub(super) fn permission(name: &str, data: &DataDoc, t: Telling<'_>) -> String {
    let mut about: Vec<String> = t.words(data.purpose.as_ref()).into_iter().collect();
    about.extend(data.retention.as_ref().map(|kept| {
        let limit = crate::model::Limit::parse(&kept.value);
        let kept = limit.map_or_else(|| plain(&kept.value), |limit| t.length(limit));
        match t.lang {
            Lang::En => format!("kept {kept}"),
            Lang::Zh => format!("保存{kept}"),
        }
    }));
    if data.sensitive {
        about.push(t.pick("sensitive", "敏感信息").to_owned());
    }
    let field = t.field(name);
    if about.is_empty() {
        field
    } else {
        format!("{field}{}{}", t.pick(": ", "："), about.join(t.pick("; ", "；")))
    }
}

/// Numbers and bases of the list that somebody must confirm.
fn placeholders(doc: &DutyDoc) -> usize {
    let is = |status: Option<Status>| status == Some(Status::Placeholder);
    let basis = doc.basis.iter().filter(|own| is(own.status.as_ref().map(|s| s.value)));
    let expected = doc.expected.iter().filter(|own| is(own.basis.as_ref().map(|s| s.value)));
    let triggers = doc.trigger.iter().flat_map(|own| {
        own.within
            .as_ref()
            .map(|value| crate::model::within::read(value, &mut Vec::new()))
            .unwrap_or_default()
    });
    let triggers = triggers.filter(|timing| is(timing.basis.as_ref().map(|s| s.value)));
    basis.count() + expected.count() + triggers.count()
}
