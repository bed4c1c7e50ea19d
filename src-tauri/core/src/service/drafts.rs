//! Drafts: what is pasted or typed before it is connected, kept encrypted from the first moment.

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::seal::{self, SealKey};
use super::{KeyService, Turn};
use crate::error::{Error, ErrorCode, FieldProblem, Result};
use crate::kind::{Input, KeyKind, SecretFields};
use crate::model::{
    Draft, DraftField, KindId, MoveDraft, OperationId, OperationKind, StageCredential,
};
use crate::store::{OperationRow, OperationState, Part};

/// Longest text that is taken from a paste, in bytes.
pub(super) const LONGEST_PASTE: usize = 16 * 1024;

/// What the journal keeps in clear of a draft: nothing secret.
#[derive(Default, Serialize, Deserialize)]
struct DraftDetail {
    fields: Vec<DraftField>,
    #[serde(default)]
    looks_like: Vec<KindId>,
    saved_at: Option<Timestamp>,
}

/// Name under which a draft keeps a text as it was pasted, where it may belong to another kind. No kind has such a field.
pub(super) const PASTED: &str = "_pasted";

/// A text as it was pasted, and whose it looks like.
pub(super) struct Pasted {
    text: SecretString,
    looks_like: Vec<KindId>,
}

impl KeyService {
    /// Keeps what was typed or pasted into the connect form, encrypted, before anything looks at it.
    ///
    /// # Errors
    /// [`ErrorCode::FieldInvalid`] when it is far too long, those of the keychain, the clipboard and the data file.
    pub async fn stage_credential(&self, ask: StageCredential) -> Result<Draft> {
        self.begin()?.scope(self.stage_pasted(ask)).await
    }

    async fn stage_pasted(&self, ask: StageCredential) -> Result<Draft> {
        let kind = self.gate(ask.kind, OperationKind::Connect)?;
        let text = match ask.text {
            Some(text) => text,
            None => self.desktop.pasted()?,
        };
        // EXPOSE: its length.
        if text.expose_secret().len() > LONGEST_PASTE {
            return Err(Error::field(ask.field, FieldProblem::TooLong));
        }
        let looks_like = super::recognise::recognise(&self.kinds, kind.as_ref(), &text);
        let read = kind.read_pasted(&text, Some(&ask.field));
        let cleaned = |value: &SecretString| {
            // EXPOSE: to see whether the clean-up removed something.
            value.expose_secret() != text.expose_secret()
        };
        let news = read
            .into_iter()
            .map(|(id, value)| {
                let cleaned = cleaned(&value);
                (id, value, cleaned)
            })
            .collect();
        let pasted = Pasted { text, looks_like };
        self.stage(kind.as_ref(), ask.draft, news, Some(pasted))
            .await
    }

    /// Moves what was pasted to the form of a kind that it fits better. The draft goes only when the new one is safe.
    ///
    /// # Errors
    /// [`ErrorCode::Gone`], [`ErrorCode::Unsupported`] for a kind that it does not look like; those of the keychain and
    /// the data file.
    pub async fn move_draft(&self, ask: MoveDraft) -> Result<Draft> {
        self.begin()?.scope(self.move_pasted(ask)).await
    }

    async fn move_pasted(&self, ask: MoveDraft) -> Result<Draft> {
        let row = self.store.operation(ask.draft)?;
        let row = row.filter(|row| row.state == OperationState::Draft);
        let row = row.ok_or_else(|| Error::new(ErrorCode::Gone))?;
        let _turn = Turn::take(&self.active, row.id)?;
        if !describe_draft(&row).looks_like.contains(&ask.kind) {
            return Err(ErrorCode::Unsupported.into());
        }
        let kind = self.gate(ask.kind, OperationKind::Connect)?;
        let (_, mut fields) = self.open_draft(&row).await?;
        let pasted = fields.remove(PASTED);
        let pasted = pasted.ok_or_else(|| Error::new(ErrorCode::Gone))?;
        let read = kind.read_pasted(&pasted, None).into_iter();
        let known = |id: &str| kind.spec().fields.iter().any(|field| field.id == id);
        let news = read.filter(|(id, _)| known(id));
        let news = news.map(|(id, value)| (id, value, true)).collect();
        let moved = self.stage(kind.as_ref(), None, news, None).await?;
        self.desktop.note_pasted(moved.id, &pasted);
        self.store.close(row.id, None)?;
        self.tidy().await;
        self.changed();
        Ok(moved)
    }

    /// Adds fields to a draft, or begins one.
    pub(super) async fn stage(
        &self,
        kind: &dyn KeyKind,
        draft: Option<OperationId>,
        news: Vec<(String, SecretString, bool)>,
        pasted: Option<Pasted>,
    ) -> Result<Draft> {
        let known = match draft {
            Some(id) => Some(self.draft_row(id, kind.spec().id)?),
            None => None,
        };
        let mut _writing = None;
        let (mut row, key, mut fields, begun) = match known {
            Some(row) => {
                let (key, fields) = self.open_draft(&row).await?;
                (row, key, fields, true)
            }
            None => {
                let key = SealKey::random()?;
                let row = new_draft(kind);
                let items: Vec<Uuid> = row.op_item.into_iter().chain(row.final_item).collect();
                _writing = row.op_item.map(|item| Turn::take(&self.writing, item));
                self.store.expect_items(&items)?;
                if let Some(item) = row.op_item {
                    self.vault.put(item, key.to_item()).await?;
                }
                (row, key, SecretFields::new(), false)
            }
        };
        let mut detail: DraftDetail =
            serde_json::from_value(row.detail.clone()).unwrap_or_default();
        // What looks like a credential of another kind may be a secret whatever field it was put into.
        let mut foreign = false;
        if let Some(Pasted { text, looks_like }) = pasted {
            foreign = !looks_like.is_empty();
            let hides = |(id, value, _): &(String, SecretString, bool)| {
                // EXPOSE: to see that something is there.
                (foreign || is_secret(kind, id)) && !value.expose_secret().is_empty()
            };
            if news.iter().any(hides) {
                self.desktop.note_pasted(row.id, &text);
            }
            fields.remove(PASTED);
            if foreign {
                fields.insert(PASTED.to_owned(), text);
            }
            detail.looks_like = looks_like;
        }
        for (id, value, cleaned) in news {
            let secret = foreign || is_secret(kind, &id);
            // EXPOSE: its length, and its content only where the kind says that it is no secret.
            let text = value.expose_secret();
            let field = DraftField {
                value: (!secret).then(|| text.to_owned()),
                length: u32::try_from(text.chars().count()).unwrap_or(u32::MAX),
                cleaned,
                id: id.clone(),
            };
            detail.fields.retain(|f| f.id != id);
            if field.length > 0 {
                detail.fields.push(field);
                fields.insert(id, value);
            } else {
                fields.remove(&id);
            }
        }
        detail.saved_at = Some(Timestamp::now());
        row.detail = serde_json::to_value(&detail).map_err(|_| Error::new(ErrorCode::Internal))?;
        let sealed = key.seal(row.id, Part::Draft, &seal::to_item(&fields)?)?;
        if begun {
            self.store.seal(&row, Part::Draft, &sealed)?;
        } else {
            self.store.begin(&row, Some((Part::Draft, &sealed)))?;
        }
        self.changed();
        Ok(describe_draft(&row))
    }

    /// Pasted credentials that are not connected yet.
    ///
    /// # Errors
    /// Those of the data file.
    pub async fn list_drafts(&self) -> Result<Vec<Draft>> {
        let rows = self.store.operations()?;
        Ok(rows
            .iter()
            .filter(|row| row.state == OperationState::Draft)
            .map(describe_draft)
            .collect())
    }
}

fn new_draft(kind: &dyn KeyKind) -> OperationRow {
    OperationRow {
        id: OperationId::random(),
        op: OperationKind::Connect,
        state: OperationState::Draft,
        provider: kind.spec().provider,
        kind: kind.spec().id,
        account: None,
        key: None,
        name: String::new(),
        detail: serde_json::Value::Null,
        op_item: Some(Uuid::new_v4()),
        final_item: Some(Uuid::new_v4()),
        started_at: Timestamp::now(),
        sent_at: None,
        next_look_at: None,
        looks: 0,
        code: None,
    }
}

fn is_secret(kind: &dyn KeyKind, field: &str) -> bool {
    let spec = kind.spec().fields.iter().find(|spec| spec.id == field);
    // An unknown field is treated as a secret.
    spec.is_none_or(|spec| matches!(spec.input, Input::Secret { .. } | Input::SecretId { .. }))
}

fn describe_draft(row: &OperationRow) -> Draft {
    let detail: DraftDetail = serde_json::from_value(row.detail.clone()).unwrap_or_default();
    Draft {
        id: row.id,
        kind: row.kind,
        fields: detail.fields,
        looks_like: detail.looks_like,
        saved_at: detail.saved_at.unwrap_or(row.started_at),
    }
}
