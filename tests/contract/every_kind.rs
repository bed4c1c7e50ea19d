//! What holds for every kind of key: an operation that it declares reaches its cloud, any other answers that it is
//! unsupported and sends nothing.

use std::collections::HashSet;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use keywright_core::error::FieldProblem;
use keywright_core::http::{Http, Tuning};
use keywright_core::kind::{Credential, Extra, Input, KeyKind, KindSpec, SecretFields, Support};
use keywright_core::model::{AddressRule, CopyWhat, Expiry, FieldValue, KindId, NewKey, TokenKind};
use keywright_core::{ErrorCode, Result, providers};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A cloud that knows nothing and counts how often it is asked.
struct Nobody {
    base_url: String,
    asked: Arc<AtomicUsize>,
}

impl Nobody {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        tokio::spawn(async move {
            while let Ok((mut line, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(async move {
                    let mut seen = Vec::new();
                    let mut part = [0; 4096];
                    while !seen.windows(4).any(|w| w == b"\r\n\r\n") {
                        match line.read(&mut part).await {
                            Ok(n) if n > 0 => seen.extend_from_slice(&part[..n]),
                            _ => return,
                        }
                    }
                    let answer = "HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\n\
                                  content-length: 2\r\nconnection: close\r\n\r\n{}";
                    // Whoever hung up does not want it.
                    let _ = line.write_all(answer.as_bytes()).await;
                });
            }
        });
        Self { base_url, asked }
    }

    /// Made-up credentials of a kind, one for each way to give one.
    fn credentials(&self, spec: &KindSpec) -> Vec<Credential> {
        let all = ways(spec).into_iter();
        all.map(|fields| Credential {
            kind: spec.id,
            base_url: self.base_url.parse().unwrap(),
            fields,
            scope: Some("made-up".to_owned()),
            own_key: Some("made-up-own".to_owned()),
        })
        .collect()
    }

    /// Runs an operation and says whether the cloud was asked.
    async fn sees<T>(
        &self,
        operation: impl Future<Output = Result<T>>,
    ) -> (bool, Option<ErrorCode>) {
        let before = self.asked.load(Ordering::SeqCst);
        let code = operation.await.err().map(|error| error.code);
        (self.asked.load(Ordering::SeqCst) > before, code)
    }
}

/// A credential's fields, filled in in each of the ways that there are.
fn ways(spec: &KindSpec) -> Vec<SecretFields> {
    let filled_in = |takes: &dyn Fn(&str) -> bool| {
        let fields = spec.fields.iter().filter(|field| takes(field.id));
        let filled = fields.map(|field| {
            let value = match field.input {
                Input::Choice { choices, .. } => choices[0].to_owned(),
                _ => format!("MADEUP{}", field.id.replace('_', "")),
            };
            (field.id.to_owned(), value.into())
        });
        filled.collect()
    };
    if spec.ways.is_empty() {
        return vec![filled_in(&|_| true)];
    }
    let ways = spec.ways.iter();
    ways.map(|way| filled_in(&|id| way.fields.contains(&id)))
        .collect()
}

/// All there is to exchange a key for.
const TOKENS: [TokenKind; 2] = [TokenKind::Api, TokenKind::Storage];

/// A made-up token of any kind, whichever of these fields it consists of.
fn made_up_token() -> SecretFields {
    let fields = ["token", "access", "secret", "session_token"];
    let filled = fields.map(|id| (id.to_owned(), format!("MADEUP{id}").into()));
    filled.into()
}

/// A form that is filled in well.
fn form(spec: &KindSpec) -> NewKey {
    let fields = spec.new_key_fields.iter();
    fields
        .map(|field| {
            let value = match field.input {
                Input::Text { .. } | Input::Secret { .. } | Input::SecretId { .. } => {
                    FieldValue::Text("made up".to_owned())
                }
                Input::Group => FieldValue::Text("made-up-group".to_owned()),
                Input::Roles => {
                    FieldValue::Roles(vec!["00000000-0000-4000-8000-000000000001".to_owned()])
                }
                Input::Expiry { .. } => FieldValue::Expiry(Expiry::Never),
                Input::Addresses => FieldValue::Addresses(vec![AddressRule {
                    source: "192.0.2.1".to_owned(),
                    description: None,
                }]),
                Input::Flag { preset } => FieldValue::Flag(preset),
                Input::Choice { choices, .. } => FieldValue::Text(choices[0].to_owned()),
            };
            (field.id.to_owned(), value)
        })
        .collect()
}

fn all() -> Vec<Arc<dyn KeyKind>> {
    let tuning = Tuning {
        pause: Duration::from_millis(1),
        ..Tuning::default()
    };
    providers::all(&Http::new(tuning).unwrap())
}

/// What became of an operation: its name, whether it is declared, and what [`Nobody::sees`] says.
type Seen = (&'static str, bool, (bool, Option<ErrorCode>));

/// Each operation that is declared was sent, at least with one id, and no other.
fn check(case: &str, seen: &[Seen]) {
    for (name, declared, (asked, code)) in seen {
        let case = format!("{case}: {name}");
        if *declared {
            let sent = |(other, _, (asked, _)): &Seen| other == name && *asked;
            assert!(seen.iter().any(sent), "{case} was not sent: {code:?}");
        } else {
            assert!(!asked, "{case} was sent");
            assert_eq!(*code, Some(ErrorCode::Unsupported), "{case}");
        }
    }
}

/// Asks a kind for everything, with this credential of the account and this key.
async fn ask_for_everything(
    cloud: &Nobody,
    kind: &dyn KeyKind,
    by: &Credential,
    key: &Credential,
) -> Vec<Seen> {
    let spec = kind.spec();
    let new = form(spec);
    let secret = *kind.secret_fields().first().unwrap();
    let mut patch = new.clone();
    patch.retain(|id, _| spec.new_key_fields.iter().any(|f| f.id == id && f.editable));
    let operations = spec.operations;
    let can = |support| support == Support::Api;
    let has = |extra| spec.extras.contains(&extra);
    let mut seen = vec![
        (
            "verify",
            can(operations.verify),
            cloud.sees(kind.prove(key, Some(by))).await,
        ),
        (
            "list",
            can(operations.list),
            cloud.sees(kind.list(by)).await,
        ),
        (
            "create",
            can(operations.create),
            cloud.sees(kind.create(by, &new, None)).await,
        ),
        (
            "storage",
            has(Extra::Storage),
            cloud.sees(kind.storage(key)).await,
        ),
        (
            "activity",
            has(Extra::Activity),
            cloud.sees(kind.activity(by, Timestamp::UNIX_EPOCH)).await,
        ),
        (
            "projects",
            has(Extra::Projects),
            cloud.sees(kind.projects(key)).await,
        ),
    ];
    // Some ids are of one part, some of two; what cannot be an id is not sent.
    for id in ["made-up", "made-up/made-up"] {
        seen.extend([
            (
                "reread",
                can(operations.reread),
                cloud.sees(kind.reread(by, id)).await,
            ),
            (
                "update",
                can(operations.update),
                cloud.sees(kind.update(by, id, &patch)).await,
            ),
            (
                "switch",
                can(operations.switch),
                cloud.sees(kind.switch(by, id, false)).await,
            ),
            (
                "regenerate",
                can(operations.regenerate),
                cloud.sees(kind.regenerate(by, id, secret)).await,
            ),
            (
                "delete",
                can(operations.delete),
                cloud.sees(kind.delete(by, id)).await,
            ),
            (
                "rules",
                has(Extra::Rules),
                cloud.sees(kind.rules(by, id)).await,
            ),
            (
                "subscriptions",
                has(Extra::Subscriptions),
                cloud.sees(kind.subscriptions(by, id)).await,
            ),
        ]);
    }
    seen
}

#[tokio::test]
async fn what_is_declared_is_sent_and_nothing_else_is() {
    let kinds = all();
    for kind in &kinds {
        let spec = kind.spec();
        let cloud = Nobody::start().await;
        let signers = kinds
            .iter()
            .filter(|other| spec.signed_by.contains(&other.spec().id));
        let all_by = signers.flat_map(|signer| cloud.credentials(signer.spec()));
        for by in all_by {
            for key in cloud.credentials(spec) {
                let given = |by: &Credential| by.fields.keys().cloned().collect::<Vec<_>>();
                let case = format!("{:?} {:?} {:?}", spec.id, given(&by), given(&key));
                let seen = ask_for_everything(&cloud, kind.as_ref(), &by, &key).await;
                check(&case, &seen);
            }
        }
    }
}

#[tokio::test]
async fn a_key_is_exchanged_for_what_is_declared_and_for_nothing_else() {
    for kind in all() {
        let spec = kind.spec();
        let cloud = Nobody::start().await;
        let fields = made_up_token();
        for key in cloud.credentials(spec) {
            for token in TOKENS {
                let case = format!("{:?}: {token:?}", spec.id);
                let known = spec.token(token);
                let seen = [
                    (
                        "mint",
                        known.is_some(),
                        cloud.sees(kind.mint_token(&key, token)).await,
                    ),
                    (
                        "check",
                        known.is_some_and(|token| token.checks),
                        cloud.sees(kind.check_token(&key, token, &fields)).await,
                    ),
                    (
                        "revoke",
                        known.is_some_and(|token| token.revokes),
                        cloud.sees(kind.revoke_token(&key, token, &fields)).await,
                    ),
                ];
                check(&case, &seen);
                for what in CopyWhat::ALL {
                    let case = format!("{case}: {what:?}");
                    let copied = kind.copy_token(&key, token, &fields, what);
                    let listed = known.is_some_and(|token| token.copies.contains(&what));
                    match copied {
                        Ok(_) => assert!(listed, "{case}"),
                        Err(error) => {
                            assert!(!listed, "{case}");
                            assert_eq!(error.code, ErrorCode::Unsupported, "{case}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_credential_can_be_given_in_each_of_its_ways_and_in_no_other() {
    for kind in all() {
        let spec = kind.spec();
        let case = format!("{:?}", spec.id);
        let named = |id: &&str| spec.fields.iter().any(|field| field.id == *id);
        for way in spec.ways {
            assert!(way.fields.iter().all(&named), "{case}: {}", way.id);
        }
        let ids: HashSet<_> = spec.ways.iter().map(|way| way.id).collect();
        assert_eq!(ids.len(), spec.ways.len(), "{case}");
        let taken = |id| spec.ways.iter().any(|way| way.fields.contains(&id));
        let all_taken = spec.fields.iter().all(|field| taken(field.id));
        assert!(spec.ways.is_empty() || all_taken, "{case}");
        for fields in ways(spec) {
            let given = |id: &&&str| fields.contains_key(**id);
            assert!(kind.secret_fields().iter().any(|id| given(&id)), "{case}");
            kind.check_credential(&fields).unwrap();
            let specs = spec.fields_given(&fields).into_iter();
            for missing in specs.filter(|field| field.required) {
                let mut fields = fields.clone();
                fields.remove(missing.id);
                let checked = kind.check_credential(&fields);
                // Without it the fields may be another way's: that one misses something then.
                let problem = checked.err().and_then(|error| error.problem);
                let wanted = Some(FieldProblem::Missing);
                assert_eq!(problem, wanted, "{case} without {}", missing.id);
            }
        }
    }
}

#[test]
fn the_facts_of_every_kind_fit_together() {
    let kinds = all();
    let ids: Vec<KindId> = kinds.iter().map(|kind| kind.spec().id).collect();
    for kind in &kinds {
        let spec = kind.spec();
        let case = format!("{:?}", spec.id);
        assert_eq!(spec.provider, spec.id.provider(), "{case}");
        assert!(!spec.signed_by.is_empty(), "{case}");
        assert!(spec.signed_by.iter().all(|id| ids.contains(id)), "{case}");
        assert!(!spec.realms.is_empty(), "{case}");
        for realm in spec.realms {
            assert!(realm.base_url.starts_with("https://"), "{case}");
        }
        assert!(!kind.secret_fields().is_empty(), "{case}");
        assert!(!spec.copies.is_empty(), "{case}");
        for link in spec.links {
            assert!(link.url.starts_with("https://"), "{case}: {}", link.id);
        }
        let can = spec.operations;
        if can.create == Support::Api {
            // Without a list nobody could find out what became of a create.
            assert_eq!(can.list, Support::Api, "{case}");
            kind.check_new(&form(spec), false).unwrap();
        }
        if spec.delete_needs_off && can.delete == Support::Api {
            assert_eq!(can.switch, Support::Api, "{case}");
        }
        if can.regenerate == Support::Api {
            assert_eq!(can.reread, Support::Api, "{case}");
        }
        let tokens: HashSet<_> = spec.tokens.iter().map(|token| token.id).collect();
        assert_eq!(tokens.len(), spec.tokens.len(), "{case}");
        assert_eq!(can.token == Support::Api, !tokens.is_empty(), "{case}");
        for token in spec.tokens {
            let case = format!("{case}: {:?}", token.id);
            assert!(TOKENS.contains(&token.id), "{case}");
            assert!(token.lasts_s > 0, "{case}");
            // What cannot be copied is of no use.
            assert!(!token.copies.is_empty(), "{case}");
        }
        for field in spec.fields.iter().chain(spec.new_key_fields) {
            if let Input::Choice { choices, .. } = field.input {
                assert!(!choices.is_empty(), "{case}: {}", field.id);
            }
        }
    }
}
