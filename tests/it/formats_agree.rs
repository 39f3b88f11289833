//! The same audit has the same numbers in every format.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Range, Reader as _, Xlsx};
use serde_json::Value;

use crate::command::{remit, text};

const SET: &str = "lists/proactive-policing";

/// A number as people write it.
fn shown(count: u64) -> String {
    remit::report::style::number(count)
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

/// The values of a CSV file by its header.
fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let file = std::fs::read_to_string(path).unwrap();
    let file = file.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn sheets(path: &Path) -> Vec<Range<Data>> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).unwrap();
    book.sheet_names().iter().map(|name| book.worksheet_range(name).unwrap()).collect()
}

/// Numbers beside words in the first two columns, the first of each word.
fn beside(range: &Range<Data>) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for row in range.rows() {
        if let (Data::String(word), Some(Data::Float(count))) = (&row[0], row.get(1)) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a count that was written as a whole number"
            )]
            found.entry(word.clone()).or_insert(*count as u64);
        }
    }
    found
}

/// Words in English and Chinese, and where the report has their number.
const SUMMARY: [(&str, &str, &[&str]); 9] = [
    ("Cases", "案件", &["log", "cases"]),
    ("Faults", "问题", &["counts", "by_class", "fault"]),
    ("Clues", "线索", &["counts", "by_class", "clue"]),
    ("Signals", "异常信号", &["counts", "by_class", "signal"]),
    ("Errors", "错误", &["counts", "by_severity", "error"]),
    ("Warnings", "警告", &["counts", "by_severity", "warning"]),
    ("Notes", "提示", &["counts", "by_severity", "note"]),
    ("Falling due", "即将到期", &["due_count"]),
    ("met", "已履行", &["verdicts", "met"]),
];

#[test]
fn an_audit_has_the_same_numbers_in_every_format() {
    for (lang, keep) in [("en", "200"), ("zh", "2")] {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let mut command = remit();
        command.args([
            "audit",
            SET,
            "--lang",
            lang,
            "--keep",
            keep,
            "--exit-zero",
            "--format",
            "terminal",
        ]);
        for format in ["json", "markdown", "csv", "xlsx"] {
            command.arg("--format").arg(format!("{format}={}", file(format).display()));
        }
        let out = command.output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let page = text(&out.stdout);
        let json: Value = serde_json::from_slice(&std::fs::read(file("json")).unwrap()).unwrap();
        let markdown = std::fs::read_to_string(file("markdown")).unwrap();
        let rows = table(&file("csv"));
        let sheets = sheets(&file("xlsx"));
        let en = lang == "en";

        // The sentence.
        let faults = number(&json["counts"]["by_class"]["fault"]);
        let sentence = if en {
            format!("{} findings", shown(faults))
        } else {
            format!("共{}项问题", shown(faults))
        };
        assert!(page.contains(&sentence), "{page}");
        assert!(markdown.contains(&sentence), "{markdown}");

        // Findings by rule, those that are only counted included.
        assert_eq!(rows.len(), json["findings"].as_array().unwrap().len());
        assert_eq!(sheets[1].height() - 1, rows.len());
        let summary = beside(&sheets[0]);
        let mut more: BTreeMap<&str, u64> = BTreeMap::new();
        for own in json["more"].as_array().unwrap() {
            *more.entry(own["rule"].as_str().unwrap()).or_default() += number(&own["count"]);
        }
        assert_eq!(more.is_empty(), en, "with --keep 2 some are only counted");
        for (rule, count) in json["counts"]["by_rule"].as_object().unwrap() {
            let count = number(count);
            let own = rows.iter().filter(|row| row["rule"] == *rule).count() as u64;
            let beyond = more.get(rule.as_str()).copied().unwrap_or(0);
            assert_eq!(own + beyond, count, "{rule} in the CSV");
            assert_eq!(summary[rule], count, "{rule} in the workbook");
            let listed = markdown.matches(&format!("<br>`{rule}`")).count() as u64;
            let left = markdown
                .lines()
                .find(|line| line.starts_with("- ") && line.contains(&format!("`{rule}`")))
                .map_or(0, |line| {
                    let (_, left) = line.rsplit_once(": ").unwrap();
                    left.replace(',', "").parse::<u64>().unwrap()
                });
            assert_eq!(listed + left, count, "{rule} in Markdown");
        }

        // The summary, and what each format says of the ledger and of what falls due.
        for (word, zh, path) in SUMMARY {
            let own = path.iter().fold(&json, |value, key| &value[*key]);
            assert_eq!(summary[if en { word } else { zh }], number(own), "{word}");
        }
        let ledger = beside(&sheets[6]);
        for (word, zh, key) in [
            ("judged", "已判定", "judged"),
            ("out of list", "清单外", "out_of_list"),
            ("ignored", "略过", "ignored"),
            ("rejected", "无法读取", "rejected"),
        ] {
            let count = number(&json["ledger"][key]);
            let word = if en { word } else { zh };
            assert_eq!(ledger[word], count, "{word}");
            for (format, said) in [("terminal", &page), ("Markdown", &markdown)] {
                let wanted = format!("{word} {}", shown(count));
                let joined = said.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(joined.contains(&wanted), "{format}: {wanted}\n{said}");
            }
        }
        let rejected: u64 = json["ledger"]["rejected_by"]
            .as_array()
            .unwrap()
            .iter()
            .map(|own| number(&own["count"]))
            .sum();
        assert_eq!(rejected, number(&json["ledger"]["rejected"]));
        let due = number(&json["due_count"]);
        let wanted = if en {
            format!("within 7 days: {}", shown(due))
        } else {
            format!("7日内到期：{}项", shown(due))
        };
        assert!(due > 0 && page.contains(&wanted) && markdown.contains(&wanted), "{wanted}");
        assert_eq!((sheets[2].height() - 1) as u64, due.min(500));

        // The table has every fault once.
        let cells = json["counts"]["table"].as_array().unwrap().iter().map(|own| &own["findings"]);
        let outside = json["bodies"].as_array().unwrap().iter().map(|own| &own["outside"]);
        let each = ["error", "warning", "note"];
        let sum: u64 = cells
            .chain(outside)
            .map(|own| each.iter().map(|key| number(&own[*key])).sum::<u64>())
            .sum();
        assert_eq!(sum, faults);

        // Body × duty: what stands below `all` for each duty.
        for (duty, count) in json["counts"]["by_duty"].as_object().unwrap() {
            let lead = format!("| {duty} ");
            let Some(line) = markdown.lines().find(|line| line.starts_with(&lead)) else {
                assert_eq!(number(count), 0, "{duty} is not in the table");
                continue;
            };
            let all = line.trim_end_matches([' ', '|']).rsplit('|').next().unwrap().trim();
            let all = all.replace(',', "").parse::<u64>().unwrap_or(0);
            assert_eq!(all, number(count), "{duty}: {line}");
        }
    }
}

#[test]
fn the_page_has_the_same_numbers_where_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    let run = |format: &str| {
        let format = format!("{format}={}", file.display());
        remit().args(["audit", SET, "--exit-zero", "--format", &format]).output().unwrap()
    };
    let out = run("html");
    if out.status.code() == Some(2) && text(&out.stderr).contains("not a format") {
        println!("there is no format `html` yet: this test has nothing to compare and passes");
        return;
    }
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let page = std::fs::read_to_string(&file).unwrap();
    assert_eq!(run("json").status.code(), Some(0));
    let json: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let faults = shown(number(&json["counts"]["by_class"]["fault"]));
    assert!(page.contains(&faults), "{faults}");
}

#[test]
fn what_falls_due_has_the_same_numbers_in_every_format() {
    let mut before = 0;
    for days in ["7d", "30d"] {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let mut command = remit();
        command.args(["due", SET, "--within", days, "--lang", "en", "--format", "terminal"]);
        for format in ["json", "csv", "xlsx", "ics"] {
            command.arg("--format").arg(format!("{format}={}", file(format).display()));
        }
        let out = command.output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
        let json: Value = serde_json::from_slice(&std::fs::read(file("json")).unwrap()).unwrap();
        let (overdue, due) = (number(&json["overdue"]), number(&json["due"]));
        assert!(overdue > 0 && due > before, "{overdue} {due}: a longer span has more");
        before = due;
        let page = text(&out.stdout);
        let sentence = format!("{} overdue and open, {} fall due", shown(overdue), shown(due));
        assert!(page.contains(&sentence), "{page}");
        let rows = table(&file("csv"));
        let late = rows.iter().filter(|row| row["state"] == "overdue").count() as u64;
        assert_eq!((late, rows.len() as u64), (overdue, overdue + due));
        assert_eq!(sheets(&file("xlsx"))[0].height() - 1, rows.len());
        let calendar = std::fs::read_to_string(file("ics")).unwrap();
        assert_eq!(calendar.matches("\r\nBEGIN:VEVENT\r\n").count(), rows.len());
        // What an audit counts within seven days is what `remit due` lists.
        if days == "7d" {
            let out =
                remit().args(["audit", SET, "--exit-zero", "--format", "json"]).output().unwrap();
            let audit: Value = serde_json::from_slice(&out.stdout).unwrap();
            assert_eq!(number(&audit["due_count"]), due);
        }
        let bodies: u64 =
            json["bodies"].as_array().unwrap().iter().map(|own| number(&own["due"])).sum();
        assert_eq!(bodies, due);
    }
}

/// The cells of the rows of a table drawn with `frame` between columns, borders left out.
fn drawn(text: &str, frame: char) -> Vec<Vec<String>> {
    let rows = text.lines().filter(|line| line.trim_start().starts_with(frame));
    let cells = |line: &str| -> Vec<String> {
        line.trim()
            .trim_matches(frame)
            .split(['│', '|', '┆'])
            .map(|own| own.trim().to_owned())
            .collect()
    };
    rows.map(cells).collect()
}

#[test]
fn the_trend_has_the_same_numbers_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let before = file("before");
    std::fs::create_dir(&before).unwrap();
    let mut args: Vec<String> = Vec::new();
    for period in ["2026-W06", "2026-W07", "2026-W08"] {
        let last = period == "2026-W08";
        args = ["audit", SET, "--lang", "en", "--exit-zero", "--period", period]
            .map(str::to_owned)
            .to_vec();
        if last {
            let previous = ["--previous".to_owned(), before.display().to_string()];
            args.extend(previous);
            for format in ["trend", "markdown", "terminal", "xlsx", "json"] {
                args.extend([
                    "--format".to_owned(),
                    format!("{format}={}", file(format).display()),
                ]);
            }
        } else {
            let target = before.join(format!("{period}.json"));
            args.extend(["--format".to_owned(), format!("json={}", target.display())]);
        }
        let out = remit().args(&args).env("COLUMNS", "120").output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    }
    assert!(!args.is_empty());
    let report: Value = serde_json::from_slice(&std::fs::read(file("json")).unwrap()).unwrap();
    let history = report["history"].as_array().unwrap();
    assert_eq!(history.len(), 3);
    // What every row must say, by audit, kind and id, from the report alone.
    let mut wanted: BTreeMap<(String, String, String), [u64; 5]> = BTreeMap::new();
    for past in history {
        let period = past["period"].as_str().unwrap();
        let numbers = |own: &Value| {
            let of = |verdict: &str| number(&own["verdicts"][verdict]);
            let judged = of("met") + of("late") + of("missing");
            [number(&own["faults"]), of("met"), of("late"), of("missing"), judged]
        };
        wanted.insert((period.to_owned(), "all".to_owned(), String::new()), numbers(past));
        for (kind, parts) in [("body", "bodies"), ("duty", "duties")] {
            for own in past[parts].as_array().unwrap() {
                let id = own["id"].as_str().unwrap();
                wanted.insert((period.to_owned(), kind.to_owned(), id.to_owned()), numbers(own));
            }
        }
    }
    let told: BTreeMap<_, _> = table(&file("trend"))
        .iter()
        .map(|row| {
            let key = (row["audit"].clone(), row["of"].clone(), row["id"].clone());
            (
                key,
                ["faults", "met", "late", "missing", "judged"].map(|own| row[own].parse().unwrap()),
            )
        })
        .collect();
    assert_eq!(told, wanted);
    let sheet = sheets(&file("xlsx")).into_iter().find(|own| {
        own.rows().next().is_some_and(|row| row[0] == Data::String("Audit".to_owned()))
    });
    let told: BTreeMap<_, _> = sheet
        .unwrap()
        .rows()
        .skip(1)
        .map(|row| {
            let key = (row[0].to_string(), row[2].to_string(), row[3].to_string());
            (key, [5, 6, 7, 8].map(|at| row[at].to_string().parse::<u64>().unwrap()))
        })
        .collect();
    let four = wanted.iter().map(|(key, own)| (key.clone(), [own[0], own[1], own[2], own[3]]));
    assert_eq!(told, four.collect());

    // Where people read it: a row by what a body or duty is called, faults of each audit beside each other.
    let faults = |kind: &str, id: &str| {
        let of = |past: &Value| {
            let period = past["period"].as_str().unwrap().to_owned();
            let own = wanted.get(&(period, kind.to_owned(), id.to_owned()));
            own.map_or_else(|| "–".to_owned(), |own| shown(own[0]))
        };
        history.iter().map(of).collect::<Vec<_>>()
    };
    let called = |parts: &str, kind: &'static str| {
        let own = report[parts].as_array().unwrap().iter();
        own.map(move |own| {
            let (id, title) = (own["id"].as_str().unwrap(), own["title"]["en"].as_str().unwrap());
            let name = if kind == "duty" { format!("{id} {title}") } else { title.to_owned() };
            (kind, id.to_owned(), name)
        })
        .collect::<Vec<_>>()
    };
    let names = [called("bodies", "body"), called("duties", "duty")].concat();
    for (format, frame, heading) in [
        ("terminal", '│', "Faults over the last 3 audits"),
        ("markdown", '|', "### Faults of each body"),
    ] {
        let whole = std::fs::read_to_string(file(format)).unwrap();
        let after = whole.split_once(heading).unwrap_or_else(|| panic!("{whole}")).1;
        // The table ends where the next heading begins.
        let own = after.split("\n\n").find(|part| part.contains("2026-W06")).unwrap();
        let mut met = 0;
        for row in drawn(own, frame) {
            let cut = row[0].strip_suffix('…');
            let fits = |name: &str| match cut {
                Some(start) => name.starts_with(start),
                None => name == row[0],
            };
            let Some((kind, id, _)) = names.iter().find(|(_, _, name)| fits(name)) else {
                continue;
            };
            assert_eq!(row[1..4], faults(kind, id), "{format}: {id}");
            met += 1;
        }
        assert!(met >= 5, "{format}: {met} rows\n{own}");
    }
}
