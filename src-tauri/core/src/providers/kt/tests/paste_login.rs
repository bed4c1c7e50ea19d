//! What people paste of logins. A password comes out as it went in.

use secrecy::SecretString;

use super::super::paste::d_login;
use super::*;

fn found(text: &str, into: Option<&str>) -> Vec<(String, String)> {
    let fields = d_login(&SecretString::from(text), into);
    let clear = |(id, _): (&String, _)| (id.clone(), open(&fields, id).unwrap().to_owned());
    fields.iter().map(clear).collect()
}

/// As an ordered list of what is there.
fn parts(project_id: &str, name: &str, password: &str) -> Vec<(String, String)> {
    let parts = [
        (PASSWORD, password),
        (PROJECT_ID, project_id),
        (PROJECT_NAME, name),
    ];
    let there = parts.into_iter().filter(|(_, value)| !value.is_empty());
    there
        .map(|(id, value)| (id.to_owned(), value.to_owned()))
        .collect()
}

/// Passwords that a clean-up would spoil.
const HARD: [&str; 12] = [
    "simple1!",
    "with blank in it",
    "a, b; c | d",
    "`back` “fancy” ‘quotes’",
    "it's \"quoted\" in it",
    "a=b:c=d",
    "{json}",
    "$dollar<x>%*",
    "비밀번호 값",
    "back\\slash\\",
    "a\u{200b}b\u{a0}c",
    "[x]'",
];

#[test]
fn a_password_is_taken_as_it_stands() {
    for word in HARD {
        for text in [
            word.to_owned(),
            format!("{word}\n"),
            format!("\r\n{word}\r\n"),
        ] {
            assert_eq!(
                found(&text, Some(PASSWORD)),
                parts("", "", word),
                "{text:?}"
            );
        }
        // Blanks at its ends are its own.
        let blanks = format!("  {word} ");
        assert_eq!(found(&blanks, Some(PASSWORD)), parts("", "", &blanks));
        let lines = [
            "Project Id: {I}\nProject Name: {N}\nPassword: {P}",
            "Project Id\t{I}\nProject Name\t{N}\nPassword\t{P}",
            "Project Id\tProject Name\tPassword\n{I}\t{N}\t{P}",
            "프로젝트 ID\t프로젝트 이름\t비밀번호\t상태\n{I}\t{N}\t{P}\t사용",
            "Password: {P}\r\nProject Name: {N}\r\nProject ID: {I}\r\n",
            "Project Id\n{I}\nProject Name\n{N}\nPassword\n{P}\n",
            "Project Id\nProject Name\nPassword\n{I}\n{N}\n{P}\n",
            "OS_PROJECT_ID={I}\nOS_USERNAME={N}\nOS_PASSWORD={P}\n",
            "export OS_PROJECT_ID='{I}'\nexport OS_USERNAME='{N}'\nexport OS_PASSWORD=\"{P}\"\n",
            "$env:OS_PASSWORD = \"{P}\"\n$env:OS_USERNAME = \"{N}\"\n$env:OS_PROJECT_ID = \"{I}\"",
        ];
        for line in lines {
            let text = line
                .replace("{I}", PROJECT)
                .replace("{N}", LOGIN)
                .replace("{P}", word);
            for into in [None, Some(PASSWORD), Some(PROJECT_NAME)] {
                assert_eq!(
                    found(&text, into),
                    parts(PROJECT, LOGIN, word),
                    "{text:?} {into:?}"
                );
            }
        }
        let json = serde_json::json!({"auth": {"identity": {"methods": ["password"],
            "password": {"user": {"domain": {"id": "default"}, "name": LOGIN, "password": word}}},
            "scope": {"project": {"id": PROJECT}}}});
        for text in [json.to_string(), format!("{json:#}")] {
            for into in [None, Some(PASSWORD)] {
                assert_eq!(found(&text, into), parts(PROJECT, LOGIN, word), "{text}");
            }
        }
    }
}

#[test]
fn what_looks_like_a_label_may_be_a_password() {
    for word in [
        "password:1",
        "pw=secret",
        "id: me",
        "zone=5",
        "Password=x",
        "password1",
        "{\"a\"}",
    ] {
        assert_eq!(found(word, Some(PASSWORD)), parts("", "", word), "{word}");
    }
    for (text, word) in [
        ("Password: two words", "two words"),
        ("비밀번호： x", "x"),
        ("KT_PASSWORD=abc", "abc"),
        ("Password\tabc", "abc"),
    ] {
        let got = found(text, Some(PASSWORD));
        assert_eq!(got, parts("", "", word), "{text}");
    }
}

#[test]
fn a_password_whose_end_nobody_knows_is_left_out() {
    let row = format!("Project ID: {PROJECT} Project Name: {LOGIN} Password: two words");
    assert_eq!(found(&row, Some(PROJECT_ID)), parts(PROJECT, LOGIN, ""));
    for text in [
        format!("Project Id,Project Name,Password\n{PROJECT},{LOGIN},a,b"),
        format!("Project Id\nProject Name\nPassword\n{PROJECT}\n{LOGIN}"),
        "Password\nProject Name\n".to_owned(),
    ] {
        assert!(found(&text, None).is_empty(), "{text}");
    }
    for cover in ["********", "••••••", "<password>", "${PASSWORD}"] {
        let text = format!("Project Name: {LOGIN}\nPassword: {cover}");
        assert_eq!(found(&text, None), parts("", LOGIN, ""), "{cover}");
    }
}

#[test]
fn a_zone_is_told_by_its_path_or_its_name() {
    for (text, path) in [
        ("d1", "d1"),
        (" D2 ", "d2"),
        ("DX-M1", "d1"),
        ("dx-g-ys", "gd4"),
        ("d7", "d7"),
    ] {
        assert_eq!(
            found(text, Some(ZONE)),
            [(ZONE.to_owned(), path.to_owned())]
        );
    }
    let text = format!("Zone: DX-Central\nProject Name: {LOGIN}");
    let wanted = [
        (PROJECT_NAME.to_owned(), LOGIN.to_owned()),
        (ZONE.to_owned(), "d2".to_owned()),
    ];
    assert_eq!(found(&text, None), wanted);
}
