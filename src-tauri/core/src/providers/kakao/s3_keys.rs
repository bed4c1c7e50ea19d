//! S3 access keys below their user (Keystone, `OS-EC2`). KakaoCloud's training code makes them so; newer Keystones
//! refuse every call here that comes with the token of an access key, and then the console does it.

use secrecy::SecretString;

use super::answers::Call;
use super::iam_keys::{at_limit, filled, may_be_limit, not_read, of_project, options_with};
use super::session::Session;
use super::wire::{NewS3Key, OneS3Key, S3Key, S3Keys};
use super::{ACCESS, SECRET, json, unreadable};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Answer, read_json};
use crate::kind::{Issued, RemoteKey, SecretFields};
use crate::model::NewKeyOptions;
use crate::providers::reading::id_for_path;

/// Below the user.
const PATH: [&str; 2] = ["credentials", "OS-EC2"];

fn path(access: &str) -> Result<[&str; 3]> {
    let [credentials, kind] = PATH;
    Ok([credentials, kind, id_for_path(access)?])
}

/// The keys of the user in the project of the session that the API shows. Whether those of the console are among them is not documented.
pub async fn all(session: &Session<'_>) -> Result<Vec<RemoteKey>> {
    let read: S3Keys = session.get(&PATH, Call::Read).await?;
    let keys = read.credentials.ok_or_else(unreadable)?;
    let keys = keys.into_iter().map(|key| key.remote(session.project()));
    // A key that cannot be named would be a key that nobody is told of.
    let keys = keys.collect::<Option<_>>().ok_or_else(unreadable)?;
    Ok(of_project(session, keys))
}

/// What a form for a new key needs to know.
pub async fn options(session: &Session<'_>) -> Result<NewKeyOptions> {
    let keys = all(session).await?;
    Ok(options_with(session, &keys))
}

/// Sends the create. The key belongs to the project of the token.
pub async fn create(session: &Session<'_>) -> Result<Answer> {
    let tenant_id = session.project_id()?;
    let body = json(&NewS3Key { tenant_id })?;
    let refused = match session.create(&PATH, body).await {
        Err(refused) if may_be_limit(&refused) => refused,
        sent => return sent,
    };
    match all(session).await {
        Ok(keys) => Err(at_limit(session, &keys, refused)),
        Err(_) => Err(refused),
    }
}

/// Reads the answer to a create. Pure.
pub fn read_issued(answer: &Answer) -> Result<Issued> {
    let read = read_json::<OneS3Key>(&answer.body).ok();
    let made = read.and_then(|read| read.credential);
    let made = made.ok_or_else(|| not_read(answer, ErrorCode::AnswerUnreadable))?;
    issued(
        made,
        || not_read(answer, ErrorCode::AnswerUnreadable),
        || not_read(answer, ErrorCode::SecretNotReceived),
    )
}

/// Reads a key with its secret again. Keystone shows it every time; a cloud that leaves it out does not offer this.
pub async fn reread(session: &Session<'_>, access: &str) -> Result<Issued> {
    let read: OneS3Key = session.get(&path(access)?, Call::One).await?;
    let key = read.credential.ok_or_else(unreadable)?;
    let not_offered = || Error::new(ErrorCode::NotOffered).with_outcome(Outcome::Refused);
    let issued = issued(key, unreadable, not_offered)?;
    if issued.key.remote_id != access {
        return Err(unreadable());
    }
    Ok(issued)
}

fn issued(
    mut key: S3Key,
    unreadable: impl Fn() -> Error,
    no_secret: impl Fn() -> Error,
) -> Result<Issued> {
    let access = key.listed.access.clone().ok_or_else(&unreadable)?;
    let secret = filled(key.secret.take()).ok_or_else(no_secret)?;
    Ok(Issued {
        key: key.listed.remote(None).ok_or_else(unreadable)?,
        fields: SecretFields::from([
            (ACCESS.to_owned(), SecretString::from(access)),
            (SECRET.to_owned(), secret),
        ]),
    })
}

/// Deletes a key. One that is already gone is a success.
pub async fn delete(session: &Session<'_>, access: &str) -> Result<()> {
    session.delete(&path(access)?).await
}
