//! The forms in which tools take a credential: settings of a terminal, `.env` lines, Python, `clouds.yaml`.

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::shell::quoted;

/// Name and value of a setting.
pub type Setting<'a> = (&'a str, &'a str);

/// The two halves, a line each.
pub fn both(id: &SecretString, secret: &SecretString) -> SecretString {
    // EXPOSE: the public half.
    let id = id.expose_secret();
    // EXPOSE: the user asked for both.
    let text = Zeroizing::new(format!("{id}\n{}", secret.expose_secret()));
    SecretString::from(text.as_str())
}

/// Lines for a terminal. Settings without a value are left out.
pub fn export(settings: &[Setting<'_>]) -> SecretString {
    lines(settings, |name, value| {
        Zeroizing::new(format!("export {name}={}\n", quoted(value).as_str()))
    })
}

/// Lines of an `.env` file. Settings without a value are left out.
pub fn env(settings: &[Setting<'_>]) -> SecretString {
    lines(settings, |name, value| {
        Zeroizing::new(format!("{name}={}\n", env_value(value).as_str()))
    })
}

/// A cloud of `clouds.yaml`, as OpenStack's tools read it (openstacksdk, "Configuring OpenStack SDK Applications").
/// What belongs under `auth` and what stands beside it; settings without a value are left out.
pub fn clouds_yaml(name: &str, auth: &[Setting<'_>], beside: &[Setting<'_>]) -> SecretString {
    let mut text = Zeroizing::new(format!("clouds:\n  {name}:\n    auth:\n"));
    for (indent, settings) in [("      ", auth), ("    ", beside)] {
        for (name, value) in settings.iter().filter(|(_, value)| !value.is_empty()) {
            for part in [indent, name, ": ", literal(value).as_str(), "\n"] {
                text.push_str(part);
            }
        }
    }
    SecretString::from(text.as_str())
}

/// A text as Python and YAML write it between double quotes: both read what JSON does there.
pub fn literal(text: &str) -> Zeroizing<String> {
    Zeroizing::new(serde_json::Value::from(text).to_string())
}

/// A Python program that asks `url` once. `how`: further arguments of `requests.get`.
pub fn python_call(url: &str, how: &str) -> SecretString {
    let url = literal(url);
    let text = Zeroizing::new(format!(
        "import requests\n\nanswer = requests.get(\n    {},\n    {how},\n    timeout=30,\n)\n\
         answer.raise_for_status()\nprint(answer.text)\n",
        url.as_str()
    ));
    SecretString::from(text.as_str())
}

fn lines(settings: &[Setting<'_>], line: impl Fn(&str, &str) -> Zeroizing<String>) -> SecretString {
    let mut text = Zeroizing::new(String::new());
    for (name, value) in settings.iter().filter(|(_, value)| !value.is_empty()) {
        text.push_str(&line(name, value));
    }
    SecretString::from(text.as_str())
}

/// Bare where nothing in it means anything to a reader of such files; single quotes take everything but themselves.
fn env_value(value: &str) -> Zeroizing<String> {
    let bare = |c: char| c.is_ascii_alphanumeric() || "_-./:@+=,".contains(c);
    if value.chars().all(bare) {
        return Zeroizing::new(value.to_owned());
    }
    if !value.contains(['\'', '\n', '\r']) {
        return quoted(value);
    }
    let mut text = Zeroizing::new(String::from("\""));
    for c in value.chars() {
        match c {
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '"' | '\\' | '$' | '`' => {
                text.push('\\');
                text.push(c);
            }
            _ => text.push(c),
        }
    }
    text.push('"');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &SecretString) -> &str {
        // EXPOSE: made-up values of a test.
        text.expose_secret()
    }

    #[test]
    fn env_lines_keep_every_value_whole() {
        let settings = [
            ("PLAIN", "MADE-UP/a+b=="),
            ("SPACED", "a b#c$d"),
            ("QUOTED", "it's $HOME \"x\""),
            ("NONE", ""),
        ];
        assert_eq!(
            shown(&env(&settings)),
            "PLAIN=MADE-UP/a+b==\nSPACED='a b#c$d'\nQUOTED=\"it's \\$HOME \\\"x\\\"\"\n"
        );
        assert_eq!(
            shown(&export(&settings[2..])),
            "export QUOTED='it'\\''s $HOME \"x\"'\n"
        );
    }

    #[test]
    fn literals_stay_inside_their_quotes() {
        let text = "a\"); import os #\n: - {x}";
        let call = python_call("https://api.example/", &format!("auth={}", *literal(text)));
        assert!(shown(&call).contains("auth=\"a\\\"); import os #\\n: - {x}\",\n"));
        let yaml = clouds_yaml("cloud", &[("secret", text)], &[("region_name", "")]);
        assert_eq!(
            shown(&yaml),
            "clouds:\n  cloud:\n    auth:\n      secret: \"a\\\"); import os #\\n: - {x}\"\n"
        );
    }

    #[test]
    fn both_halves_stand_on_lines_of_their_own() {
        assert_eq!(shown(&both(&"ID".into(), &"MADE-UP".into())), "ID\nMADE-UP");
    }
}
