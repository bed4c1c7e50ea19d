//! Texts that would like to be more than text.

use std::collections::BTreeMap;

use super::*;
use crate::error::ErrorCode;

fn table(rows: &[&[&str]]) -> Table {
    let cells = |row: &&[&str]| row.iter().map(ToString::to_string).collect();
    Table {
        title: "Keys".to_owned(),
        columns: vec!["Name".to_owned(), "이름".to_owned()],
        rows: rows.iter().map(cells).collect(),
        empty: "None".to_owned(),
        note: None,
    }
}

#[test]
fn cells_of_a_spreadsheet_stay_cells_and_are_no_formulas() {
    let table = table(&[
        &["plain", "키 \"하나\", 둘"],
        &["=HYPERLINK(\"http://x\")", "+1"],
        &["-2", "@SUM(A1)"],
        &["two\r\nlines", " =1"],
        &["\t=1", "a=1"],
    ]);
    assert_eq!(
        table.to_csv(),
        "\u{feff}Name,이름\r\n\
         plain,\"키 \"\"하나\"\", 둘\"\r\n\
         \"'=HYPERLINK(\"\"http://x\"\")\",\"'+1\"\r\n\
         \"'-2\",\"'@SUM(A1)\"\r\n\
         \"two\r\nlines\",\"' =1\"\r\n\
         \"'\t=1\",a=1\r\n"
    );
}

#[test]
fn marks_in_names_are_text_on_the_page_and_nothing_can_be_loaded() {
    let hostile = "</td><script>alert(1)</script><img src=x onerror='a'> & \"b\"\u{7}";
    let page = Report {
        title: hostile.to_owned(),
        facts: vec![(hostile.to_owned(), hostile.to_owned())],
        tables: vec![
            Table {
                note: Some(hostile.to_owned()),
                ..table(&[&[hostile, "x"]])
            },
            Table {
                empty: hostile.to_owned(),
                ..table(&[])
            },
        ],
        foot: hostile.to_owned(),
        language: "en\" onload=\"x".to_owned(),
    }
    .to_page();
    for mark in ["<script", "<img", "onerror='", "\" onload"] {
        assert!(!page.contains(mark), "{mark}");
    }
    assert_eq!(
        page.matches("&lt;script&gt;alert(1)&lt;/script&gt;")
            .count(),
        8
    );
    assert!(!page.contains('\u{7}'));
    assert!(page.contains("default-src 'none'"));
    // Everything that is opened is closed: a browser need not guess.
    for name in [
        "html", "head", "body", "table", "thead", "tbody", "dl", "style",
    ] {
        let opened =
            page.matches(&format!("<{name}>")).count() + page.matches(&format!("<{name} ")).count();
        assert_eq!(
            opened,
            page.matches(&format!("</{name}>")).count(),
            "{name}"
        );
    }
}

#[test]
fn words_have_a_number_and_a_length() {
    let words = |count: usize, length: usize| {
        let word = |index| (format!("word {index}"), "가".repeat(length));
        Words::new((0..count).map(word).collect())
    };
    assert!(words(400, 300).is_ok());
    for (count, length) in [(401, 1), (1, 301)] {
        let error = words(count, length).err().unwrap();
        assert_eq!(error.code, ErrorCode::FieldInvalid);
    }
    let words = Words::new(BTreeMap::from([
        ("state.enabled".to_owned(), "사용 중".to_owned()),
        (
            "whole".to_owned(),
            "Since {since}: {lines} lines".to_owned(),
        ),
    ]))
    .unwrap_or_else(|_| panic!("few words"));
    assert_eq!(words.of("state", "enabled"), "사용 중");
    assert_eq!(words.of("state", "disabled"), "disabled");
    assert_eq!(
        words.sentence("whole", &[("since", "1 May"), ("lines", "{since}")]),
        "Since 1 May: {since} lines"
    );
}
