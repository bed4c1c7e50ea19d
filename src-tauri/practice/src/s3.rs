//! The XML of object storage that speaks S3.

use jiff::Timestamp;

/// The list of buckets: their owner's id, their names and when each was made.
pub(crate) fn list_of_buckets<'a>(
    owner: &str,
    buckets: impl Iterator<Item = (&'a str, Timestamp)>,
) -> String {
    let bucket = |(name, created_at): (&str, Timestamp)| {
        format!(
            "<Bucket><Name>{}</Name><CreationDate>{created_at:.3}</CreationDate></Bucket>",
            escaped(name)
        )
    };
    let buckets: String = buckets.map(bucket).collect();
    document(&format!(
        "<ListAllMyBucketsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
         <Owner><ID>{owner}</ID><DisplayName>{owner}</DisplayName></Owner>\
         <Buckets>{buckets}</Buckets></ListAllMyBucketsResult>"
    ))
}

/// A refusal: its code, its text, and further fields.
pub(crate) fn error(code: &str, message: &str, further: &[(&str, &str)]) -> String {
    let fields = [("Code", code), ("Message", message)];
    let field = |(name, value): &(&str, &str)| format!("<{name}>{}</{name}>", escaped(value));
    let fields: String = fields.iter().chain(further).map(field).collect();
    document(&format!("<Error>{fields}</Error>"))
}

/// An XML document around this element.
pub(crate) fn document(root: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}")
}

/// Text as it may stand between XML tags.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
