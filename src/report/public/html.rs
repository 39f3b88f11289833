//! A public report as one page: no network, no script, nothing but counts.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::text::Teller;
use super::{Count, Kept, Named, PublicReport, Why};
use crate::report::html::{STYLE, policy, tag};
use crate::report::style::{number, plain};
use crate::text::Lang;

/// The whole page.
pub fn html(report: &PublicReport, lang: Lang) -> String {
    let teller = Teller { lang };
    let page = html! {
        (DOCTYPE)
        html lang=(tag(lang)) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(STYLE, None));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content={ "remit " (report.remit.version) };
                title { (teller.title(report)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#table" { (teller.pick("Skip to the numbers", "跳到数据")) }
                (header(&teller, report))
                main id="main" {
                    section.verdict id="verdict" aria-labelledby="verdict-title" data-mood="plain" {
                        h2 id="verdict-title" { (teller.pick("In short", "概要")) }
                        p.sentence { (teller.sentence(report)) }
                    }
                    (part("table", teller.pick("Findings, by body and duty", "各单位、各责任事项问题数"), &matrix(&teller, report)))
                    @let kept: Vec<(&Named, &Kept)> =
                        report.kept.iter().filter_map(|own| Some((own.duty.as_ref()?, own))).collect();
                    @if !kept.is_empty() {
                        (part("kept", teller.pick("Kept in time, by duty", "各责任事项按时履行情况"), &shares(&teller, &kept)))
                    }
                    @if !report.by_rule.is_empty() {
                        (part("rules", teller.pick("Findings, by rule", "各类问题数"), &rules(&teller, report)))
                    }
                    (part("about", teller.pick("How to read this", "如何阅读"), &html! { p.hint { (teller.footing(report)) } }))
                }
            }
        }
    };
    page.into_string()
}

fn part(id: &str, title: &str, content: &Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } tabindex="-1" { (title) }
            (content)
        }
    }
}

fn header(teller: &Teller, report: &PublicReport) -> Markup {
    let period = report.period.as_deref().map(plain);
    html! {
        header.top {
            p.kind { (teller.pick("How duties were kept: for the public", "责任清单履职情况（公众版）")) }
            h1 { (plain(report.set.title.get(teller.lang))) }
            dl.facts {
                div { dt { (teller.pick("List", "清单")) } dd { (plain(&report.set.id)) } }
                div { dt { (teller.pick("Version", "版本")) } dd { (plain(&report.set.version)) } }
                @if let Some(period) = period {
                    div { dt { (teller.pick("Period", "期间")) } dd { (period) } }
                }
                div { dt { (teller.pick("As of", "截至")) } dd { (PublicReport::day(&report.as_of)) } }
            }
        }
    }
}

/// Each thing once, in the order in which it comes up.
fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for own in all {
        if !seen.contains(&own) {
            seen.push(own);
        }
    }
    seen
}

fn matrix(teller: &Teller, report: &PublicReport) -> Markup {
    let bodies = once(report.table.iter().filter_map(|cell| cell.body.as_ref()));
    let duties =
        once(report.table.iter().filter(|own| own.body.is_some()).map(|own| own.duty.as_ref()));
    let others = report.table.iter().find(|cell| cell.body.is_none());
    let count = |body: &Named, duty: Option<&Named>| {
        let mut cells = report.table.iter();
        cells.find(|cell| cell.body.as_ref() == Some(body) && cell.duty.as_ref() == duty)
    };
    let name = teller.pick("Findings, by body and duty", "各单位、各责任事项问题数");
    html! {
        ul.legend {
            li { span.swatch.warning { "12" } " " (teller.pick("findings", "问题数")) }
            li { span.swatch.unknown { (teller.count(Count::Withheld(Why::Small))) } " " (teller.pick("fewer than 5, none included", "少于5项，含没有问题")) }
            li { span.swatch.unknown { (HIDDEN) } " " (teller.pick("withheld to protect small numbers", "为保护小数目而不予公布")) }
            li { span.swatch { "\u{a0}" } " " (teller.pick("blank: not theirs", "空白：与其无关")) }
        }
        div.scroll tabindex="0" role="group" aria-label=(name) {
            table.heat {
                thead { tr {
                    td {}
                    @for duty in &duties {
                        th.duty scope="col" { span { (duty.map_or_else(|| teller.no_duty(), |own| teller.named(own))) } }
                    }
                } }
                tbody {
                    @for body in &bodies {
                        tr {
                            th scope="row" { (plain(body.title.get(teller.lang))) }
                            @for duty in &duties { (cell(teller, count(body, *duty).map(|own| own.faults))) }
                        }
                    }
                }
            }
        }
        @if let Some(own) = others {
            p { (teller.others()) (teller.pick(": ", "：")) strong { (teller.count(own.faults)) } }
        }
    }
}

/// What stands for a number that is withheld.
const HIDDEN: &str = "▒";

fn cell(teller: &Teller, count: Option<Count>) -> Markup {
    match count {
        None => html! { td.blank {} },
        Some(Count::Withheld(Why::Others)) => html! {
            td.unknown {
                span aria-hidden="true" { (HIDDEN) }
                span.away { (teller.count(Count::Withheld(Why::Others))) }
            }
        },
        Some(own @ Count::Withheld(Why::Small)) => html! { td.unknown { (teller.count(own)) } },
        Some(own @ Count::Exact(_)) => html! { td.warning { (teller.count(own)) } },
    }
}

fn shares(teller: &Teller, kept: &[(&Named, &Kept)]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(teller.pick("Kept in time, by duty", "各责任事项按时履行情况")) {
            table.numbers {
                thead { tr {
                    th scope="col" { (teller.pick("Duty", "责任事项")) }
                    th scope="col" { (teller.pick("At least", "至少")) }
                    th scope="col" { (teller.pick("of about", "约数")) }
                } }
                tbody { @for (duty, own) in kept {
                    tr {
                        th scope="row" { (teller.named(duty)) }
                        td { (own.at_least) "%" }
                        td { (number(own.about)) }
                    }
                } }
            }
        }
    }
}

fn rules(teller: &Teller, report: &PublicReport) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label=(teller.pick("Findings, by rule", "各类问题数")) {
            table.numbers {
                thead { tr {
                    th scope="col" { (teller.pick("Rule", "规则")) }
                    th scope="col" { (teller.pick("How many", "数量")) }
                } }
                tbody { @for own in &report.by_rule {
                    tr { th scope="row" { (teller.named(&own.rule)) } td { (teller.count(own.faults)) } }
                } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::report::public::{Count, PublicReport};
    use crate::report::sample;
    use crate::text::{Lang, Words};

    #[test]
    fn the_page_has_the_cells_of_the_report_and_nothing_that_runs() {
        let report = PublicReport::of(&sample::report());
        for lang in Lang::ALL {
            let page = html(&report, lang);
            for word in ["<script", " src=", "url(", " style=", " onclick=", "http://", "https://"]
            {
                assert!(!page.contains(word), "{word}");
            }
            // What is no body's stands in a line of its own.
            let cells = || report.table.iter().filter(|cell| cell.body.is_some());
            let exact = cells().filter(|cell| matches!(cell.faults, Count::Exact(_))).count();
            assert!(exact > 0 && exact < cells().count());
            assert_eq!(page.matches("<td class=\"warning\">").count(), exact);
            let withheld = page.matches("<td class=\"unknown\">").count();
            assert_eq!(withheld, cells().count() - exact);
        }
    }

    #[test]
    fn titles_of_a_list_are_text() {
        let mut report = PublicReport::of(&sample::report());
        let hostile = "</title><script>x</script>\u{202e}\u{1b}[2J";
        report.set.title = Words::same(hostile);
        for cell in &mut report.table {
            if let Some(own) = &mut cell.duty {
                own.title = Words::same(hostile);
            }
        }
        let page = html(&report, Lang::En);
        assert!(!page.contains("<script") && !page.contains(['\u{202e}', '\u{1b}']), "{page}");
    }
}
