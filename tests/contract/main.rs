//! The clients against the practice clouds: real sockets, and every request checked against the cloud's own
//! description of its API.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what tests share may stop at the first surprise, as tests do"
)]

mod clickhouse;
mod every_kind;
mod kakao;
mod keystone;
mod kt;
mod naver;
mod practice;
mod rotation;
