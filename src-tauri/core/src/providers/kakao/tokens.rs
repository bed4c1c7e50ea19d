//! What an IAM access key is exchanged for: tokens for the API, and temporary keys for the object storage.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::session::{self, Session};
use super::{Kakao, TOKEN, copy, storage};
use crate::error::{ErrorCode, Result};
use crate::kind::{Credential, Minted, SecretFields};
use crate::model::{CopyWhat, TokenKind};

/// Makes a token.
pub async fn mint(kakao: &Kakao, key: &Credential, token: TokenKind) -> Result<Minted> {
    let session = Session::open(kakao, key).await?;
    match token {
        TokenKind::Api => Ok(Minted {
            expires_at: session.about.expires_at,
            fields: SecretFields::from([(TOKEN.to_owned(), session.token)]),
        }),
        // The token is left to end by itself: whether its temporary keys would end with it is not documented.
        TokenKind::Storage => storage::temporary(kakao, key, &session).await,
    }
}

/// Asks whether a token still works.
pub async fn check(
    kakao: &Kakao,
    key: &Credential,
    token: TokenKind,
    fields: &SecretFields,
) -> Result<Option<Timestamp>> {
    let about = session::check(kakao, key, api_token(token, fields)?).await?;
    Ok(about.expires_at)
}

/// Ends a token.
pub async fn revoke(
    kakao: &Kakao,
    key: &Credential,
    token: TokenKind,
    fields: &SecretFields,
) -> Result<()> {
    session::revoke(kakao, key, api_token(token, fields)?).await
}

/// The text of a token for `what`.
pub fn copy(
    key: &Credential,
    token: TokenKind,
    fields: &SecretFields,
    what: CopyWhat,
) -> Result<SecretString> {
    if token == TokenKind::Storage {
        return storage::text(key, fields, what);
    }
    let token = api_token(token, fields)?;
    match what {
        CopyWhat::Secret => Ok(token.clone()),
        CopyWhat::Header => {
            // EXPOSE: the user asked for a line with the token in it.
            let token = token.expose_secret();
            let line = Zeroizing::new(format!("X-Auth-Token: {token}"));
            Ok(SecretString::from(line.as_str()))
        }
        CopyWhat::Export => copy::token_lines(key, token),
        _ => Err(ErrorCode::Unsupported.into()),
    }
}

fn api_token(token: TokenKind, fields: &SecretFields) -> Result<&SecretString> {
    match token {
        TokenKind::Api => fields
            .get(TOKEN)
            .ok_or_else(|| ErrorCode::SecretAltered.into()),
        TokenKind::Storage => Err(ErrorCode::Unsupported.into()),
    }
}
