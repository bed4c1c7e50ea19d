//! Data folders with made-up keys in them.

use std::path::Path;

use anyhow::Result;
use keywright_core::kind::RemoteKey;
use keywright_core::model::{
    Account, AccountId, Expiry, KeyState, KindId, LastUsed, OperationId, OperationKind, ProviderId,
    RoleChoice, Scope,
};
use keywright_core::store::{Listing, NewEvent, OperationRow, OperationState, Store};

/// What keys are named after, as people do.
const NAMES: [&str; 4] = ["dashboard", "매출 보고", "클릭 로그", "billing export"];

/// Makes a data folder with one account and this many keys; none of either for 0.
pub fn with_keys(folder: &Path, count: usize) -> Result<()> {
    if count == 0 {
        return Ok(());
    }
    let store = Store::open(folder)?;
    let now = "2026-11-01T00:00:00Z".parse()?;
    let account = Account {
        id: AccountId::random(),
        provider: ProviderId::Clickhouse,
        kind: KindId::ClickhouseKey,
        label: "Made up".to_owned(),
        scope: Some(Scope {
            id: "made-up".to_owned(),
            name: "Made up".to_owned(),
        }),
        own_key: None,
        ends_with: None,
        realm: None,
        endpoint: None,
        practice: false,
        undocumented: false,
        created_at: now,
        looked_at: None,
    };
    let draft = OperationRow {
        id: OperationId::random(),
        op: OperationKind::Connect,
        state: OperationState::Draft,
        provider: account.provider,
        kind: account.kind,
        account: None,
        key: None,
        name: String::new(),
        detail: serde_json::Value::Null,
        op_item: None,
        final_item: None,
        started_at: now,
        sent_at: None,
        next_look_at: None,
        looks: 0,
        code: None,
    };
    store.begin(&draft, None)?;
    store.close_connected(draft.id, &account, AccountId::random().0)?;
    store.take_listing(&Listing {
        account: account.id,
        kind: account.kind,
        tenant: "cloud made-up".to_owned(),
        practice: false,
        keys: (0..count).map(key).collect(),
        fresh_since: now,
        changed: NewEvent::done(OperationKind::ChangedElsewhere, Some(&account)),
    })?;
    Ok(())
}

fn key(number: usize) -> RemoteKey {
    RemoteKey {
        remote_id: format!("made-up-{number}"),
        name: format!("{}-{number}", NAMES[number % NAMES.len()]),
        note: None,
        group: None,
        ends_with: Some(format!("{:04}", number % 10_000)),
        state: KeyState::Enabled,
        roles: vec![RoleChoice {
            id: "made-up".to_owned(),
            name: "Developer".to_owned(),
            custom: false,
        }],
        addresses: None,
        created_at: None,
        created_by: None,
        expires: Expiry::Never,
        last_used: LastUsed::Unknown,
    }
}
