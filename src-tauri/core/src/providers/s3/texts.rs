//! What tools for object storage read.

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::Storage;
use crate::error::{ErrorCode, Result};
use crate::model::CopyWhat;
use crate::providers::forms::{self, Setting};

impl Storage<'_> {
    /// The text for `what`, under a name of letters, digits and `-`.
    ///
    /// # Errors
    /// [`ErrorCode::Unsupported`] for what is not about storage.
    pub fn text(&self, name: &str, what: CopyWhat) -> Result<SecretString> {
        match what {
            CopyWhat::S3Profile => Ok(self.profile(name)),
            CopyWhat::Rclone => Ok(self.rclone(name)),
            CopyWhat::Python => Ok(self.python()),
            CopyWhat::Env => Ok(forms::env(&self.settings())),
            CopyWhat::Export => Ok(forms::export(&self.settings())),
            _ => Err(ErrorCode::Unsupported.into()),
        }
    }

    /// What Amazon's tools read from the environment.
    fn settings(&self) -> [Setting<'_>; 5] {
        // EXPOSE: the public half.
        let id = self.access_key.expose_secret();
        // EXPOSE: the user asked for settings with the secret in them.
        let secret = self.secret_key.expose_secret();
        // EXPOSE: it belongs to the secret.
        let session = self.session_token.map(|token| token.expose_secret());
        [
            ("AWS_ACCESS_KEY_ID", id),
            ("AWS_SECRET_ACCESS_KEY", secret),
            ("AWS_SESSION_TOKEN", session.unwrap_or_default()),
            ("AWS_DEFAULT_REGION", self.region),
            ("AWS_ENDPOINT_URL", self.address()),
        ]
    }

    fn address(&self) -> &str {
        self.endpoint.as_str().trim_end_matches('/')
    }

    /// A profile as it stands in `~/.aws/credentials`.
    fn profile(&self, name: &str) -> SecretString {
        self.section(
            name,
            &[],
            [
                "aws_access_key_id",
                "aws_secret_access_key",
                "aws_session_token",
                "region",
                "endpoint_url",
            ],
        )
    }

    /// A remote as it stands in `rclone.conf` (rclone, "Amazon S3 Storage Providers").
    fn rclone(&self, name: &str) -> SecretString {
        self.section(
            name,
            &[("type", "s3"), ("provider", "Other")],
            [
                "access_key_id",
                "secret_access_key",
                "session_token",
                "region",
                "endpoint",
            ],
        )
    }

    /// A section of a configuration file: `first`, then what [`Storage::settings`] tells under the names of the file.
    fn section(&self, name: &str, first: &[Setting<'_>], names: [&str; 5]) -> SecretString {
        let name = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-');
        let mut text = Zeroizing::new(format!("[{}]\n", name.collect::<String>()));
        let values = self.settings().map(|(_, value)| value);
        let settings = names.into_iter().zip(values);
        for (name, value) in first.iter().copied().chain(settings) {
            if !value.is_empty() {
                for part in [name, " = ", value, "\n"] {
                    text.push_str(part);
                }
            }
        }
        SecretString::from(text.as_str())
    }

    /// A Python program that lists the buckets.
    fn python(&self) -> SecretString {
        let mut text = Zeroizing::new(String::from(
            "import boto3\n\nstorage = boto3.client(\n    \"s3\",\n",
        ));
        let names = [
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "region_name",
            "endpoint_url",
        ];
        let values = self.settings().map(|(_, value)| value);
        for (name, value) in names.into_iter().zip(values) {
            if !value.is_empty() {
                for part in ["    ", name, "=", forms::literal(value).as_str(), ",\n"] {
                    text.push_str(part);
                }
            }
        }
        text.push_str(
            ")\nfor bucket in storage.list_buckets()[\"Buckets\"]:\n    print(bucket[\"Name\"])\n",
        );
        SecretString::from(text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_such_as_tools_read() {
        let [id, secret] = ["MADEUPID3456", "made-up/SECRET+1="].map(SecretString::from);
        let storage = Storage {
            endpoint: "https://kr.object.example/".parse().unwrap(),
            region: "kr-standard",
            access_key: &id,
            secret_key: &secret,
            session_token: None,
        };
        let text = |what| {
            let text = storage.text("naver-3456]\n[x", what).unwrap();
            // EXPOSE: made-up values of a test.
            text.expose_secret().to_owned()
        };
        assert_eq!(
            text(CopyWhat::S3Profile),
            "[naver-3456x]\naws_access_key_id = MADEUPID3456\n\
             aws_secret_access_key = made-up/SECRET+1=\n\
             region = kr-standard\nendpoint_url = https://kr.object.example\n"
        );
        assert_eq!(
            text(CopyWhat::Rclone),
            "[naver-3456x]\ntype = s3\nprovider = Other\naccess_key_id = MADEUPID3456\n\
             secret_access_key = made-up/SECRET+1=\nregion = kr-standard\n\
             endpoint = https://kr.object.example\n"
        );
        assert_eq!(
            text(CopyWhat::Env),
            "AWS_ACCESS_KEY_ID=MADEUPID3456\nAWS_SECRET_ACCESS_KEY=made-up/SECRET+1=\n\
             AWS_DEFAULT_REGION=kr-standard\nAWS_ENDPOINT_URL=https://kr.object.example\n"
        );
        assert!(text(CopyWhat::Export).starts_with("export AWS_ACCESS_KEY_ID='MADEUPID3456'\n"));
        assert_eq!(
            text(CopyWhat::Python),
            "import boto3\n\nstorage = boto3.client(\n    \"s3\",\n    \
             aws_access_key_id=\"MADEUPID3456\",\n    aws_secret_access_key=\"made-up/SECRET+1=\",\n    \
             region_name=\"kr-standard\",\n    endpoint_url=\"https://kr.object.example\",\n)\n\
             for bucket in storage.list_buckets()[\"Buckets\"]:\n    print(bucket[\"Name\"])\n"
        );
        assert!(storage.text("x", CopyWhat::Curl).is_err());
    }
}
