//! Keys of KakaoCloud, the tokens that they are exchanged for, and those that calls are made with.

use std::process::Output;

use anyhow::{Context as _, Result, ensure};
use keywright_practice::kakao::{Call, NewIamKey, Options, PracticeKakao, Trouble};
use keywright_tests::Session;
use keywright_tests::canary::Canary;
use keywright_tests::engine::{self, SignIn};
use serde_json::json;

use crate::{kept, nowhere};

/// Fields of an item that are secret.
const SECRETS: [&str; 3] = ["secret", "token", "session_token"];

/// How every token begins: those of single calls are kept nowhere, so that nobody can name them.
const ANY_TOKEN: &str = "gAAAAAB";

/// The practice cloud, and what was said over it.
struct Stage {
    cloud: PracticeKakao,
    session: Session,
    outputs: Vec<Output>,
    secrets: Vec<String>,
}

impl Stage {
    /// Connects by these fields; says whether it worked.
    fn connect(&mut self, fields: &[(&str, &str)]) -> Result<bool> {
        let endpoint = self.cloud.base_url();
        let sign_in = SignIn {
            kind: "kakao_iam_key",
            endpoint: &endpoint,
            fields,
        };
        let output = engine::connect(&self.session, &sign_in)?;
        let connected = output.status.success();
        self.outputs.push(output);
        Ok(connected)
    }

    fn issue(&mut self, kind: &str, field: &str, name: &str) -> Result<()> {
        let form = json!({ field: {"type": "text", "value": name} });
        let output = engine::issue(&self.session, kind, &form).output()?;
        self.outputs.push(output);
        self.remember()
    }

    fn token(&mut self, action: &str, token: &str) -> Result<()> {
        let output = engine::token(&self.session, action, token).output()?;
        self.outputs.push(output);
        self.remember()
    }

    /// Takes note of what is in the keychain now.
    fn remember(&mut self) -> Result<()> {
        self.secrets.extend(kept(&self.session, &SECRETS)?);
        self.secrets.sort_unstable();
        self.secrets.dedup();
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connected_issued_and_exchanged_secrets_are_nowhere_but_in_the_keychain() -> Result<()> {
    let cloud = PracticeKakao::start(Options {
        lessons: false,
        iam_key_quota: 100,
        s3_key_quota: 100,
        ..Options::default()
    })
    .await?;
    let new = NewIamKey {
        name: "canary".to_owned(),
        unrestricted: true,
        ..NewIamKey::default()
    };
    let (id, secret) = cloud.add_iam_key(new).context("a key")?;
    let user_id = cloud.user_id();
    let mut stage = Stage {
        cloud,
        session: Session::start()?,
        outputs: Vec::new(),
        secrets: Vec::new(),
    };
    ensure!(
        stage.connect(&[("id", &id), ("secret", &secret)])?,
        "not connected"
    );
    engine::allow(&stage.session)?;
    // A key that does not work at once makes the storage repeat what was signed.
    let asleep = Trouble::NewKeysSleep(1);
    stage.cloud.trouble(asleep);
    stage.issue("kakao_s3_key", "label", "canary one")?;
    stage.issue("kakao_iam_key", "name", "canary two")?;
    for token in ["api", "storage"] {
        // The second takes the place of the first.
        stage.token("mint", token)?;
        stage.token("mint", token)?;
    }
    stage.token("check", "api")?;
    // The account's, two keys', two API tokens, two temporary keys of two parts.
    ensure!(
        stage.secrets.len() == 9,
        "{} secrets in the keychain",
        stage.secrets.len()
    );
    ensure!(
        stage.secrets.contains(&secret),
        "what was connected is found"
    );

    // Answers that cannot be used hold secrets too: the whole of a key, beside what is missing; a token without a body.
    for missing in ["id", "access", "secret"] {
        let spoilt = Trouble::LeaveOut(missing.to_owned());
        let iam = spoilt.clone().only(Call::CreateIamKey);
        stage.cloud.trouble(iam);
        stage.cloud.add_trouble(spoilt.only(Call::CreateS3Key));
        stage.issue("kakao_s3_key", "label", "canary three")?;
        stage.issue("kakao_iam_key", "name", "canary four")?;
    }
    for spoilt in [
        Trouble::ServerError(500),
        Trouble::CutMidAnswer,
        Trouble::LeaveOut("expires_at".to_owned()),
    ] {
        stage.cloud.trouble(Trouble::None);
        for call in [Call::IssueToken, Call::ReadToken, Call::AssumeRole] {
            let only = spoilt.clone().only(call);
            stage.cloud.add_trouble(only);
        }
        stage.token("check", "api")?;
        stage.token("mint", "api")?;
        stage.token("mint", "storage")?;
    }
    stage.cloud.trouble(Trouble::None);
    stage.token("revoke", "api")?;
    stage.token("check", "api")?;
    let wrong = "MADE-UP-wrong-secret-4711-canary";
    for fields in [
        [("id", id.as_str()), ("secret", wrong), ("name", "")],
        [("name", "canary"), ("secret", wrong), ("user_id", &user_id)],
    ] {
        ensure!(!stage.connect(&fields)?, "a wrong secret was taken");
    }
    stage.secrets.push(wrong.to_owned());
    let snapshot = stage.cloud.snapshot();
    let keys = snapshot["s3_keys"].as_array().context("the S3 keys")?;
    let keys = keys.iter().filter_map(|key| key["secret"].as_str());
    stage.secrets.extend(keys.map(str::to_owned));
    // What begins as every token does.
    ensure!(stage.secrets.iter().any(|one| one.starts_with(ANY_TOKEN)));
    stage.secrets.push(ANY_TOKEN.to_owned());

    let outputs: Vec<_> = stage.outputs.iter().collect();
    nowhere(&stage.session, &stage.secrets, &outputs)?;
    // The practice cloud tells them to nobody either: its ledger may be shown.
    let ledger = serde_json::to_string(&stage.cloud.ledger())?;
    for secret in &stage.secrets {
        let found = Canary::new(secret).find(ledger.as_bytes());
        ensure!(found.is_empty(), "in the practice cloud's ledger");
    }
    Ok(())
}

/// The practice cloud inside the app knows the secrets of S3 keys, for signatures are checked with them: what is
/// remembered of it is encrypted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_of_practice_are_nowhere_but_in_the_keychain() -> Result<()> {
    let session = Session::start()?;
    let mut secrets = vec![ANY_TOKEN.to_owned()];
    let mut outputs = Vec::new();
    // The second time goes on from what was remembered of the first, and exchanges the key anew.
    for _ in 0..2 {
        let output = engine::practise(&session, "kakao")?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "{said}");
        outputs.push(output);
        secrets.extend(kept(&session, &SECRETS)?);
    }
    secrets.sort_unstable();
    secrets.dedup();
    // One of the account, one of an S3 key, what the memory is encrypted with; twice a token and both parts of a
    // temporary key; and how every token begins.
    ensure!(
        secrets.len() == 10,
        "{} secrets in the keychain",
        secrets.len()
    );
    nowhere(&session, &secrets, &[&outputs[0], &outputs[1]])
}
