//! The language of the system's own question.

/// Chooses between two languages as the system does, whose window stands around the text.
pub(super) fn in_system_language(korean: &'static str, english: &'static str) -> &'static str {
    let tag = sys_locale::get_locale().unwrap_or_default();
    match tag.split(['-', '_']).next() {
        Some("ko") => korean,
        _ => english,
    }
}
