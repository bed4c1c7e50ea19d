//! polkit, which asks for the password of the account.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use anyhow::Result;
use keywright_core::ErrorCode;
use keywright_core::model::NoAccountProof;
use keywright_core::session::{ACTION, Buses, no_account_proof, prove_account};
use keywright_tests::Session;
use zbus::Connection;
use zbus::zvariant::OwnedValue;

use super::{bus, nowhere, service};

/// What polkit was asked: whose authorization, for what, and whether it may ask the person.
type Asked = Arc<Mutex<Vec<(String, String, u32)>>>;

struct Polkit {
    knows: &'static [&'static str],
    authorizes: bool,
    /// No agent runs, so that nobody is asked.
    unasked: bool,
    asked: Asked,
}

type Action = (
    String,
    String,
    String,
    String,
    String,
    String,
    u32,
    u32,
    u32,
    HashMap<String, String>,
);

#[zbus::interface(name = "org.freedesktop.PolicyKit1.Authority")]
impl Polkit {
    fn enumerate_actions(&self, _locale: &str) -> Vec<Action> {
        let action = |id: &&str| -> Action {
            let none = String::new;
            let rest = HashMap::new();
            (
                (*id).to_owned(),
                none(),
                none(),
                none(),
                none(),
                none(),
                0,
                0,
                2,
                rest,
            )
        };
        self.knows.iter().map(action).collect()
    }

    fn check_authorization(
        &self,
        #[zbus(header)] header: zbus::message::Header<'_>,
        subject: (String, HashMap<String, OwnedValue>),
        action: &str,
        _details: HashMap<String, String>,
        flags: u32,
        _cancellation: &str,
    ) -> (bool, bool, HashMap<String, String>) {
        let name = subject
            .1
            .get("name")
            .and_then(|name| name.downcast_ref::<String>().ok());
        // The subject is whoever asks, and nobody else.
        assert_eq!(
            name.as_deref(),
            header.sender().map(|sender| sender.as_str())
        );
        let mut asked = self.asked.lock().unwrap();
        asked.push((subject.0, action.to_owned(), flags));
        (self.authorizes, self.unasked, HashMap::new())
    }
}

async fn polkit(
    bus: &Session,
    knows: &'static [&'static str],
    authorizes: bool,
) -> Result<(Connection, Asked)> {
    let asked = Asked::default();
    let polkit = service(bus, "org.freedesktop.PolicyKit1").await?;
    let authority = Polkit {
        knows,
        authorizes,
        unasked: false,
        asked: asked.clone(),
    };
    serve(&polkit, authority).await?;
    Ok((polkit, asked))
}

async fn serve(polkit: &Connection, authority: Polkit) -> Result<()> {
    let path = "/org/freedesktop/PolicyKit1/Authority";
    polkit.object_server().at(path, authority).await?;
    Ok(())
}

fn on(bus: &Session) -> Buses {
    Buses {
        session: nowhere(),
        system: Some(bus.bus_address().to_owned()),
    }
}

#[tokio::test]
async fn account_is_offered_only_where_polkit_knows_the_app() -> Result<()> {
    let bus = bus()?;
    let none = no_account_proof(&on(&bus)).await;
    assert_eq!(none, Some(NoAccountProof::NoService));
    let (daemon, _) = polkit(&bus, &["org.example.other"], true).await?;
    let unknown = no_account_proof(&on(&bus)).await;
    assert_eq!(unknown, Some(NoAccountProof::NotInstalled));
    daemon.close().await?;
    let (_daemon, _) = polkit(&bus, &["org.example.other", ACTION], true).await?;
    assert_eq!(no_account_proof(&on(&bus)).await, None);
    let no_bus = Buses {
        session: nowhere(),
        system: nowhere(),
    };
    assert_eq!(
        no_account_proof(&no_bus).await,
        Some(NoAccountProof::NoService)
    );
    Ok(())
}

#[tokio::test]
async fn only_polkits_yes_is_a_proof() -> Result<()> {
    let bus = bus()?;
    let code = |result: keywright_core::Result<()>| result.map_err(|error| error.code);
    assert_eq!(
        code(prove_account(&on(&bus)).await),
        Err(ErrorCode::ProofMissing)
    );
    let (daemon, asked) = polkit(&bus, &[ACTION], false).await?;
    assert_eq!(
        code(prove_account(&on(&bus)).await),
        Err(ErrorCode::ProofRefused)
    );
    let question = ("system-bus-name".to_owned(), ACTION.to_owned(), 1);
    assert_eq!(*asked.lock().unwrap(), [question]);
    daemon.close().await?;
    let (_daemon, _) = polkit(&bus, &[ACTION], true).await?;
    assert_eq!(code(prove_account(&on(&bus)).await), Ok(()));
    Ok(())
}

#[tokio::test]
async fn a_desktop_without_an_agent_is_not_a_person_who_refused() -> Result<()> {
    let bus = bus()?;
    let polkit = service(&bus, "org.freedesktop.PolicyKit1").await?;
    let authority = Polkit {
        knows: &[ACTION],
        authorizes: false,
        unasked: true,
        asked: Asked::default(),
    };
    serve(&polkit, authority).await?;
    let error = prove_account(&on(&bus)).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::ProofUnasked);
    Ok(())
}

/// The package's file declares the action that is asked for, and has it asked each time.
#[test]
fn policy_file_declares_the_action() -> Result<()> {
    let file = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../src-tauri/linux/app.keywright.desktop.policy"
    );
    let text = std::fs::read_to_string(file)?;
    assert!(text.contains(&format!("<action id=\"{ACTION}\">")));
    assert!(text.contains("<allow_active>auth_self</allow_active>"));
    assert!(text.contains("<allow_any>no</allow_any>"));
    let config = include_str!("../../src-tauri/tauri.conf.json");
    let config: serde_json::Value = serde_json::from_str(config)?;
    let files = &config["bundle"]["linux"]["deb"]["files"];
    let to = format!(
        "/usr/share/polkit-1/actions/{}",
        "app.keywright.desktop.policy"
    );
    assert_eq!(files[to], "linux/app.keywright.desktop.policy");
    Ok(())
}
