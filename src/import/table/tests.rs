use super::{Fate, read};

const TABLE: &str = "某县公安局权责清单,,,,,,,,,,,\n\
序号,实施机构,部门职责,事项名称,事项编码,事项类型,\"设定、行使依据\n及有关条款\",实施层级,实施权限,对应责任事项,追责情形及依据,备注\n\
1,县公安局,治安管理,旅馆业特种行业许可,3700000609031,行政许可,《旅馆业治安管理办法》第四条、第六条；《行政许可法》第十二条,县级,,\"1.受理责任：依法受理。2.审查责任：审查材料，依据第3.5条。3.决定责任：作出决定。\",不履行的追责,\n\
2,,,印章刻制备案,,其他,,市级、县级,,登记并告知,,试行\n\
3,,,,,,,,,,,\n";

#[test]
fn a_table_becomes_a_list_and_says_what_did_not_fit() {
    let found = read(TABLE.as_bytes(), "表.csv", "D").unwrap();
    let text = &found.imported.text;
    assert_eq!(found.imported.taken, 2);
    assert_eq!(found.imported.left.iter().map(|own| own.line).collect::<Vec<_>>(), [5]);
    for part in [
        "\"3700000609031\":",
        "\"D-2\":",
        "holder: \"县公安局\"",
        "{ law: \"旅馆业治安管理办法\", article: \"四、六\", status: placeholder, source: \"表.csv\" }",
        "{ law: \"行政许可法\", article: \"十二\", status: placeholder, source: \"表.csv\" }",
        "title: { zh: \"审查\" }\n    after: step-1\n",
        "note: { zh: \"事项类型：行政许可；追责情形及依据：不履行的追责\" }",
        "note: { zh: \"事项类型：其他；备注：试行\" }",
        "levels: [\"县级\"]",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(text.matches("step-3:").count(), 1, "{text}");
    let fate = |name: &str| found.columns.iter().find(|(own, _)| own.starts_with(name)).unwrap().1;
    assert_eq!(fate("事项类型"), Fate::Noted);
    assert_eq!(fate("设定"), Fate::Fits("basis"));
    assert_eq!(found.columns.len(), 12);
}

#[test]
fn gbk_is_read_and_another_table_is_refused() {
    let (bytes, _, _) = encoding_rs::GBK.encode(TABLE);
    assert_eq!(read(&bytes, "表.csv", "D").unwrap().imported.taken, 2);
    assert!(read("a,b,c\n1,2,3\n".as_bytes(), "a.csv", "D").is_err());
    assert!(read(b"PK\x03\x04nonsense", "a.xlsx", "D").is_err());
    assert!(read(&[0xff, 0xff, 0xff], "a.csv", "D").is_err());
}

/// As offices keep it: a sheet of notes first, the title over all columns, codes as numbers.
#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_becomes_the_same_list_as_its_text() {
    use rust_xlsxwriter::{Format, Workbook};
    let mut book = Workbook::new();
    book.add_worksheet().set_name("填表说明").unwrap().write(0, 0, "每行填写一项").unwrap();
    let sheet = book.add_worksheet().set_name("清单").unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(TABLE.as_bytes());
    for (row, record) in (0u32..).zip(reader.records()) {
        for (column, cell) in (0u16..).zip(record.unwrap().iter()) {
            match cell.parse::<f64>() {
                _ if row == 0 || cell.is_empty() => {}
                Ok(number) => drop(sheet.write(row, column, number).unwrap()),
                Err(_) => drop(sheet.write(row, column, cell).unwrap()),
            }
        }
    }
    sheet.merge_range(0, 0, 0, 11, "某县公安局权责清单", &Format::new()).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let (own, text) =
        (read(&bytes, "表", "D").unwrap(), read(TABLE.as_bytes(), "表", "D").unwrap());
    assert_eq!(own.imported.text, text.imported.text);
    assert_eq!(own.columns, text.columns);
    let left =
        |found: &super::Read| found.imported.left.iter().map(|own| own.line).collect::<Vec<_>>();
    assert_eq!(left(&own), left(&text));
}
