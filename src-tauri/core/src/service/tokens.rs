//! Tokens: what a key is exchanged for. Nothing is lost with one, so that none stands in the journal.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{Counted, KeyService, Turn, seal};
use crate::error::{Error, ErrorCode, Result};
use crate::kind::{Credential, KeyKind, SecretFields, TokenSpec};
use crate::model::{
    ApiKey, Copied, CopyToken, EventDetail, EventResult, OperationKind, RenewToken, RevokeToken,
    Token, TokenKind, TokenRef,
};
use crate::store::{KeyRow, NewEvent, TokenRow};

/// A token is renewed this long before its end, as the clouds' own tools do it.
const EARLY: SignedDuration = SignedDuration::from_mins(5);
/// Pause after a renewal that failed.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);
/// The clock of the system is asked this often while a renewal is to come: a computer that slept must not miss it.
const NAP: Duration = Duration::from_secs(60);

impl KeyService {
    /// Exchanges a key for a token and keeps it. A token that was there before is replaced here, and stays valid at
    /// the cloud until it ends.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said.
    pub async fn mint_token(self: &Arc<Self>, ask: TokenRef) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let renews = this
                .store
                .token(ask.key, ask.token)
                .is_ok_and(|old| old.token.renews);
            this.mint(&row, ask.token, renews).await?;
            this.describe(&row)
        })
        .await
    }

    async fn mint(&self, row: &KeyRow, token: TokenKind, renews: bool) -> Result<()> {
        let (kind, spec) = self.token_kind(row, OperationKind::MintToken, token)?;
        let result = self.mint_and_keep(row, kind.as_ref(), spec, renews).await;
        self.record_token(OperationKind::MintToken, row, result.as_ref().err(), None)?;
        self.tidy().await;
        result
    }

    async fn mint_and_keep(
        &self,
        row: &KeyRow,
        kind: &dyn KeyKind,
        spec: &TokenSpec,
        renews: bool,
    ) -> Result<()> {
        // A token that could be kept nowhere is not asked for.
        self.store.check_room()?;
        self.vault.check().await?;
        let key = self.credential_of(row).await?;
        let item = Uuid::new_v4();
        let _writing = Turn::take(&self.writing, item)?;
        self.store.expect_items(&[item])?;
        let minted = kind.mint_token(&key, spec.id).await?;
        let issued_at = Timestamp::now();
        self.write_item(item, &minted.fields).await?;
        let lasts = SignedDuration::from_secs(i64::from(spec.lasts_s));
        let expires_at = minted.expires_at.unwrap_or(issued_at + lasts);
        self.store.put_token(&TokenRow {
            key: row.id,
            token: Token {
                token: spec.id,
                issued_at,
                expires_at,
                assumed: minted.expires_at.is_none(),
                renews,
                checked_at: None,
                ended: false,
                problem: None,
            },
            item,
            renew_at: renews.then(|| renewal(issued_at, expires_at)),
        })
    }

    /// Asks the cloud whether a token still works. That it does not is no error: it stands in the token.
    ///
    /// # Errors
    /// Those of the keychain and the way to the cloud.
    pub async fn check_token(self: &Arc<Self>, ask: TokenRef) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let (kind, _) = this.token_kind(&row, OperationKind::CheckToken, ask.token)?;
            let (mut known, fields) = this.token_fields(ask.key, ask.token).await?;
            let key = this.credential_of(&row).await?;
            match kind.check_token(&key, ask.token, &fields).await {
                Ok(expires_at) => {
                    known.token.checked_at = Some(Timestamp::now());
                    known.token.ended = false;
                    known.token.problem = None;
                    if let Some(at) = expires_at {
                        known.token.expires_at = at;
                        known.token.assumed = false;
                    }
                }
                Err(error) if error.code == ErrorCode::TokenEnded => {
                    let why = this.why_it_ended(kind.as_ref(), &key, &known.token).await;
                    known.token.problem = why;
                    known.token.ended = why.is_some();
                    known.token.renews = false;
                    known.renew_at = None;
                    let why = why.map(Error::new);
                    this.record_token(OperationKind::CheckToken, &row, why.as_ref(), None)?;
                }
                Err(error) => return Err(error),
            }
            this.store.note_token(&known)?;
            this.describe(&row)
        })
        .await
    }

    /// A token that is refused before its time: either its key is not good any more, or only its rights are gone.
    async fn why_it_ended(
        &self,
        kind: &dyn KeyKind,
        key: &Credential,
        token: &Token,
    ) -> Option<ErrorCode> {
        if token.expires_at <= Timestamp::now() {
            return None;
        }
        match kind.verify(key).await {
            Err(error) if refuses_key(error.code) => Some(error.code),
            _ => Some(ErrorCode::TokenEnded),
        }
    }

    /// Ends a token at the cloud and takes it off this computer.
    ///
    /// # Errors
    /// Those of the keychain, the way to the cloud and what it said: the token is still here then.
    pub async fn revoke_token(self: &Arc<Self>, ask: RevokeToken) -> Result<ApiKey> {
        let this = Arc::clone(self);
        self.to_the_end(async move {
            let row = this.key_row(ask.key)?;
            let (kind, spec) = this.token_kind(&row, OperationKind::RevokeToken, ask.token)?;
            let known = this.store.token(ask.key, ask.token)?;
            let over = known.token.expires_at <= Timestamp::now();
            if spec.revokes && !ask.here_only && !over {
                let (_, fields) = this.token_fields(ask.key, ask.token).await?;
                let key = this.credential_of(&row).await?;
                this.store.check_room()?;
                let result = kind.revoke_token(&key, ask.token, &fields).await;
                this.record_token(
                    OperationKind::RevokeToken,
                    &row,
                    result.as_ref().err(),
                    None,
                )?;
                result?;
            }
            this.store.remove_token(ask.key, ask.token)?;
            this.tidy().await;
            this.describe(&row)
        })
        .await
    }

    /// Has a token renewed shortly before it ends, while the app runs, or not.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], those of the data file.
    pub async fn renew_token(&self, ask: RenewToken) -> Result<ApiKey> {
        let row = self.key_row(ask.key)?;
        self.token_kind(&row, OperationKind::MintToken, ask.token)?;
        let mut known = self.store.token(ask.key, ask.token)?;
        known.token.renews = ask.on;
        known.renew_at = ask
            .on
            .then(|| renewal(known.token.issued_at, known.token.expires_at));
        self.store.note_token(&known)?;
        self.wake.notify_one();
        self.changed();
        self.describe(&row)
    }

    /// Copies something of a token to the clipboard, in Rust.
    ///
    /// # Errors
    /// [`ErrorCode::SecretMissing`], [`ErrorCode::ClipboardFailed`], those of the keychain.
    pub async fn copy_token(self: &Arc<Self>, ask: CopyToken) -> Result<Copied> {
        self.while_open(async {
            let row = self.key_row(ask.key)?;
            let (kind, spec) = self.token_kind(&row, OperationKind::Copy, ask.token)?;
            if !spec.copies.contains(&ask.what) {
                return Err(ErrorCode::Unsupported.into());
            }
            let (_, fields) = self.token_fields(ask.key, ask.token).await?;
            let key = self.credential_of(&row).await?;
            let text = kind.copy_token(&key, ask.token, &fields, ask.what)?;
            let clears_in_s = Some(self.settings()?.clipboard_s);
            self.copy_out(text, clears_in_s).await?;
            let copied = EventDetail::Copied(ask.what);
            self.record_token(OperationKind::Copy, &row, None, Some(copied))?;
            Ok(Copied { clears_in_s })
        })
        .await
    }

    fn token_kind(
        &self,
        row: &KeyRow,
        op: OperationKind,
        token: TokenKind,
    ) -> Result<(Arc<dyn KeyKind>, &'static TokenSpec)> {
        let kind = self.gate(row.kind, op)?;
        let spec = kind.spec().token(token);
        let spec = spec.ok_or_else(|| Error::new(ErrorCode::Unsupported))?;
        Ok((kind, spec))
    }

    async fn token_fields(
        &self,
        key: crate::model::KeyId,
        token: TokenKind,
    ) -> Result<(TokenRow, SecretFields)> {
        let known = self.store.token(key, token)?;
        let content = self.item(known.item).await?;
        let content = content.ok_or_else(|| Error::new(ErrorCode::SecretMissing))?;
        let fields = seal::from_kept(known.item, &content)?;
        Ok((known, fields))
    }

    fn record_token(
        &self,
        op: OperationKind,
        row: &KeyRow,
        error: Option<&Error>,
        detail: Option<EventDetail>,
    ) -> Result<()> {
        let account = self.store.account(row.account)?.map(|(account, _)| account);
        let mut event = NewEvent::done(op, account.as_ref())
            .of_key(Some(row.id), row.name())
            .with(detail);
        event.practice = row.practice;
        if let Some(error) = error {
            event = event.ended(EventResult::Failed, Some(error.code));
        }
        self.store.record(&event)
    }

    /// When to see next whether a token is to be renewed; `None` when none is.
    pub(super) fn next_renewal(&self) -> Option<Timestamp> {
        let tokens = self.store.tokens().ok()?;
        let next = tokens
            .values()
            .flatten()
            .filter_map(|row| row.renew_at)
            .min()?;
        Some(next.min(Timestamp::now() + NAP))
    }

    /// Renews the tokens whose time has come.
    pub(super) async fn renew_due(&self) {
        let Ok(tokens) = self.store.tokens() else {
            return;
        };
        let now = Timestamp::now();
        let due = tokens.into_values().flatten();
        let due: Vec<_> = due
            .filter(|row| row.renew_at.is_some_and(|at| at <= now))
            .collect();
        for mut known in due {
            if self.is_locked() {
                break; // what comes after this one waits
            }
            let Ok(row) = self.key_row(known.key) else {
                continue;
            };
            // The program does not end between the cloud's answer and the keychain.
            let minted = {
                let _running = Counted::one_more(&self.running);
                self.mint(&row, known.token.token, true).await
            };
            if let Err(error) = minted {
                known.token.problem = Some(error.code);
                // What the cloud refuses once it refuses again, and some clouds lock whoever tries on.
                known.token.renews = passes(error.code);
                known.renew_at = known.token.renews.then(|| now + AGAIN);
                if error.code == ErrorCode::VaultClosed {
                    // Goes on when the user opens it.
                    known.renew_at = None;
                }
                // Why the data file fails is told by whatever the user does next.
                let _ = self.store.note_token(&known);
            }
            self.changed();
        }
    }
}

/// When a token is renewed: shortly before its end, and of short ones not before half their time.
fn renewal(issued_at: Timestamp, expires_at: Timestamp) -> Timestamp {
    let half = issued_at.duration_until(expires_at) / 2;
    (expires_at - EARLY).max(issued_at + half)
}

/// Whether a failure may be over when it is tried again.
const fn passes(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Offline
            | ErrorCode::Unreachable
            | ErrorCode::TimedOut
            | ErrorCode::Interrupted
            | ErrorCode::ProxyAnswer
            | ErrorCode::ProviderDown
            | ErrorCode::RateLimited
            | ErrorCode::Throttled
            | ErrorCode::VaultLocked
            | ErrorCode::VaultWaiting
            | ErrorCode::VaultFailed
            | ErrorCode::DiskFull
            | ErrorCode::DataReadOnly
            | ErrorCode::VaultClosed
    )
}

/// Whether a cloud's answer means that the key itself is not good.
const fn refuses_key(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::CredentialUnknown
            | ErrorCode::CredentialInactive
            | ErrorCode::NameOrUserWrong
            | ErrorCode::KeyPairRefused
            | ErrorCode::LoginRefused
            | ErrorCode::SecretMissing
            | ErrorCode::SecretAltered
    )
}
