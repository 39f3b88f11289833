//! Rows of every shape.

use super::{Story, lines, rejects};

const LONG: &str = "kind: mapping\ncolumns: { case: 编号, step: 步骤, at: 时间, body: 单位, fields: { grade: 等级 } }\n";

#[test]
fn a_plain_long_log_is_read_without_a_mapping() {
    let story = Story::of(
        "case_id,activity,timestamp,amount,other\nNA,Create,2026-01-05T00:03:00Z,35.0,x\n007,Send,2026-01-06,,x\n",
    );
    let reading = story.read();
    assert_eq!(
        lines(&reading),
        ["2 NA Create 2026-01-05 08:03 amount=35.0", "3 007 Send 2026-01-06",]
    );
    let input = reading.inputs.first().unwrap();
    assert_eq!((input.rows, input.header_row, input.delimiter, input.furniture), (2, 1, ',', 0));
    assert_eq!(input.mapping, None);
    let columns: Vec<_> = input.columns.iter().map(|(a, b)| format!("{a}: {b}")).collect();
    assert_eq!(
        columns,
        ["case_id: case", "activity: step", "timestamp: at", "amount: fields.amount"]
    );
    assert_eq!(input.sha256.len(), 64);
}

#[test]
fn identities_are_texts_whatever_they_look_like() {
    let story = Story::of(
        "case_id,activity,timestamp,unit\nNA,a,2026-01-05,null\nnull,NULL,2026-01-05,007\n1.1E+17,１２,2026-01-05,Ａ１\n",
    );
    assert_eq!(
        lines(&story.read()),
        [
            "2 NA a 2026-01-05 body=null",
            "3 null NULL 2026-01-05 body=007",
            "4 1.1E+17 12 2026-01-05 body=A1",
        ]
    );
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let story = Story::of(
        "编号,步骤,时间,单位,等级\r\n1,\"a\r\nb\",2026-01-05,x,\r\n\r\n2,c,2026-01-06,x,\r\n",
    )
    .mapped(LONG);
    let reading = story.read();
    assert_eq!(lines(&reading), ["2 1 a\r\nb 2026-01-05 body=x", "4 2 c 2026-01-06 body=x"]);
    assert_eq!(reading.inputs.first().unwrap().furniture, 1);
}

#[test]
fn rows_with_too_many_or_too_few_cells_are_rejected_unless_it_does_not_matter() {
    let story = Story::of(
        "编号,步骤,时间,单位,等级\n\
         1,a,2026-01-05,x,红,,\n\
         2,a,2026-01-05,x,红,more\n\
         3,a,2026-01-05,x\n\
         4,a,2026-01-05,x,\n",
    );
    let reading = story.mapped(LONG).read();
    assert_eq!(lines(&reading), ["2 1 a 2026-01-05 body=x grade=红", "5 4 a 2026-01-05 body=x"]);
    assert_eq!(
        rejects(&reading),
        [
            "3 [] it has 6 cells and the header 5; a text may hold a separator without quotation marks",
            "4 [等级] it has 4 cells and the header 5, so this one is missing",
        ]
    );
    let case = reading.rejects.first().unwrap().case;
    assert_eq!(reading.strings.get(case), "2");
}

#[test]
fn a_row_without_case_time_or_deed_is_rejected_and_says_so() {
    let story = Story::of(
        "编号,步骤,时间,单位,等级\n,a,2026-01-05,x,\n2,a,,x,\n3,,2026-01-05,x,\n4,a,05/01/2026,x,\n5,a,李四,x,\n",
    );
    let reading = story.mapped(LONG).read();
    let said = rejects(&reading);
    assert_eq!(said.len(), 5);
    assert!(said[0].starts_with("2 [编号] the case is empty"), "{said:?}");
    assert!(said[1].starts_with("3 [时间] the time is empty"), "{said:?}");
    assert!(said[2].starts_with("4 [] nothing says what was done"), "{said:?}");
    assert!(
        said[3].starts_with("5 [时间] `05/01/2026` may begin with the day or the month"),
        "{said:?}"
    );
    // What stands in the wrong column may be a name.
    assert!(said[4].starts_with("6 [时间] it is no time") && !said[4].contains("李四"), "{said:?}");
    assert!(reading.events.is_empty() && reading.rows == 5);
}

#[test]
fn without_a_case_column_each_row_is_a_case() {
    let yaml = "kind: mapping\ncolumns: { step: 步骤, at: 时间 }\n";
    let cases = |sources: &[(&str, &str)]| {
        let mut story = Story::of("").mapped(yaml);
        story.sources = sources.iter().map(|&(name, text)| (name.into(), text.into())).collect();
        let reading = story.read();
        reading.events.iter().map(|e| reading.strings.get(e.case).to_owned()).collect::<Vec<_>>()
    };
    let whole = cases(&[("log.csv", "步骤,时间\na,2026-01-05\nb,2026-01-05\na,2026-01-05\n")]);
    let [a, b, again] = &whole[..] else { panic!("{whole:?}") };
    assert!(a.starts_with("row-") && a != b && *again == format!("{a}-2"), "{whole:?}");
    // Neither the order of rows nor how they are cut into files changes what they are called.
    let parts = [
        ("x/log.csv", "步骤,时间\nb,2026-01-05\na,2026-01-05\n"),
        ("y/log.csv", "步骤,时间\na,2026-01-05\n"),
    ];
    assert_eq!(cases(&parts), [b.clone(), a.clone(), again.clone()]);
}

#[test]
fn repeated_rows_are_told_and_left_out_if_the_set_says_so() {
    let text = "case_id,activity,timestamp\n1,a,2026-01-05\n1,\"a\",2026-01-05\n1,a,bad\n1,a,bad\n2,a,2026-01-05\n";
    let mut story = Story::of(text);
    story
        .sources
        .push(("more.csv".to_owned(), "case_id,activity,timestamp\n2,a,2026-01-05\n".into()));
    story
        .sources
        .push(("other.csv".to_owned(), "case_id,timestamp,activity\n2,2026-01-05,a\n".into()));
    let reading = story.read();
    let pairs: Vec<_> =
        reading.duplicates.iter().map(|(a, b)| (a.input, a.row, b.input, b.row)).collect();
    assert_eq!(pairs, [(0, 3, 0, 2), (1, 2, 0, 6)]);
    assert_eq!((reading.events.len(), reading.rejects.len()), (5, 2));
    story.ignore_duplicates = true;
    let reading = story.read();
    assert_eq!((reading.events.len(), reading.rejects.len(), reading.rows_ignored()), (3, 2, 2));
    assert!(reading.duplicates.is_empty());
}

#[test]
fn columns_are_separated_by_what_the_log_uses() {
    for separator in [",", ";", "\t", "|"] {
        let text = "编号,步骤,时间,单位,等级\n1,a b,2026-01-05,派出所,红\n".replace(',', separator);
        let reading = Story::of(text).mapped(LONG).read();
        assert_eq!(lines(&reading), ["2 1 a b 2026-01-05 body=派出所 grade=红"]);
        assert_eq!(reading.inputs.first().unwrap().delimiter.to_string(), separator);
    }
    let odd = Story::of("编号^步骤^时间\n1^a,b;c^2026-01-05\n")
        .mapped("kind: mapping\ndelimiter: '^'\ncolumns: { case: 编号, step: 步骤, at: 时间 }\n");
    assert_eq!(lines(&odd.read()), ["2 1 a,b;c 2026-01-05"]);
}

#[test]
fn the_line_by_which_excel_is_told_the_separator_is_no_header() {
    let reading = Story::of("sep=;\r\n编号;步骤;时间;单位;等级\r\n1;a;2026-01-05;x,y;\r\n")
        .mapped(LONG)
        .read();
    assert_eq!(lines(&reading), ["3 1 a 2026-01-05 body=x,y"]);
    assert_eq!(reading.inputs.first().unwrap().furniture, 1);
}
