//! Answers to calls that went well.

use axum::http::StatusCode;
use serde_json::Value;

use super::refusal::Refusal;
use crate::reply::{Content, Reply};

pub(super) fn ok(json: Value) -> Result<Reply, Refusal> {
    Ok(Reply::new(StatusCode::OK, Content::Json(json)))
}

pub(super) fn created(json: Value) -> Result<Reply, Refusal> {
    Ok(Reply::new(StatusCode::CREATED, Content::Json(json)))
}

pub(super) fn no_content() -> Result<Reply, Refusal> {
    Ok(Reply::new(StatusCode::NO_CONTENT, Content::Empty))
}

/// 200 without a body: nothing is documented for it.
pub(super) fn nothing() -> Result<Reply, Refusal> {
    Ok(Reply::new(StatusCode::OK, Content::Empty))
}
