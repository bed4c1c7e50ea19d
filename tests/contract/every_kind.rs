//! What holds for every kind of key: an operation that it declares reaches its cloud, any other answers that it is
//! unsupported and sends nothing.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use keywright_core::http::{Http, Tuning};
use keywright_core::kind::{Credential, Input, KeyKind, KindSpec, SecretFields, Support};
use keywright_core::model::{AddressRule, Expiry, FieldValue, KindId, NewKey};
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

    fn credential(&self, spec: &KindSpec) -> Credential {
        let made_up = |id: &str| format!("MADEUP{}", id.replace('_', ""));
        let fields: SecretFields = spec
            .fields
            .iter()
            .map(|field| (field.id.to_owned(), made_up(field.id).into()))
            .collect();
        Credential {
            kind: spec.id,
            base_url: self.base_url.parse().unwrap(),
            fields,
            scope: Some("made-up".to_owned()),
            own_key: Some("made-up-own".to_owned()),
        }
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

/// A form that is filled in well.
fn form(spec: &KindSpec) -> NewKey {
    let fields = spec.new_key_fields.iter();
    fields
        .map(|field| {
            let value = match field.input {
                Input::Text { .. } | Input::Secret { .. } => FieldValue::Text("made up".to_owned()),
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

#[tokio::test]
async fn what_is_declared_is_sent_and_nothing_else_is() {
    for kind in all() {
        let spec = kind.spec();
        let cloud = Nobody::start().await;
        let kinds = all();
        let signer = kinds
            .iter()
            .find(|other| spec.signed_by.contains(&other.spec().id))
            .unwrap();
        let by = cloud.credential(signer.spec());
        let key = cloud.credential(spec);
        let new = form(spec);
        let secret = *kind.secret_fields().first().unwrap();
        let mut patch = new.clone();
        patch.retain(|id, _| spec.new_key_fields.iter().any(|f| f.id == id && f.editable));
        let can = spec.operations;
        let mut seen = vec![
            (
                "verify",
                can.verify,
                cloud.sees(kind.prove(&key, Some(&by))).await,
            ),
            ("list", can.list, cloud.sees(kind.list(&by)).await),
            (
                "create",
                can.create,
                cloud.sees(kind.create(&by, &new, None)).await,
            ),
        ];
        // Some ids are of one part, some of two; what cannot be an id is not sent.
        for id in ["made-up", "made-up/made-up"] {
            seen.extend([
                ("reread", can.reread, cloud.sees(kind.reread(&by, id)).await),
                (
                    "update",
                    can.update,
                    cloud.sees(kind.update(&by, id, &patch)).await,
                ),
                (
                    "switch",
                    can.switch,
                    cloud.sees(kind.switch(&by, id, false)).await,
                ),
                (
                    "regenerate",
                    can.regenerate,
                    cloud.sees(kind.regenerate(&by, id, secret)).await,
                ),
                ("delete", can.delete, cloud.sees(kind.delete(&by, id)).await),
            ]);
        }
        for (name, support, (asked, code)) in &seen {
            let case = format!("{:?}: {name}", spec.id);
            if *support == Support::Api {
                let sent = |(other, _, (asked, _)): &(_, _, (bool, _))| other == name && *asked;
                assert!(seen.iter().any(sent), "{case} was not sent: {code:?}");
            } else {
                assert!(!asked, "{case} was sent");
                assert_eq!(*code, Some(ErrorCode::Unsupported), "{case}");
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
    }
}
