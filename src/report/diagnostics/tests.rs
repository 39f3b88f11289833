use super::{render, summary};
use crate::finding::{Finding, Label, Place, Severity};
use crate::report::style::Style;
use crate::report::wire::BySeverity;
use crate::text::width::width;
use crate::text::{Lang, SourceId, Sources, Span, Words};
use crate::triage::rules::UNKNOWN_RULE;

/// The span of the n-th occurrence of a word.
fn span(sources: &Sources, source: SourceId, word: &str, nth: usize) -> Span {
    let (start, _) = sources.get(source).text.match_indices(word).nth(nth).unwrap();
    let byte = |at: usize| u32::try_from(at).unwrap();
    Span { source, start: byte(start), end: byte(start + word.len()) }
}

fn finding(span: Span) -> Finding {
    let message = Words::fixed("a mapping has no such key", "映射中没有这个键");
    Finding::at(&UNKNOWN_RULE, span, message, Words::fixed("unknown", "未知"))
}

/// First and last column (from one) of the marks under a line, and of the line's own word.
fn columns(page: &str, line: &str, word: &str) -> ((usize, usize), (usize, usize)) {
    let mut lines = page.lines();
    let shown = lines.by_ref().find(|own| own.contains(line)).unwrap_or_else(|| panic!("{page}"));
    let marks = lines.next().unwrap();
    let place = |text: &str, range: std::ops::Range<usize>| {
        (width(text.get(..range.start).unwrap()) + 1, width(text.get(..range.end).unwrap()))
    };
    let at = shown.find(word).unwrap();
    let first = marks.find(['─', '┬', '▲', '^', '|']).unwrap();
    let last = marks.rfind(['─', '┬', '▲', '^', '|']).unwrap();
    let last = last + marks.get(last..).unwrap().chars().next().unwrap().len_utf8();
    (place(shown, at..at + word.len()), place(marks, first..last))
}

#[test]
fn marks_stand_under_chinese_characters_after_chinese_characters_and_crlf() {
    let mut sources = Sources::default();
    let text = "kind: responsibility-list\r\nduties:\r\n  告诫书: { 标题: 告诫书, 牵头: 案件办理队 }\r\n  next: 1\r\n";
    let id = sources.add("清单/duties.yaml", text);
    let style = Style { width: 80, ..Style::default() };
    let page = render(&finding(span(&sources, id, "牵头", 0)), &sources, style);
    // Ten characters of one column and six of two stand before it: `  告诫书: { 标题: 告诫书, `.
    assert!(page.contains("[清单/duties.yaml:3:19]"), "{page}");
    assert!(page.contains(" 3 │   告诫书: { 标题: 告诫书, 牵头: 案件办理队 }\n"), "{page}");
    let (word, marks) = columns(&page, "告诫书: {", "牵头");
    assert_eq!(word, marks, "{page}");
    // ` 3 │ ` takes five columns; before the word stand 10 narrow and 8 wide characters.
    assert_eq!(marks, (5 + 10 + 2 * 8 + 1, 5 + 10 + 2 * 8 + 4), "{page}");
}

#[test]
fn tabs_and_controls_are_shown_and_marks_stay_in_place() {
    let mut sources = Sources::default();
    let id = sources.add("a.toml", "a = \"\u{1b}[31m\"\n\tb = \"x\"\n");
    let page = render(&finding(span(&sources, id, "b", 0)), &sources, Style::default());
    assert!(page.contains("[a.toml:2:2]"), "{page}");
    assert!(!page.contains('\u{1b}') && !page.contains('\t'), "{page}");
    let (word, marks) = columns(&page, "b = \"x\"", "b");
    assert_eq!((word, marks), ((10, 10), (10, 10)), "{page}");
}

#[test]
fn long_lines_are_cut_around_the_place_in_both_scripts() {
    let mut sources = Sources::default();
    let before = "责任事项".repeat(40);
    let text = format!("note: {{ zh: {before}, knid: {before} }}\n");
    let id = sources.add("a.yaml", &text);
    for columns_wide in [60, 80, 120] {
        for lang in Lang::ALL {
            for ascii in [false, true] {
                let style = Style { width: columns_wide, lang, ascii, color: false };
                let page = render(&finding(span(&sources, id, "knid", 0)), &sources, style);
                assert!(page.lines().all(|line| width(line) <= columns_wide), "{page}");
                assert!(page.contains("a.yaml:1:175"), "{page}");
                let (word, marks) = columns(&page, "knid", "knid");
                assert_eq!(word, marks, "{page}");
            }
        }
    }
}

#[test]
fn a_long_label_near_the_edge_is_wrapped_within_the_terminal() {
    let mut sources = Sources::default();
    let text = format!("{}end: 1\n", "x".repeat(70));
    let id = sources.add("a.yaml", &text);
    let mut own = finding(span(&sources, id, "end", 0));
    own.primary.words = Words::made("word ".repeat(30), "责任".repeat(60));
    for lang in Lang::ALL {
        let style = Style { width: 80, lang, ..Style::default() };
        let page = render(&own, &sources, style);
        assert!(page.lines().all(|line| width(line) <= 80), "{page}");
    }
}

#[test]
fn places_of_a_second_file_and_far_away_are_shown_on_their_own() {
    let mut sources = Sources::default();
    let first = sources.add("a.yaml", &format!("one: 1\n{}two: 2\n", "#\n".repeat(20)));
    let second = sources.add("乙.toml", "three = 3\r\n");
    let mut own = finding(span(&sources, first, "two", 0));
    for (id, word) in [(first, "one"), (second, "three")] {
        let place = Place::Span(span(&sources, id, word, 0));
        own.related.push(Label { place, words: Words::fixed("first here", "首次在此") });
    }
    let style = Style { lang: Lang::Zh, ..Style::default() };
    let page = render(&own, &sources, style);
    let places =
        ["[a.yaml:22:1]", "[a.yaml:1:1]", "[乙.toml:1:1]"].map(|place| page.find(place).unwrap());
    assert!(places.is_sorted(), "{page}");
    assert_eq!(page.matches("另见").count(), 2, "{page}");
    for english in ["help", "error", "first", "Advice"] {
        assert!(!page.contains(english), "{english}: {page}");
    }
}

#[test]
fn two_marks_on_one_line_and_an_empty_place_are_drawn() {
    let mut sources = Sources::default();
    let id = sources.add("a.yaml", "甲: 1, 乙: 2\n");
    let mut own = finding(span(&sources, id, "乙", 0));
    let place = Place::Span(span(&sources, id, "甲", 0));
    own.related.push(Label { place, words: Words::fixed("first", "首次") });
    let page = render(&own, &sources, Style::default());
    let marks = page.lines().find(|line| line.contains('┬')).unwrap();
    let at: Vec<usize> = marks
        .char_indices()
        .filter(|(_, c)| *c == '┬')
        .map(|(at, _)| width(marks.get(..at).unwrap()))
        .collect();
    // ` 1 │ ` takes five columns; a wide character has its mark in its second column.
    assert_eq!(at, [5 + 1, 5 + 2 + 5 + 1], "{page}");
    let empty = finding(Span { source: id, start: 0, end: 0 });
    let page = render(&empty, &sources, Style::default());
    assert!(page.contains("[a.yaml:1:1]") && page.contains('▲'), "{page}");
}

#[test]
fn a_file_as_a_whole_is_named_and_a_changed_severity_is_said() {
    let label = Label { place: Place::File("x.yaml".to_owned()), words: Words::same("") };
    let mut own = Finding::new(&UNKNOWN_RULE, Words::fixed("it can't be read", "无法读取"), label);
    own.severity = Severity::Note;
    let own = own.help(Words::fixed("remove it", "请删除"));
    let page = render(&own, &Sources::default(), Style::default());
    assert_eq!(
        page,
        "note list/unknown-rule (error by default)\n  ☞ x.yaml: it can't be read\n  help: remove it\n"
    );
}

#[test]
fn the_sum_has_its_plurals() {
    let say = |lang, error, warning, files| {
        let found = BySeverity { error, warning, note: 0 };
        summary(found, files, 31, Style { lang, ..Style::default() })
    };
    assert_eq!(say(Lang::En, 12, 3, 7), "12 errors, 3 warnings in 7 files of 31\n");
    assert_eq!(say(Lang::En, 1, 0, 1), "1 error in 1 file of 31\n");
    assert_eq!(say(Lang::En, 0, 0, 0), "nothing to report in 31 files\n");
    assert_eq!(say(Lang::Zh, 12, 3, 7), "12个错误、3个警告，涉及7个文件（共检查31个）\n");
}
