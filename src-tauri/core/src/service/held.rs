//! The last line of defence: an answer to a create that neither the disk nor the keychain would take is kept in memory
//! and offered to both again for as long as the program runs.

use std::sync::Arc;

use super::KeyService;
use super::seal;
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::Answer;
use crate::kind::{KeyKind, SecretFields};
use crate::model::{Account, ApiKey, OperationId, OperationKind};
use crate::store::{OperationRow, OperationState, Part};

/// An answer that rests nowhere yet. No `Debug`, no `Clone`.
pub(super) struct Held {
    answer: Answer,
    made: Option<SecretFields>,
}

impl KeyService {
    /// Whether the answer of this operation is in memory only.
    pub(super) fn holds(&self, id: OperationId) -> bool {
        self.held.borrow().contains_key(&id)
    }

    /// The answer could not be sealed on the disk: the keychain may still take the secret. If not, it is held.
    pub(super) async fn finish_unsealed(
        self: &Arc<Self>,
        mut row: OperationRow,
        account: &Account,
        kind: Arc<dyn KeyKind>,
        answer: Answer,
        made: Option<SecretFields>,
    ) -> Result<ApiKey> {
        let result = self
            .finish(&mut row, account, kind.as_ref(), &answer, made.as_ref())
            .await;
        // What cannot be read now cannot be read later either, and is looked for at the cloud.
        if result.is_err() && row.state == OperationState::Sent {
            let held = Arc::new(Held { answer, made });
            self.held.send_modify(|all| drop(all.insert(row.id, held)));
            let this = Arc::clone(self);
            // It goes on while the app is locked: this answer rests nowhere yet.
            let at_work = self.begin();
            tokio::spawn(async move {
                let offering = this.keep_offering(row);
                match at_work {
                    Ok(at_work) => at_work.scope(offering).await,
                    Err(_) => offering.await,
                }
            });
        }
        result.map_err(|error| error.with_outcome(Outcome::Unknown))
    }

    async fn keep_offering(self: Arc<Self>, row: OperationRow) {
        let mut closing = self.closing.subscribe();
        let mut looks = 0;
        while self.holds(row.id) {
            // The end of the program waits for this: it is worth a try at once, and more of them.
            if closing.borrow_and_update().is_some() {
                looks = 0;
            }
            let pause = self.pace.looks.get(looks).or(self.pace.looks.last());
            tokio::select! {
                () = tokio::time::sleep(pause.copied().unwrap_or_default()) => {}
                _ = closing.changed() => {}
            }
            looks += 1;
            // Why it did not work this time either is no news.
            let _ = self.take_up(row.clone(), false).await;
            self.changed();
        }
    }

    /// Offers a held answer to the disk, then goes on with it.
    pub(super) async fn finish_held(
        &self,
        row: &mut OperationRow,
        account: &Account,
    ) -> Result<()> {
        let kind = self.gate(row.kind, OperationKind::Create)?;
        let held = self.held.borrow().get(&row.id).cloned();
        let held = held.ok_or_else(|| Error::new(ErrorCode::Gone))?;
        if self.seal_held(row, &held).await.is_ok() {
            row.state = OperationState::Sealed;
        }
        let made = held.made.as_ref();
        let result = self
            .finish(row, account, kind.as_ref(), &held.answer, made)
            .await;
        // It stays until it rests somewhere: the end of the program waits for that.
        if result.is_ok() || row.state != OperationState::Sent {
            self.held.send_modify(|all| drop(all.remove(&row.id)));
        }
        result.map(drop)
    }

    async fn seal_held(&self, row: &OperationRow, held: &Held) -> Result<()> {
        let key = self.operation_key(row).await?;
        let sealed = key.seal(row.id, Part::Answer, &seal::answer_to_bytes(&held.answer))?;
        let mut row = row.clone();
        row.state = OperationState::Sealed;
        self.store
            .seal(&row, Part::Answer, &sealed)
            .map_err(|error| Error::new(error.code))
    }
}
