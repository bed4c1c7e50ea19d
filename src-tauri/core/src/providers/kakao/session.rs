//! A few calls with one token: made when they begin, ended when they are over, kept nowhere.

use std::time::Duration;

use reqwest::Method;
use reqwest::header::HeaderMap;
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;

use super::answers::{self, Call};
use super::wire::{About, Auth, AuthBody, KeyBody, Named, TokenAnswer, UserBody, WithKey};
use super::{
    ID, Kakao, NAME, SECRET, USER_ID, X_AUTH_TOKEN, X_SUBJECT_TOKEN, fault, header, identity_url,
    json, unreadable,
};
use crate::error::{Error, ErrorCode, Outcome, Result};
use crate::http::{Answer, LIST_CAP, Repeat, Request, read_json};
use crate::kind::Credential;
use crate::model::KindId;
use crate::providers::reading::id_for_path;

/// Longest time that the end of a token is waited for: nobody needs to know how it went.
const LONGEST_END: Duration = Duration::from_secs(5);

/// A token, and what the cloud says of it.
pub struct Session<'a> {
    kakao: &'a Kakao,
    by: &'a Credential,
    pub token: SecretString,
    pub about: About,
}

impl<'a> Session<'a> {
    /// Asks for a token (`start/api-preparation`). It makes nothing lasting, so that it may be sent again.
    pub async fn open(kakao: &'a Kakao, by: &'a Credential) -> Result<Self> {
        if by.kind != KindId::KakaoIamKey {
            return Err(ErrorCode::Unsupported.into());
        }
        let (body, call) = auth_body(by)?;
        let request = Request {
            repeat: Repeat::Safe,
            cap: LIST_CAP,
            ..Request::change(Method::POST, Some(body))
        };
        let url = identity_url(&by.base_url, &["auth", "tokens"])?;
        let (answer, headers) = kakao.send(&url, request).await?;
        let refused = || fault(&answer, &headers, call, by, None);
        if !answer.is_success() {
            return Err(refused());
        }
        let token = token_of(&headers).ok_or_else(refused)?;
        Ok(Self {
            kakao,
            by,
            about: about(&answer),
            token,
        })
    }

    /// What comes of some calls, once the token was ended.
    pub async fn ending<T>(&self, calls: impl Future<Output = Result<T>>) -> Result<T> {
        let result = calls.await;
        self.end().await;
        result
    }

    /// Ends the token. Documented by Keystone only, so whatever comes of it is fine.
    pub async fn end(&self) {
        let Ok((url, request)) = about_token(self.by, &self.token, Method::DELETE) else {
            return;
        };
        let _ = tokio::time::timeout(LONGEST_END, self.kakao.send(&url, request)).await;
    }

    /// Ends the token without holding up what just came: an answer with a secret is to be on the disk first.
    pub fn end_later(self) {
        let Ok((url, request)) = about_token(self.by, &self.token, Method::DELETE) else {
            return;
        };
        let kakao = Kakao {
            http: self.kakao.http.clone(),
            clock: self.kakao.clock,
        };
        tokio::spawn(async move {
            let _ = tokio::time::timeout(LONGEST_END, kakao.send(&url, request)).await;
        });
    }

    /// The id of the user that the key belongs to.
    pub fn user(&self) -> Result<&str> {
        let id = self.about.user.as_ref().and_then(|user| user.id.as_deref());
        id_for_path(id.ok_or_else(unreadable)?).map_err(|_| unreadable())
    }

    /// The project that the key belongs to.
    pub const fn project(&self) -> Option<&Named> {
        self.about.project.as_ref()
    }

    /// The id of that project.
    pub fn project_id(&self) -> Result<&str> {
        let id = self.project().and_then(|project| project.id.as_deref());
        id.ok_or_else(unreadable)
    }

    /// Reads what is below the user. `call` says what it means if it is not there.
    pub async fn get<T: DeserializeOwned>(&self, parts: &[&str], call: Call) -> Result<T> {
        let request = Request {
            cap: LIST_CAP,
            ..Request::read()
        };
        let (answer, headers) = self.send(parts, request).await?;
        if answer.is_success()
            && let Ok(read) = read_json(&answer.body)
        {
            return Ok(read);
        }
        Err(self.fault(&answer, &headers, call).await)
    }

    /// Sends a create, once, and gives back the answer unread if the cloud says that it worked.
    pub async fn create(&self, parts: &[&str], body: Vec<u8>) -> Result<Answer> {
        let request = Request {
            repeat: Repeat::Create,
            ..Request::change(Method::POST, Some(body))
        };
        let (answer, headers) = self.send(parts, request).await?;
        if answer.is_success() {
            return Ok(answer);
        }
        Err(self.fault(&answer, &headers, Call::Change).await)
    }

    /// Sends a deletion, once. What is already gone is a success.
    pub async fn delete(&self, parts: &[&str]) -> Result<()> {
        let request = Request::change(Method::DELETE, None);
        let (answer, headers) = self.send(parts, request).await?;
        if answers::is_done(&answer) {
            return Ok(());
        }
        match self.fault(&answer, &headers, Call::Change).await {
            error if error.code == ErrorCode::NotFound => Ok(()),
            error => Err(error),
        }
    }

    async fn send(&self, parts: &[&str], mut request: Request) -> Result<(Answer, HeaderMap)> {
        let below = ["users", self.user()?];
        let parts: Vec<&str> = below.iter().chain(parts).copied().collect();
        let url = identity_url(&self.by.base_url, &parts)?;
        request.headers.insert(X_AUTH_TOKEN, header(&self.token)?);
        self.kakao.send(&url, request).await
    }

    /// What an answer that cannot be used means. "Not there" is also what every call is answered whose token's key is
    /// gone, so the token is asked for then.
    async fn fault(&self, answer: &Answer, headers: &HeaderMap, call: Call) -> Error {
        let error = fault(answer, headers, call, self.by, Some(&self.token));
        if error.code != ErrorCode::NotFound {
            return error;
        }
        match check(self.kakao, self.by, &self.token).await {
            Ok(_) => error,
            Err(ended) if ended.code == ErrorCode::TokenEnded => Error {
                code: ErrorCode::CredentialUnknown,
                ..error
            },
            // Nobody knows what it was that is not there.
            Err(other) if call == Call::Change => other.with_outcome(Outcome::Unknown),
            Err(other) => other,
        }
    }
}

/// Asks whether a token works, and what it says of itself. The token itself asks, as the official provider does it.
///
/// # Errors
/// [`ErrorCode::TokenEnded`] when the cloud does not take it.
pub async fn check(kakao: &Kakao, by: &Credential, token: &SecretString) -> Result<About> {
    let (url, request) = about_token(by, token, Method::GET)?;
    let request = Request {
        repeat: Repeat::Safe,
        cap: LIST_CAP,
        ..request
    };
    let (answer, headers) = kakao.send(&url, request).await?;
    // A success around an error says nothing of the token.
    if answer.is_success()
        && let Some(about) = told(&answer)
    {
        return Ok(about);
    }
    Err(token_fault(&answer, &headers, by, token, Call::Read))
}

/// Ends a token. One that has ended already is a success.
pub async fn revoke(kakao: &Kakao, by: &Credential, token: &SecretString) -> Result<()> {
    let (url, request) = about_token(by, token, Method::DELETE)?;
    let (answer, headers) = kakao.send(&url, request).await?;
    if answers::is_done(&answer) {
        return Ok(());
    }
    match token_fault(&answer, &headers, by, token, Call::Change) {
        error if error.code == ErrorCode::TokenEnded => Ok(()),
        error => Err(error),
    }
}

/// A call about a token, made with that token.
fn about_token(
    by: &Credential,
    token: &SecretString,
    method: Method,
) -> Result<(url::Url, Request)> {
    let mut request = Request::change(method, None);
    let value = header(token)?;
    request.headers.insert(X_AUTH_TOKEN, value.clone());
    request.headers.insert(X_SUBJECT_TOKEN, value);
    Ok((identity_url(&by.base_url, &["auth", "tokens"])?, request))
}

/// As [`fault`], but what is refused or gone is the token and not the key.
fn token_fault(
    answer: &Answer,
    headers: &HeaderMap,
    by: &Credential,
    token: &SecretString,
    call: Call,
) -> Error {
    let error = fault(answer, headers, call, by, Some(token));
    let ended = error.code == ErrorCode::CredentialUnknown || answers::is_gone(answer);
    let code = if ended {
        ErrorCode::TokenEnded
    } else {
        error.code
    };
    Error { code, ..error }
}

/// The token stands in a header; HTTP/2 writes its name in small letters, which is all the same here.
fn token_of(headers: &HeaderMap) -> Option<SecretString> {
    let value = headers.get(X_SUBJECT_TOKEN)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| SecretString::from(value))
}

/// What a token says of itself; nothing of it is needed to use the token.
fn about(answer: &Answer) -> About {
    told(answer).unwrap_or_default()
}

/// The same, where there is a token in the answer at all.
fn told(answer: &Answer) -> Option<About> {
    read_json::<TokenAnswer>(&answer.body).ok()?.token
}

/// The body that asks for a token: with the key's id where it is known.
fn auth_body(by: &Credential) -> Result<(Vec<u8>, Call)> {
    // EXPOSE: a token is asked for with the secret itself, and no other call carries it.
    let secret = by.field(SECRET)?.expose_secret();
    let (application_credential, call) = match by.fields.get(ID) {
        Some(id) => {
            // EXPOSE: the public half.
            let id = id.expose_secret();
            (KeyBody::ById { id, secret }, Call::Mint)
        }
        None => {
            // EXPOSE: a name is no secret.
            let name = by.field(NAME)?.expose_secret();
            // EXPOSE: the id of a user is none either.
            let id = by.field(USER_ID)?.expose_secret();
            let user = UserBody { id };
            (KeyBody::ByName { name, secret, user }, Call::MintByName)
        }
    };
    let body = AuthBody {
        auth: Auth {
            identity: WithKey {
                methods: ["application_credential"],
                application_credential,
            },
        },
    };
    Ok((json(&body)?, call))
}
