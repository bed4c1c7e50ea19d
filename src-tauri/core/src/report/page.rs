//! A page for a web browser, to print on A4. It has no script and loads nothing.

use std::fmt::{Display, Formatter, Result, Write as _};

use super::{Report, Table};

const STYLE: &str = include_str!("page.css");

/// Nothing is loaded and nothing runs, whatever stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

impl Report {
    /// The report as a page.
    pub fn to_page(&self) -> String {
        let mut page = String::new();
        // Writing into memory does not fail.
        let _ = write!(page, "{self}");
        page
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(
            f,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{}</h1>\n<dl>\n",
            Text(&self.language),
            Text(&self.title),
            Text(&self.title),
        )?;
        for (name, value) in &self.facts {
            writeln!(
                f,
                "<div><dt>{}</dt><dd>{}</dd></div>",
                Text(name),
                Text(value)
            )?;
        }
        writeln!(f, "</dl>")?;
        for table in &self.tables {
            write!(f, "{table}")?;
        }
        write!(
            f,
            "<footer>{}</footer>\n</body>\n</html>\n",
            Text(&self.foot)
        )
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "<h2>{}</h2>", Text(&self.title))?;
        if let Some(note) = &self.note {
            writeln!(f, "<p>{}</p>", Text(note))?;
        }
        if self.rows.is_empty() {
            return writeln!(f, "<p>{}</p>", Text(&self.empty));
        }
        write!(f, "<table>\n<thead><tr>")?;
        for column in &self.columns {
            write!(f, "<th scope=\"col\">{}</th>", Text(column))?;
        }
        writeln!(f, "</tr></thead>\n<tbody>")?;
        for row in &self.rows {
            write!(f, "<tr>")?;
            for cell in row {
                write!(f, "<td>{}</td>", Text(cell))?;
            }
            writeln!(f, "</tr>")?;
        }
        writeln!(f, "</tbody>\n</table>")
    }
}

/// A text in which nothing is a mark.
struct Text<'a>(&'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c if c.is_control() && c != '\n' => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}
